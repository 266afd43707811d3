use std::sync::Arc;

use app::plain::Around;
use app::shell::Assets;
use app::state::Account;
use app::view::SharedViews;
use axum::response::{Html, IntoResponse, Response};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue, StatusCode};

use crate::access::{Accounts, SignedIn};
use crate::http::pages::chosen;
use crate::http::{Problem, Proxy};
use crate::oidc::Provider;
use crate::state::State;

/// What the handlers of accounts share.
#[derive(Clone)]
pub struct Desk {
    /// People and sessions.
    pub accounts: Accounts,
    /// The town.
    pub state: State,
    /// What stands around a page.
    pub views: SharedViews,
    /// Style and fonts.
    pub assets: Assets,
    /// What stands in front.
    pub proxy: Proxy,
    /// Who vouches for people elsewhere, if somebody does.
    pub provider: Option<Arc<Provider>>,
}

impl Desk {
    /// A page for who asks, which nobody keeps.
    pub(in crate::http) async fn page(
        &self,
        headers: &HeaderMap,
        who: Option<&SignedIn>,
        status: StatusCode,
        draw: impl FnOnce(&Around) -> String,
    ) -> Response {
        let Ok(frame) = self.views.frame().await else {
            return unavailable();
        };
        let around = Around {
            frame,
            assets: self.assets.clone(),
            choice: chosen(headers),
            account: Account(who.map(|who| who.caller().name.clone())),
            role: who.map(|who| who.caller().role),
        };
        unkept((status, Html(draw(&around))).into_response())
    }
}

/// An answer that is for one person: neither browser nor proxy keeps it.
pub(in crate::http) fn unkept(mut response: Response) -> Response {
    let never = HeaderValue::from_static("no-store");
    response.headers_mut().insert(CACHE_CONTROL, never);
    response
}

/// The store does not answer.
pub(in crate::http) fn unavailable() -> Response {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail("the accounts cannot be read now: try again")
        .retry_after(std::time::Duration::from_secs(10))
        .into_response()
}
