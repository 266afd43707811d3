use std::sync::Arc;

use app::view::{SharedViews, ViewError};
use axum::Router;
use axum::extract::{OriginalUri, Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;

use app::view::Address;

use super::Problem;
use super::pdf_answer::{pdf_answer, try_again};
use crate::report::{Document, Period, Press, ReportAsked, council_report, subject_report};
use crate::state::State;

/// What the handlers of reports share.
#[derive(Clone)]
pub struct Reports {
    /// What pages show; a report says nothing else.
    pub views: SharedViews,
    /// Makes PDF files.
    pub press: Press,
    /// The town, for its themes.
    pub state: State,
    /// Where the site is for everybody; empty: not known.
    pub public_url: Arc<str>,
}

/// `GET /lieu/{code}/rapport.pdf`, `/theme/{theme}/rapport.pdf`, `/rapport-conseil.pdf`, by
/// `?periode=` and `?au=`, the first also by `?theme=`.
pub(super) fn routes(reports: Reports) -> Router {
    Router::new()
        .route("/lieu/{code}/rapport.pdf", get(of_place))
        .route("/theme/{theme}/rapport.pdf", get(of_theme))
        .route("/rapport-conseil.pdf", get(of_council))
        .with_state(reports)
}

async fn of_place(
    Shared(reports): Shared<Reports>,
    Path(code): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let (asked, address) = match reports.asked(&uri) {
        Ok(asked) => asked,
        Err(refused) => return *refused,
    };
    let theme = address.word("theme");
    let made = subject_report(reports.views.as_ref(), &code, theme, &asked).await;
    let name = match theme {
        Some(theme) => format!("{code}-{theme}"),
        None => code,
    };
    reports.answer(made, &name).await
}

async fn of_theme(
    Shared(reports): Shared<Reports>,
    Path(theme): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let (asked, _) = match reports.asked(&uri) {
        Ok(asked) => asked,
        Err(refused) => return *refused,
    };
    let city = reports.views.frame().await.map(|frame| frame.city_code);
    let made = match city {
        Ok(city) => subject_report(reports.views.as_ref(), &city, Some(&theme), &asked).await,
        Err(fault) => Err(fault),
    };
    reports.answer(made, &theme).await
}

async fn of_council(Shared(reports): Shared<Reports>, OriginalUri(uri): OriginalUri) -> Response {
    let (asked, _) = match reports.asked(&uri) {
        Ok(asked) => asked,
        Err(refused) => return *refused,
    };
    let themes = reports.state.themes().iter();
    let indicators: Vec<String> = themes
        .flat_map(|theme| &theme.indicator)
        .map(|indicator| indicator.code.to_string())
        .collect();
    let made = council_report(reports.views.as_ref(), &indicators, &asked).await;
    reports.answer(made, "rapport-conseil").await
}

impl Reports {
    fn asked(&self, uri: &http::Uri) -> Result<(ReportAsked, Address), Box<Response>> {
        let text = uri.path_and_query().map_or("", |asked| asked.as_str());
        let refused = |detail: &str| {
            let problem = Problem::new(StatusCode::BAD_REQUEST).detail(detail.to_owned());
            Box::new(problem.into_response())
        };
        let address = Address::parse(text).map_err(|_| refused("au is a date: ?au=2025-12-31"))?;
        let period = match address.word("periode") {
            None => Period::default(),
            Some(word) => Period::of_word(word)
                .ok_or_else(|| refused("periode is one of mois, trimestre, annee"))?,
        };
        let asked = ReportAsked {
            period,
            day: address.day(),
            site: self.public_url.to_string(),
        };
        Ok((asked, address))
    }

    async fn answer(&self, made: Result<Document, ViewError>, name: &str) -> Response {
        let document = match made {
            Ok(document) => document,
            Err(ViewError::NotFound | ViewError::Undeclared) => {
                return Problem::new(StatusCode::NOT_FOUND)
                    .detail("no such place or theme, or nothing is known of that day")
                    .into_response();
            }
            Err(ViewError::Unavailable) => return try_again("the town cannot be read now"),
        };
        pdf_answer(&self.press, document, name).await
    }
}
