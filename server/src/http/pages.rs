use app::app::App;
use app::shell::{Assets, ThemeChoice, shell};
use app::view::SharedViews;
use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use leptos::config::LeptosOptions;
use leptos::prelude::provide_context;
use leptos_axum::{LeptosRoutes as _, generate_route_list};

/// Name of the cookie that keeps light or dark.
const THEME_COOKIE: &str = "theme";

/// The pages and the server functions behind them.
pub(super) fn routes(views: SharedViews, assets: Assets) -> Router {
    let options = LeptosOptions::builder().output_name("belvedere").build();
    let list = generate_route_list(App);
    let context = move || {
        provide_context(views.clone());
        provide_context(assets.clone());
        provide_context(theme_choice());
    };
    Router::new()
        .leptos_routes_with_context(&options, list, context.clone(), shell)
        .fallback(leptos_axum::render_app_async_with_context(context, shell))
        .with_state(options)
}

fn theme_choice() -> ThemeChoice {
    let parts = leptos::prelude::use_context::<axum::http::request::Parts>();
    parts.map(|parts| chosen(&parts.headers)).unwrap_or_default()
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
