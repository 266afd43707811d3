use std::sync::Arc;

use app::shell::Assets;
use app::view::SharedViews;
use axum::Router;
use axum::middleware::from_fn_with_state;
use metrics_exporter_prometheus::PrometheusHandle;

use super::accounts::{self, Desk, identify};
use super::api::{self, Api};
use super::assets::{BuiltSite, serve_files};
use super::limits::Limits;
use super::page_cache::{PageCache, cache_pages};
use super::pages::THEME_CHOICES;
use super::{
    Proxy, actions, alerts, declaration, dress, health, metrics, objectives, pages, place_data,
    preferences, ratings, refuse_foreign, reviews, screens,
};
use crate::access::{Accounts, Devices, OsChance};
use crate::live::Sockets;
use crate::reception::DeskConsole;

/// Everything that answers.
pub struct Site {
    /// The files of the browser half.
    pub built: BuiltSite,
    /// People and sessions.
    pub accounts: Accounts,
    /// Screens and kiosks.
    pub devices: Devices,
    /// The API.
    pub api: Api,
    /// What the pages show.
    pub views: SharedViews,
    /// The live feed.
    pub sockets: Sockets,
    /// What was counted.
    pub metrics: PrometheusHandle,
    /// What stands in front.
    pub proxy: Proxy,
}

/// The whole site. Deny by default: what has no route here answers 404.
pub fn router(site: Site) -> Router {
    let state = site.api.state.clone();
    let halls = site.api.halls.clone();
    let ready = {
        let state = state.clone();
        move || {
            let store = state.store().clone();
            async move {
                store
                    .quarantined_count()
                    .await
                    .map(drop)
                    .map_err(|fault| fault.to_string())
            }
        }
    };
    let cache = {
        let state = state.clone();
        PageCache::new(Arc::new(move || state.version()), THEME_CHOICES)
    };
    let built = Arc::new(site.built);
    let assets = Assets::from_manifest(|name| built.path(name));
    let declarations = declaration::routes(site.views.clone());
    let data = place_data::routes(site.views.clone());
    let desk = Desk {
        accounts: site.accounts,
        state,
        views: site.views.clone(),
        assets: assets.clone(),
        proxy: site.proxy,
    };
    let on_objectives = objectives::Objectives::new(desk.clone(), site.sockets.hub().clone());
    let on_screens = screens::Screens {
        desk: desk.clone(),
        console: DeskConsole::new(halls.clone(), Arc::new(OsChance)),
        halls,
        devices: site.devices,
    };
    let pages = pages::routes(site.views, assets)
        .layer(from_fn_with_state(cache, cache_pages))
        .layer(from_fn_with_state(built, serve_files));
    let routes = Router::new()
        .merge(health::router(ready))
        .merge(metrics::router(site.metrics))
        .merge(api::routes(site.api))
        .merge(declarations)
        .merge(data)
        .merge(preferences::routes())
        .merge(accounts::routes(desk.clone()))
        .merge(actions::routes(desk.clone()))
        .merge(alerts::routes(desk.clone()))
        .merge(objectives::routes(on_objectives))
        .merge(reviews::routes(desk.clone()))
        .merge(screens::routes(on_screens))
        .merge(ratings::routes(desk.clone(), pages.clone()))
        .merge(site.sockets.router())
        .fallback_service(pages)
        .layer(from_fn_with_state(desk, identify))
        .layer(from_fn_with_state(site.proxy, refuse_foreign));
    dress(routes, site.proxy, Limits::default())
}
