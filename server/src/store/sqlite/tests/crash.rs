use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use crate::store::contract::site::Site;
use crate::store::contract::town::{all, append, at, found, hourly, measured, verify};
use crate::store::open;

/// The files as a crash leaves them: the database, then as much of its log as
/// there is. Nothing is checkpointed in so few pages, so the log only grows.
fn copy_files(site: &Site, name: &str) -> String {
    let copy = site.path(name);
    fs::copy(site.path("town.db"), &copy).expect("copies");
    let log = site.path("town.db-wal");
    fs::copy(log, site.path(&format!("{name}-wal"))).expect("copies");
    format!("sqlite://{}", copy.display())
}

async fn lose_nothing(site: Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-03-27T00:00:00Z");
    let acknowledged = Arc::new(AtomicI32::new(0));
    let feed = {
        let (store, acknowledged) = (Arc::clone(&store), Arc::clone(&acknowledged));
        let (power, water) = (town.power, town.water);
        tokio::spawn(async move {
            for n in 0..600 {
                let reading = measured(start.plus_seconds(i64::from(n) * 3600), f64::from(n) + 1.0);
                append(&*store, power, vec![reading]).await;
                append(&*store, water, vec![reading]).await;
                acknowledged.store(n + 1, Ordering::SeqCst);
            }
        })
    };
    let mut round = 0;
    while !feed.is_finished() {
        let known = acknowledged.load(Ordering::SeqCst);
        let url = copy_files(&site, &format!("crash{round}.db"));
        let copy = open(&url, None).await.expect("opens");
        let wanted = hourly(start, known, |n| f64::from(n) + 1.0);
        for series in [town.power, town.water] {
            let kept = all(&*copy, series).await;
            assert!(kept.starts_with(&wanted), "{} of {known} kept", kept.len());
        }
        verify(&*copy).await;
        copy.close().await.expect("closes");
        round += 1;
    }
    feed.await.expect("no panic");
    assert!(round > 2, "crashed {round} times");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_loses_nothing_that_was_acknowledged() {
    lose_nothing(Site::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_while_the_journal_is_absorbed_loses_nothing() {
    lose_nothing(Site::restless_sqlite()).await;
}
