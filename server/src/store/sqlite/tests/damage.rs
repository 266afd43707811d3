use futures::future::join;

use super::{open, run};
use crate::store::contract::site::Site;
use crate::store::contract::town::{all, append, at, found, hourly, read};
use crate::store::{Batch, SeriesBatch, Store, StoreError};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_block_stops_its_own_series_only() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    let town = found(&store).await;
    let january = at("2026-01-05T00:00:00Z");
    for series in [town.power, town.warmth] {
        append(&store, series, hourly(january, 500, |n| f64::from(n % 9))).await;
    }
    let sql = format!(
        "UPDATE block SET data = x'01ff' WHERE series = {}",
        town.power.0
    );
    run(&store, sql).await;
    store.close().await.expect("closes");

    let store = open(site.url()).await;
    let batch = |series| Batch {
        series: vec![SeriesBatch {
            series,
            readings: vec![read("2026-01-04T23:00:00Z", 1.0)],
        }],
        known_at: january,
    };
    let (damaged, sound) = join(
        store.append(batch(town.power)),
        store.append(batch(town.warmth)),
    )
    .await;
    let named =
        matches!(&damaged, Err(StoreError::Inconsistent { row, .. }) if row.contains("2026-01"));
    assert!(named, "{damaged:?}");
    assert_eq!(sound.expect("its own block is sound").added, 1);
    assert_eq!(all(&store, town.warmth).await.len(), 501);
    let read = store
        .readings(town.power, january, at("2026-02-01T00:00:00Z"))
        .await;
    assert!(matches!(read, Err(StoreError::Inconsistent { .. })));

    let found = store.verify(&|_, _| {}).await.expect("verifies the rest");
    let subjects: Vec<&str> = found.differences.iter().map(|d| &*d.subject).collect();
    assert_eq!(subjects, ["power 2026-01"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verify_finds_a_rollup_that_was_tampered_with() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    let town = found(&store).await;
    let start = at("2026-01-31T23:00:00Z");
    append(
        &store,
        town.power,
        hourly(start, 48, |n| f64::from(n) + 1.0),
    )
    .await;
    append(
        &store,
        town.warmth,
        hourly(start, 48, |n| f64::from(n) + 2.0),
    )
    .await;
    let clean = store.verify(&|_, _| {}).await.expect("verifies");
    assert_eq!((clean.series, clean.readings, clean.days), (3, 96, 4));
    assert_eq!(clean.differences, []);
    let sql = format!(
        "UPDATE rollup SET days = (SELECT days FROM rollup WHERE series = {}) WHERE series = {}",
        town.warmth.0, town.power.0
    );
    run(&store, sql).await;
    let found = store.verify(&|_, _| {}).await.expect("verifies");
    let subjects: Vec<&str> = found.differences.iter().map(|d| &*d.subject).collect();
    assert_eq!(subjects, ["power 2026-02-01", "power 2026-02-02"]);
    assert_eq!(found.differences[0].figure, "rollup and total");
    assert!(
        found.differences[0].recomputed.contains("sum 300"),
        "{:?}",
        found.differences[0]
    );
}
