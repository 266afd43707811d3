use std::sync::Arc;

use super::expected::day_rows;
use super::site::Site;
use super::town::{all, append, at, day, found, hourly, measured, paris, read, series, verify};
use crate::store::{Batch, SeriesBatch, StoreError, open, restore};

pub(crate) async fn everything_is_there_after_reopening(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-10-23T22:00:00Z");
    let hours = hourly(start, 72, |n| f64::from(n) / 4.0);
    for chunk in hours.chunks(7) {
        append(&*store, town.power, chunk.to_vec()).await;
        append(&*store, town.water, chunk.to_vec()).await;
    }
    let range = (day("2026-10-01"), day("2026-10-31"));
    let before = store
        .day_rows(town.water, range.0, range.1)
        .await
        .expect("reads");
    // Not closed: the journal has everything.
    drop(store);
    let store = site.open().await;
    assert_eq!(all(&*store, town.power).await, hours);
    let after = store
        .day_rows(town.water, range.0, range.1)
        .await
        .expect("reads");
    assert_eq!(after, before);
    verify(&*store).await;
    store.close().await.expect("closes");
    drop(store);
    // Closed: the blocks have everything.
    let store = site.open().await;
    assert_eq!(all(&*store, town.power).await, hours);
    let after = store
        .day_rows(town.water, range.0, range.1)
        .await
        .expect("reads");
    assert_eq!(after, before);
    let totals = store.all_day_totals().await.expect("reads");
    assert_eq!(totals.len(), 2);
    assert_eq!(totals[0].0, town.power);
    assert_eq!(totals[0].1.len(), 3);
    assert_eq!(totals[0].1[1].0, day("2026-10-25"));
    assert_eq!(totals[0].1[1].1.covered_s, 90_000, "25 hours");
    assert_eq!(totals[1].2, hours.last().copied());
}

pub(crate) async fn close_refuses_what_comes_later(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    append(&*store, town.power, vec![read("2026-06-01T10:00:00Z", 1.0)]).await;
    store.close().await.expect("closes");
    store.close().await.expect("closing twice is no fault");
    let batch = Batch {
        series: vec![SeriesBatch {
            series: town.power,
            readings: vec![read("2026-06-01T11:00:00Z", 1.0)],
        }],
        known_at: at("2026-06-01T12:00:00Z"),
    };
    assert!(matches!(
        store.append(batch).await,
        Err(StoreError::Stopping)
    ));
    // Another process may take over although this one still holds the store.
    let other = open(site.url(), None).await.expect("opens");
    assert_eq!(all(&*other, town.power).await.len(), 1);
}

pub(crate) async fn a_backup_taken_while_writing_restores(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-01-01T00:00:00Z");
    append(&*store, town.power, hourly(start, 500, |_| 1.0)).await;
    let writer = {
        let store = Arc::clone(&store);
        let power = town.power;
        tokio::spawn(async move {
            for n in 500..700 {
                append(
                    &*store,
                    power,
                    vec![measured(start.plus_seconds(n * 3600), 2.0)],
                )
                .await;
            }
        })
    };
    let copy = site.path("copy.db");
    store.backup(&copy).await.expect("copies");
    writer.await.expect("writes");
    assert!(matches!(
        store.backup(&copy).await,
        Err(StoreError::Conflict(_))
    ));
    let in_use = restore(&copy, site.url()).await;
    assert!(matches!(in_use, Err(StoreError::InUse(_))));
    store.close().await.expect("closes");
    drop(store);
    restore(&copy, site.url()).await.expect("restores");
    let store = site.open().await;
    let found = all(&*store, town.power).await;
    assert!(
        (500..=700).contains(&found.len()),
        "{} readings",
        found.len()
    );
    assert_eq!(found[..500], hourly(start, 500, |_| 1.0));
    verify(&*store).await;
}

