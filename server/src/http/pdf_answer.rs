use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};

use super::Problem;
use crate::report::{Document, Press, ReportError};

/// A document as a PDF file named after it and its day. `name` is a code: letters, digits
/// and marks that file names may have.
pub(super) async fn pdf_answer(press: &Press, document: Document, name: &str) -> Response {
    let file = format!("{name}-{}.pdf", document.day);
    match press.print(document).await {
        Ok(pdf) => (
            [
                (CONTENT_TYPE, "application/pdf".to_owned()),
                (CONTENT_DISPOSITION, format!("inline; filename=\"{file}\"")),
            ],
            pdf,
        )
            .into_response(),
        Err(ReportError::Busy) => try_again("many reports are being made: try again"),
        Err(fault @ ReportError::Fonts(_)) => {
            tracing::error!(%fault, "report");
            try_again(&fault.to_string())
        }
        Err(fault) => {
            tracing::error!(%fault, file, "report");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
                .detail("the report cannot be made; the reason is in the log of the server")
                .into_response()
        }
    }
}

/// What is not there for the moment.
pub(super) fn try_again(why: &str) -> Response {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail(why.to_owned())
        .retry_after(std::time::Duration::from_secs(10))
        .into_response()
}
