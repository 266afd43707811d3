use std::path::PathBuf;
use std::sync::Arc;

use app::shell::Assets;
use app::view::SharedViews;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use metrics_exporter_prometheus::PrometheusHandle;

use super::accounts::{self, Desk, identify};
use super::api::{self, Api};
use super::assets::{BuiltSite, serve_files};
use super::limits::Limits;
use super::page_cache::{PageCache, cache_pages, for_anybody};
use super::pages::THEME_CHOICES;
use super::tables::serve_tables;
use super::{
    DatedFacts, Proxy, actions, admin_index, alerts, annotations, changes, declaration, dress,
    feed, figures, health, metrics, objectives, pages, place_data, places, preferences, ratings,
    refuse_foreign, reports, reviews, screens, sources, subscriptions, theme_admin,
};
use crate::access::{Accounts, Devices, OsChance};
use crate::control::Reload;
use crate::live::Sockets;
use crate::oidc::Provider;
use crate::reception::DeskConsole;
use crate::report::Press;

/// Everything that answers.
pub struct Site {
    /// The files of the browser half.
    pub built: BuiltSite,
    /// Makes PDF files.
    pub press: Press,
    /// Where the site is for everybody; empty: not known.
    pub public_url: Arc<str>,
    /// Whether mail goes out.
    pub mail_on: bool,
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
    /// Who vouches for people elsewhere, if somebody does.
    pub provider: Option<Arc<Provider>>,
    /// Folder of more theme packs; empty for none.
    pub themes: PathBuf,
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
    let files = {
        let state = state.clone();
        PageCache::of_files(Arc::new(move || state.version()))
    };
    let press = site.press.clone();
    let reports = reports::Reports {
        views: site.views.clone(),
        press: site.press,
        state: state.clone(),
        public_url: site.public_url,
    };
    let feeds = feed::Feeds {
        state: state.clone(),
        views: site.views.clone(),
        public_url: reports.public_url.clone(),
    };
    let reports = reports::routes(reports)
        .merge(feed::routes(feeds))
        .layer(from_fn_with_state(files, cache_pages))
        .layer(from_fn(for_anybody));
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
        provider: site.provider,
    };
    let on_objectives = objectives::Objectives::new(desk.clone(), site.sockets.hub().clone());
    let reload = Reload {
        state: desk.state.clone(),
        keys: site.api.keys.clone(),
        series: site.api.series.clone(),
        hub: site.sockets.hub().clone(),
        halls: halls.clone(),
    };
    let on_sources = sources::Sources::new(desk.clone(), reload);
    let on_themes = theme_admin::ThemeAdmin::new(desk.clone(), site.themes);
    let facts = DatedFacts::new(desk.clone(), site.sockets.hub().clone());
    let on_places = places::Places::new(desk.clone(), site.sockets.hub().clone(), halls.clone());
    let devices = site.devices.clone();
    let on_subscriptions = subscriptions::Subscriptions {
        desk: desk.clone(),
        chance: Arc::new(OsChance),
        mail_on: site.mail_on,
    };
    let on_screens = screens::Screens {
        desk: desk.clone(),
        console: DeskConsole::new(halls.clone(), Arc::new(OsChance)),
        halls,
        devices: site.devices,
    };
    let tables = site.views.clone();
    let pages = pages::routes(site.views, assets)
        .layer(from_fn_with_state(tables, serve_tables))
        .layer(from_fn_with_state(cache, cache_pages))
        .layer(from_fn_with_state(built, serve_files));
    let routes = Router::new()
        .merge(health::router(ready))
        .merge(metrics::router(site.metrics, site.proxy))
        .merge(api::routes(site.api))
        .merge(declarations)
        .merge(data)
        .merge(reports)
        .merge(preferences::routes())
        .merge(accounts::routes(desk.clone()))
        .merge(admin_index::routes(desk.clone(), devices))
        .merge(actions::routes(desk.clone()))
        .merge(alerts::routes(desk.clone()))
        .merge(annotations::routes(facts.clone()))
        .merge(changes::routes(desk.clone()))
        .merge(figures::routes(facts))
        .merge(objectives::routes(on_objectives))
        .merge(places::routes(on_places))
        .merge(sources::routes(on_sources))
        .merge(theme_admin::routes(on_themes))
        .merge(reviews::routes(desk.clone(), press))
        .merge(screens::routes(on_screens))
        .merge(subscriptions::routes(on_subscriptions))
        .merge(ratings::routes(desk.clone(), pages.clone()))
        .merge(site.sockets.router())
        .fallback_service(pages)
        .layer(from_fn_with_state(desk, identify))
        .layer(from_fn_with_state(site.proxy, refuse_foreign));
    dress(routes, site.proxy, Limits::default())
}
