use super::{open, run};
use crate::store::contract::site::Site;
use crate::store::contract::town::{all, at, found, hourly, measured, paris, verify};
use crate::store::{Batch, SeriesBatch, Store, StoreError};

fn batch(series: model::city::SeriesId, readings: Vec<model::measure::Reading>) -> Batch {
    Batch {
        series: vec![SeriesBatch { series, readings }],
        known_at: at("2026-11-24T08:00:00Z"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_and_recovers_without_a_restart() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    let town = found(&store).await;
    let start = at("2026-01-01T00:00:00Z");
    // The smallest limit SQLite takes is the present size.
    run(&store, "PRAGMA max_page_count = 1".to_owned()).await;

    let mut acknowledged = Vec::new();
    let refused = loop {
        let n = i64::try_from(acknowledged.len()).expect("small");
        let reading = measured(start.plus_seconds(n * 3600), 1.5);
        match store.append(batch(town.power, vec![reading])).await {
            Ok(_) => acknowledged.push(reading),
            Err(fault) => break fault,
        }
        assert!(n < 100_000, "the disk never fills");
    };
    assert!(matches!(refused, StoreError::Full), "{refused:?}");
    let dense = hourly(start, 2_000, |n| f64::from(n * n).sin());
    let refused = store.append(batch(town.warmth, dense.clone())).await;
    assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");

    // Reads go on; what was refused is nowhere to be seen.
    assert_eq!(all(&store, town.power).await, acknowledged);
    assert_eq!(all(&store, town.warmth).await, []);
    let day = paris().day(start);
    let rows = store.day_rows(town.power, day, day.plus(400)).await;
    let counted: u32 = rows
        .expect("reads")
        .iter()
        .map(|row| row.rollup.count)
        .sum();
    assert_eq!(usize::try_from(counted).expect("small"), acknowledged.len());

    // Space returns.
    run(&store, "PRAGMA max_page_count = 1000000".to_owned()).await;
    let done = store.append(batch(town.warmth, dense.clone())).await;
    assert_eq!(done.expect("there is space").added, 2_000);
    let next = measured(start.plus_seconds(-3600), 2.0);
    let done = store.append(batch(town.power, vec![next])).await;
    assert_eq!(done.expect("there is space").added, 1);
    acknowledged.insert(0, next);
    verify(&store).await;
    store.close().await.expect("closes");
    let store = open(site.url()).await;
    assert_eq!(all(&store, town.power).await, acknowledged);
    assert_eq!(all(&store, town.warmth).await, dense);
    verify(&store).await;
}
