//! How many ticket events a second are acknowledged, from a body of HTTP to the
//! commit, a day of 200 000 tickets in the order in which it happened:
//! `cargo run --release -p server --example bench_reception [EVENTS A POST]`.

use std::fmt::Write;
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures::StreamExt;
use model::city::Place;
use model::time::At;
use server::clock::FixedClock;
use server::config::Config;
use server::http::api::{Api, SourceKeys, routes};
use server::ingest::SeriesDirectory;
use server::live::Hub;
use server::reception::{LiveHalls, run_halls};
use server::rules::Rules;
use server::state::{State, Today};
use server::store::{SourceKey, Store, open};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

const TICKETS: u32 = 200_000;
const COUNTERS: u32 = 200;
/// Posts on the way at once.
const AT_ONCE: usize = 64;
/// 2026-04-08T00:00:00Z, the day after.
const NOW: At = At::from_seconds(1_775_606_400);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let a_post: usize = match std::env::args().nth(1) {
        Some(text) => text.parse()?,
        None => 100,
    };
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("town.db").display());
    let store = open(&url, None).await?;
    let routes = site(&store).await?;
    let bodies = bodies(a_post)?;
    let events = u32::try_from(bodies.len() * a_post)?;
    let begun = Instant::now();
    let posts = bodies.into_iter().map(|body| post(routes.clone(), body));
    let mut waits: Vec<Duration> = Vec::new();
    let mut posts = futures::stream::iter(posts).buffer_unordered(AT_ONCE);
    while let Some(wait) = posts.next().await {
        waits.push(wait?);
    }
    let took = begun.elapsed();
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied();
    println!(
        "{events} events, {a_post} a post, {AT_ONCE} posts at once: {:.0} events/s acknowledged, \
         p50 {:?}, p95 {:?}",
        f64::from(events) / took.as_secs_f64(),
        at(50).unwrap_or_default(),
        at(95).unwrap_or_default(),
    );
    let counter = "counter-7".parse()?;
    let day = "2026-04-07".parse()?;
    let begun = Instant::now();
    let tickets = store.tickets(counter, day, day).await?;
    println!(
        "the {} tickets of a counter: {:?}",
        tickets.len(),
        begun.elapsed()
    );
    let bytes = std::fs::metadata(folder.path().join("town.db"))?.len();
    println!("{} bytes an event on disk", bytes / u64::from(events));
    store.close().await?;
    Ok(())
}

async fn post(routes: Router, body: String) -> anyhow::Result<Duration> {
    let request = Request::post("/api/v1/ticket-events")
        .header("authorization", "Bearer secret")
        .header("content-type", "text/csv")
        .header("content-length", body.len())
        .body(Body::from(body))?;
    let begun = Instant::now();
    let response = routes.oneshot(request).await?;
    anyhow::ensure!(response.status() == StatusCode::OK, "{}", response.status());
    Ok(begun.elapsed())
}

/// Five events of each ticket over ten hours, in the order of time.
fn bodies(a_post: usize) -> anyhow::Result<Vec<String>> {
    let mut events = Vec::new();
    for ticket in 0..TICKETS {
        let issued = ticket * 36_000 / TICKETS;
        for (seq, kind, after) in [
            (1, "issue", 0),
            (2, "call", 300 + ticket % 900),
            (3, "start", 340 + ticket % 900),
            (4, "hold", 400 + ticket % 900),
            (5, "close", 700 + ticket % 1_200),
        ] {
            events.push((issued + after, ticket, seq, kind));
        }
    }
    events.sort_unstable();
    events
        .chunks(a_post)
        .map(|chunk| {
            let mut body = "ticket,seq,type,at,counter,service\n".to_owned();
            for (second, ticket, seq, kind) in chunk {
                let (h, m, s) = (6 + second / 3600, second / 60 % 60, second % 60);
                writeln!(
                    body,
                    "{:08x}-{ticket},{seq},{kind},2026-04-07T{h:02}:{m:02}:{s:02}Z,counter-{},s{}",
                    ticket.wrapping_mul(2_654_435_761),
                    ticket % COUNTERS,
                    ticket % 3,
                )?;
            }
            Ok(body)
        })
        .collect()
}

async fn site(store: &Arc<dyn Store>) -> anyhow::Result<Router> {
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
    for n in 0..COUNTERS {
        places.push(place(format!("counter-{n}"), Some("city"), "counter")?);
    }
    store.put_places(places).await?;
    let mut sha256 = String::new();
    for byte in Sha256::digest(b"secret") {
        write!(sha256, "{byte:02x}")?;
    }
    let key = SourceKey {
        name: "bench".to_owned(),
        sha256,
        prefix: "secr".to_owned(),
        created_at: NOW,
        revoked_at: None,
    };
    store.add_key(key).await?;
    let keys = SourceKeys::default();
    keys.reload(store.as_ref()).await?;
    let rules = Rules::read(&Config::default()).context("the rules")?;
    let clock = Arc::new(FixedClock(NOW));
    let series = SeriesDirectory::load(store.as_ref()).await?;
    let state = State::load(store.clone(), clock.clone(), rules, Today::Clock).await?;
    let halls = LiveHalls::load(&state).await?;
    if let Some(told) = store.touched_reception() {
        let hub = Hub::new("bench".to_owned(), clock);
        tokio::spawn(run_halls(
            halls.clone(),
            told,
            hub,
            CancellationToken::new(),
        ));
    }
    Ok(routes(Api {
        state,
        halls,
        keys,
        series: Arc::new(RwLock::new(series)),
    }))
}
