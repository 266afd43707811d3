//! How many ticket events a second are acknowledged, from a body of HTTP to the commit, a
//! day of 200 000 tickets in the order in which it happened; then how long a call takes to
//! each lobby screen with 500 screens and 2 000 phones open:
//! `cargo run --release -p server --example bench_reception [EVENTS A POST]`.
//!
//! The last line of standard output is one JSON object.

#[path = "bench_reception/heard.rs"]
mod heard;
#[path = "bench_reception/replay.rs"]
mod replay;
#[path = "bench_reception/site.rs"]
mod site;

use std::time::{Duration, Instant};

use server::store::open;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let a_post: usize = match std::env::args().nth(1) {
        Some(text) => text.parse()?,
        None => 1_000,
    };
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("town.db").display());
    let store = open(&url, None).await?;
    let (routes, hub) = site::site(&store).await?;
    let day = replay::replay(&routes, a_post).await?;
    let at = |share: usize| day.waits.get(day.waits.len() * share / 100).copied();
    let ms = |wait: Option<Duration>| wait.unwrap_or_default().as_secs_f64() * 1000.0;
    let begun = Instant::now();
    let of_day = "2026-04-07".parse()?;
    let tickets = store.tickets("counter-7".parse()?, of_day, of_day).await?;
    eprintln!(
        "the {} tickets of a counter: {:?}",
        tickets.len(),
        begun.elapsed()
    );
    let waits = heard::heard(&routes, &hub).await?;
    let heard = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or(0.0);
    let bytes = std::fs::metadata(folder.path().join("town.db"))?.len();
    println!(
        r#"{{"events":{},"a_post":{a_post},"events_per_s":{:.0},"p50_ms":{:.1},"p95_ms":{:.1},"bytes_an_event":{},"heard_p50_ms":{:.1},"heard_p95_ms":{:.1}}}"#,
        day.events,
        f64::from(day.events) / day.took.as_secs_f64(),
        ms(at(50)),
        ms(at(95)),
        bytes / u64::from(day.events),
        heard(50),
        heard(95),
    );
    store.close().await?;
    Ok(())
}
