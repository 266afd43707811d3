use app::shell::Assets;
use app::view::SharedViews;
use axum::Router;

use super::api::{self, Api};
use super::pages;
use crate::config::Config;
use crate::live::Sockets;

/// Everything that answers.
pub struct Site {
    /// The API.
    pub api: Api,
    /// What the pages show.
    pub views: SharedViews,
    /// The live feed.
    pub sockets: Sockets,
}

/// The whole site.
///
/// # Errors
/// When the built site is not where the configuration says.
pub fn router(config: &Config, site: Site) -> anyhow::Result<Router> {
    let _ = config;
    Ok(Router::new()
        .merge(api::routes(site.api))
        .merge(site.sockets.router())
        .merge(pages::routes(site.views, Assets::from_manifest(|_| None))))
}
