use std::fmt::Write;
use std::sync::{Arc, RwLock};

use anyhow::Context;
use axum::Router;
use model::city::Place;
use model::time::At;
use server::access::Actor;
use server::clock::FixedClock;
use server::config::Config;
use server::http::api::{Api, SourceKeys, routes};
use server::ingest::SeriesDirectory;
use server::live::Hub;
use server::reception::{LiveHalls, run_halls};
use server::rules::Rules;
use server::state::{State, Today};
use server::store::{SourceKey, Store};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

pub const COUNTERS: u32 = 200;
pub const SITES: u32 = 20;
/// 2026-04-07T19:00:00Z: the evening of the day that is replayed, so that the halls hold it.
pub const NOW: At = At::from_seconds(1_775_588_400);

/// The routes of a town of counters and the hub that its screens hear, the halls running.
pub async fn site(store: &Arc<dyn Store>) -> anyhow::Result<(Router, Arc<Hub>)> {
    let place = |code: String, parent: Option<&str>, kind: &str| -> anyhow::Result<Place> {
        Ok(Place {
            code: code.parse()?,
            parent: parent.map(str::parse).transpose()?,
            kind: kind.to_owned(),
            name: code,
            attributes: Default::default(),
        })
    };
    let mut places = vec![place("city".to_owned(), None, "city")?];
    for n in 0..SITES {
        places.push(place(format!("site-{n}"), Some("city"), "site")?);
    }
    for n in 0..COUNTERS {
        let site = format!("site-{}", n % SITES);
        places.push(place(format!("counter-{n}"), Some(&site), "counter")?);
    }
    store.put_places(places, At::default()).await?;
    let mut sha256 = String::new();
    for byte in Sha256::digest(b"secret") {
        write!(sha256, "{byte:02x}")?;
    }
    let key = SourceKey {
        name: "bench".to_owned(),
        sha256,
        prefix: "secr".to_owned(),
        place: None,
        created_at: NOW,
        revoked_at: None,
    };
    let trace = Actor::console().did("key.add", "key bench", NOW);
    store.add_key(key, trace).await?;
    let keys = SourceKeys::default();
    keys.reload(store.as_ref()).await?;
    let rules = Rules::read(&Config::default()).context("the rules")?;
    let clock = Arc::new(FixedClock(NOW));
    let series = SeriesDirectory::load(store.as_ref()).await?;
    let state = State::load(store.clone(), clock.clone(), rules, Today::Clock).await?;
    let halls = LiveHalls::load(&state).await?;
    let hub = Hub::new("bench".to_owned(), clock);
    if let Some(told) = store.touched_reception() {
        let stop = CancellationToken::new();
        tokio::spawn(run_halls(halls.clone(), told, hub.clone(), stop));
    }
    let api = Api {
        state,
        halls,
        keys,
        series: Arc::new(RwLock::new(series)),
    };
    Ok((routes(api), hub))
}
