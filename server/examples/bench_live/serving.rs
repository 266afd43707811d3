use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use model::live::{Change, Topic};
use model::time::At;
use server::clock::SystemClock;
use server::http::Proxy;
use server::live::{Hub, LiveOptions, Sockets};
use tokio::task::block_in_place;
use tokio::time::{MissedTickBehavior, interval};

use crate::Load;
use crate::figures::Process;
use crate::stopwatch::Stopwatch;

/// The server's process: prints its address, publishes after each line read,
/// prints what it has used, and ends with its standard input.
#[tokio::main]
pub async fn serve(load: &Load, stopwatch: Stopwatch) -> anyhow::Result<()> {
    let hub = Hub::new("bench".to_owned(), Arc::new(SystemClock));
    let sockets = Sockets::new(Arc::clone(&hub), LiveOptions::default(), Proxy::none());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let service = Router::new()
        .merge(sockets.router())
        .into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    println!("{address}");
    while block_in_place(|| std::io::stdin().lines().next()).is_some() {
        let before = Process::read()?;
        let mut ticks = interval(Duration::from_secs(1) / load.rate.max(1));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for _ in 0..u64::from(load.rate) * u64::from(load.seconds) {
            ticks.tick().await;
            let stamp = i64::try_from(stopwatch.elapsed_us())?;
            let latest_at = Some(At::from_millis(stamp));
            hub.publish(Topic::Freshness, Change::Freshness { latest_at });
        }
        let after = Process::read()?;
        println!("{} {}", after.memory_kb, after.cpu_ms - before.cpu_ms);
    }
    Ok(())
}