pub(crate) async fn a_backup_replaces_everything_while_serving(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-01-01T00:00:00Z");
    let kept = hourly(start, 300, |_| 1.0);
    append(&*store, town.power, kept.clone()).await;
    let event = |name: &str| model::city::Fact {
        subject: "school".to_owned(),
        from: day("2025-09-01"),
        to: None,
        body: model::city::FactBody::Event {
            name: name.to_owned(),
        },
    };
    let put = |name| store.put_facts(vec![event(name)], start);
    put("roof").await.expect("takes");
    let copy = site.path("copy.db");
    store.backup(&copy).await.expect("copies");
    put("boiler").await.expect("takes");
    let alert = super::alerts::alert();
    store.save_alerts(vec![alert], None).await.expect("saves");
    append(&*store, town.power, hourly(start, 900, |_| 9.0)).await;
    append(&*store, town.warmth, hourly(start, 9, |_| 9.0)).await;
    store.set_demo(true).await.expect("marks");
    store.restore_from(&copy).await.expect("restores");
    assert_eq!(all(&*store, town.power).await, kept);
    assert_eq!(all(&*store, town.warmth).await, []);
    assert!(!store.meta().demo);
    let facts = store.fact_versions().await.expect("reads");
    let facts: Vec<_> = facts.into_iter().map(|version| version.fact).collect();
    assert_eq!(facts, [event("roof")]);
    assert_eq!(store.alerts().await.expect("reads"), []);
    assert_eq!(
        store.corrections(town.power, None, 9).await.expect("reads"),
        []
    );
    let more = append(&*store, town.power, hourly(start, 301, |_| 1.0)).await;
    assert_eq!((more.added, more.unchanged), (1, 300));
    verify(&*store).await;
    drop(store);
    let store = site.open().await;
    assert_eq!(all(&*store, town.power).await.len(), 301);
}

pub(crate) async fn a_file_that_is_no_backup_is_refused(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    append(&*store, town.power, vec![read("2026-06-01T10:00:00Z", 1.0)]).await;
    let text = site.path("notes.txt");
    std::fs::write(
        &text,
        "not a database at all, but long enough to have a header",
    )
    .expect("writes");
    for wrong in [text, site.path("absent.db")] {
        let refused = store.restore_from(&wrong).await;
        assert!(
            matches!(refused, Err(StoreError::Open { .. })),
            "{refused:?}"
        );
        assert_eq!(all(&*store, town.power).await.len(), 1);
    }
    append(&*store, town.power, vec![read("2026-06-01T11:00:00Z", 1.0)]).await;
}

pub(crate) async fn another_zone_is_refused(site: &Site) {
    let store = site.open().await;
    store.close().await.expect("closes");
    let refused = open(site.url(), Some("Indian/Reunion")).await.err();
    assert!(matches!(refused, Some(StoreError::Conflict(text)) if text.contains("Europe/Paris")));
    let opened = open(site.url(), None)
        .await
        .expect("takes what the database has");
    assert_eq!(opened.meta().zone, "Europe/Paris");
}

pub(crate) async fn sizes_add_up(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    append(
        &*store,
        town.warmth,
        hourly(at("2026-01-01T00:00:00Z"), 2000, f64::from),
    )
    .await;
    append(&*store, town.water, vec![read("2026-06-01T10:00:00Z", 1.0)]).await;
    let sizes = store.sizes().await.expect("reads");
    let readings: Vec<_> = sizes
        .iter()
        .map(|(code, n, _)| (code.as_str(), *n))
        .collect();
    assert_eq!(readings, [("warmth", 2000), ("water", 1)]);
    assert!(sizes[0].2 > 200, "{} bytes", sizes[0].2);
}

pub(crate) async fn a_correction_in_bulk_outlives_what_it_corrects(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-03-01T00:00:00Z");
    // One by one first, all at once with other values then.
    append(&*store, town.power, hourly(start, 20, |_| 1.0)).await;
    let corrected = hourly(start, 700, |_| 2.0);
    append(&*store, town.power, corrected.clone()).await;
    drop(store);
    let store = site.open().await;
    assert_eq!(all(&*store, town.power).await, corrected);
    verify(&*store).await;
}

pub(crate) async fn totals_of_the_month_before_outlive_a_bulk_of_this_month(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let january = hourly(at("2026-01-01T00:00:00Z"), 600, f64::from);
    append(&*store, town.water, january.clone()).await;
    // This one gives the last days of January their totals.
    let first = read("2026-02-05T00:00:00Z", 700.0);
    append(&*store, town.water, vec![first]).await;
    let february = hourly(at("2026-02-05T01:00:00Z"), 250, |n| 700.0 + f64::from(n));
    append(&*store, town.water, february.clone()).await;
    drop(store);
    let store = site.open().await;
    let known = [january, vec![first], february].concat();
    let rows = store.day_rows(town.water, day("2026-01-01"), day("2026-03-31"));
    let expected = day_rows(&series()[2], &known, &paris());
    assert_eq!(rows.await.expect("reads"), expected);
    verify(&*store).await;
}
