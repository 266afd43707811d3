use app::body::page_tables;
use app::view::{Address, SharedViews, ViewError};
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::Problem;
use crate::export::{csv_file, xlsx_file};

/// Stands between the address of a page and the name of one of its tables.
const TABLES: &str = "/tables/";

/// Answers `GET {page}/tables/{name}.csv` and `.xlsx` with a table of that page; anything
/// else goes on. It says what the page says, hidden counts included.
pub(super) async fn serve_tables(
    State(views): State<SharedViews>,
    request: Request,
    next: Next,
) -> Response {
    let read = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    let asked = path
        .rsplit_once(TABLES)
        .and_then(|(page, file)| Some((page, file.rsplit_once('.')?)))
        .filter(|(_, (_, kind))| matches!(*kind, "csv" | "xlsx"));
    let Some((page, (name, kind))) = asked.filter(|_| read) else {
        return next.run(request).await;
    };
    let page = if page.is_empty() { "/" } else { page };
    let query = request.uri().query().map(|query| format!("?{query}"));
    let Ok(address) = Address::parse(&format!("{page}{}", query.unwrap_or_default())) else {
        return Problem::new(StatusCode::BAD_REQUEST)
            .detail("au is a date: ?au=2025-12-31")
            .into_response();
    };
    let tables = match page_tables(&views, &address).await {
        Ok(tables) => tables,
        Err(ViewError::NotFound | ViewError::Undeclared) => return missing("no such page"),
        Err(ViewError::Unavailable) => {
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let Some((name, table)) = tables.into_iter().find(|(known, _)| known == name) else {
        return missing("that page has no such table; its links name those it has");
    };
    let (media_type, bytes) = match kind {
        "csv" => ("text/csv; charset=utf-8", csv_file(&table)),
        _ => match xlsx_file(&table) {
            Ok(bytes) => (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes,
            ),
            Err(fault) => {
                tracing::warn!(%fault, name, "a table is no sheet");
                return Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
                    .detail("the table is too large for a sheet: take it as CSV")
                    .into_response();
            }
        },
    };
    (
        [
            (CONTENT_TYPE, media_type.to_owned()),
            // Names are lower-case letters, digits and dashes.
            (
                CONTENT_DISPOSITION,
                format!("attachment; filename=\"{name}.{kind}\""),
            ),
        ],
        bytes,
    )
        .into_response()
}

fn missing(detail: &str) -> Response {
    Problem::new(StatusCode::NOT_FOUND)
        .detail(detail.to_owned())
        .into_response()
}
