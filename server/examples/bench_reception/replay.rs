use std::fmt::Write;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures::StreamExt;
use tower::ServiceExt;

use crate::site::COUNTERS;

const TICKETS: u32 = 200_000;
/// Posts on the way at once.
const AT_ONCE: usize = 64;

/// How fast a day was acknowledged.
pub struct Replayed {
    /// Events.
    pub events: u32,
    /// From the first post to the last answer.
    pub took: Duration,
    /// Of each post, shortest first.
    pub waits: Vec<Duration>,
}

/// Posts a day of 200 000 tickets in the order in which it happened.
pub async fn replay(routes: &Router, a_post: usize) -> anyhow::Result<Replayed> {
    let bodies = bodies(a_post)?;
    let events = u32::try_from(bodies.len() * a_post)?;
    let begun = Instant::now();
    let posts = bodies.into_iter().map(|body| post(routes.clone(), body));
    let mut waits: Vec<Duration> = Vec::new();
    let mut posts = futures::stream::iter(posts).buffer_unordered(AT_ONCE);
    while let Some(wait) = posts.next().await {
        waits.push(wait?);
    }
    waits.sort_unstable();
    Ok(Replayed {
        events,
        took: begun.elapsed(),
        waits,
    })
}

/// Posts events; the time until they were acknowledged.
pub async fn post(routes: Router, body: String) -> anyhow::Result<Duration> {
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
