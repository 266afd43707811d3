//! Serves every page over samples, for the eye:
//! `cargo run -p app --features ssr --example preview -- SITE 127.0.0.1:PORT`,
//! where SITE is the folder that `cargo xtask build` writes.

#[path = "../tests/chart/samples.rs"]
mod charts;
#[path = "../tests/pages/explained.rs"]
mod explained;
#[path = "../tests/pages/samples.rs"]
mod samples;
#[path = "../tests/pages/town.rs"]
mod town;

use std::collections::BTreeMap;
use std::error::Error;

use app::shell::Assets;
use tower_http::services::ServeDir;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let site = arguments.next().ok_or("which folder holds the site?")?;
    let address = arguments.next().ok_or("which address?")?;
    let manifest = std::fs::read_to_string(format!("{site}/manifest.json"))?;
    let manifest: BTreeMap<String, String> = serde_json::from_str(&manifest)?;
    let assets = Assets::from_manifest(|name| manifest.get(name).cloned());
    let town = match arguments.next().as_deref() {
        Some("stale") => {
            let mut town = town::Town::default();
            town.city.standing.standing = samples::stale();
            town.place.standing.standing = samples::partial();
            town
        }
        _ => town::Town::default(),
    };
    let pages = town::pages(town, &assets)
        .nest_service("/pkg", ServeDir::new(format!("{site}/pkg")))
        .nest_service("/fonts", ServeDir::new(format!("{site}/fonts")));
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, pages).await?;
    Ok(())
}
