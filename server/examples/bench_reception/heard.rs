use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use futures::{SinkExt, StreamExt, TryStreamExt};
use server::http::limits::Limits;
use server::http::{Proxy, dress, serve};
use server::live::{Hub, LiveOptions, Sockets};
use tokio::net::TcpListener;
use tokio_tungstenite::tungstenite::Message;
use tokio_util::sync::CancellationToken;

use crate::replay::post;
use crate::site::SITES;

/// Screens in lobbies and phones, each following one hall.
const SCREENS: u32 = 500;
const PHONES: u32 = 2_000;
/// Calls, one after the other.
const CALLS: u32 = 40;
/// After the replay.
const SETTLES: Duration = Duration::from_secs(5);
/// Between two calls.
const PAUSE: Duration = Duration::from_millis(400);

/// Which call a screen showed, and when.
type Shown = Arc<Mutex<Vec<(u32, Instant)>>>;

/// From each call posted to each lobby screen of its building that shows it, in ms,
/// shortest first, with 2 500 sockets open.
pub async fn heard(routes: &Router, hub: &Arc<Hub>) -> anyhow::Result<Vec<f64>> {
    let sockets = Sockets::new(hub.clone(), LiveOptions::default(), Proxy::none());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let live = dress(sockets.router(), Proxy::none(), Limits::default());
    tokio::spawn(serve(listener, live, CancellationToken::new()));
    let shown = Shown::default();
    let clients = (0..SCREENS + PHONES).map(|n| {
        let notes = (n < SCREENS).then(|| shown.clone());
        follow(address, n % SITES, notes)
    });
    let open: Vec<()> = futures::stream::iter(clients)
        .buffer_unordered(64)
        .try_collect()
        .await?;
    eprintln!("{} sockets open", open.len());
    // The halls catch up with the replay first: a town tells in a day what was told in seconds.
    tokio::time::sleep(SETTLES).await;
    let mut posted = Vec::new();
    for call in 0..CALLS {
        let body = call_of(call)?;
        posted.push(Instant::now());
        post(routes.clone(), body).await?;
        tokio::time::sleep(PAUSE).await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
    let expected = CALLS * (SCREENS / SITES);
    anyhow::ensure!(
        shown.len() == usize::try_from(expected)?,
        "{} of {expected} calls were shown",
        shown.len()
    );
    let mut waits: Vec<f64> = shown
        .iter()
        .filter_map(|(call, at)| {
            let posted = posted.get(usize::try_from(*call).ok()?)?;
            Some(at.duration_since(*posted).as_secs_f64() * 1000.0)
        })
        .collect();
    waits.sort_by(f64::total_cmp);
    Ok(waits)
}

/// A ticket taken and called at a counter of a building, its number `Z000`, `Z001` …
fn call_of(call: u32) -> anyhow::Result<String> {
    let line = |seq: u32, kind: &str, at: &str| {
        let counter = call % SITES;
        format!("call-{call},{seq},{kind},2026-04-07T{at}Z,counter-{counter},s0,Z{call:03}\n")
    };
    Ok(format!(
        "ticket,seq,type,at,counter,service,number\n{}{}",
        line(1, "issue", "18:55:00"),
        line(2, "call", "18:59:59")
    ))
}

/// Opens a socket on a hall and goes on listening; a screen notes when it first shows
/// each call of its building.
async fn follow(address: SocketAddr, site: u32, notes: Option<Shown>) -> anyhow::Result<()> {
    let (mut socket, _) = tokio_tungstenite::connect_async(format!("ws://{address}/live")).await?;
    let hello =
        format!(r#"{{"say":"hello","protocol":1,"topics":["hall/site-{site}"],"since":null}}"#);
    socket.send(Message::text(hello)).await?;
    let mut awaited: Vec<u32> = (0..CALLS).filter(|call| call % SITES == site).collect();
    tokio::spawn(async move {
        while let Some(Ok(message)) = socket.next().await {
            let now = Instant::now();
            let Ok(text) = message.to_text() else {
                continue;
            };
            if text.starts_with(r#"{"say":"ping""#) {
                let _ = socket.send(Message::text(r#"{"say":"pong"}"#)).await;
            }
            let Some(notes) = &notes else { continue };
            awaited.retain(|call| {
                let is_shown = text.contains(&format!("\"Z{call:03}\""));
                if is_shown {
                    let mut notes = notes.lock().unwrap_or_else(PoisonError::into_inner);
                    notes.push((*call, now));
                }
                !is_shown
            });
        }
    });
    Ok(())
}
