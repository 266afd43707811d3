use app::app::App;
use app::shell::{Assets, ThemeChoice, shell};
use app::state::Account;
use app::view::SharedViews;
use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use axum::http::request::Parts;
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{LeptosRoutes as _, generate_route_list};

use super::PageNonce;
use super::page_cache::Choices;
use crate::access::SignedIn;

/// Name of the cookie that keeps light or dark.
pub(super) const THEME_COOKIE: &str = "theme";
/// The only cookie that changes a page.
pub(super) const THEME_CHOICES: Choices = &[(THEME_COOKIE, &["light", "dark"])];

/// The pages and the server functions behind them.
pub(super) fn routes(views: SharedViews, assets: Assets) -> Router {
    let options = LeptosOptions::builder().output_name("belvedere").build();
    let list = generate_route_list(App);
    let context = move || {
        provide_context(views.clone());
        provide_context(assets.clone());
        let parts = use_context::<Parts>();
        provide_context(
            parts
                .as_ref()
                .map(|parts| chosen(&parts.headers))
                .unwrap_or_default(),
        );
        let who = parts
            .as_ref()
            .and_then(|parts| parts.extensions.get::<SignedIn>());
        if let Some(who) = who {
            provide_context(who.caller().clone());
            provide_context(Account(Some(who.caller().name.clone())));
        }
        // What the header of the answer allows.
        if let Some(nonce) = parts.and_then(|parts| parts.extensions.get::<PageNonce>().cloned()) {
            provide_context(Nonce::from_value(nonce.0));
        }
    };
    Router::new()
        .leptos_routes_with_context(&options, list, context.clone(), shell)
        .fallback(leptos_axum::render_app_async_with_context(context, shell))
        .with_state(options)
}

/// What the reader chose, from the cookie.
pub(super) fn chosen(headers: &HeaderMap) -> ThemeChoice {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == THEME_COOKIE)
        .map(|(_, value)| ThemeChoice::from_name(value))
        .unwrap_or_default()
}
