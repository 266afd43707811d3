use model::measure::{DayTotal, Quality, Reading};
use model::time::At;

use super::expected::day_rows;
use super::site::Site;
use super::town::{all, append, at, day, found, hourly, measured, paris, read, series, verify};
use crate::store::{Appended, Batch, SeriesBatch, StoreError};

const fn counts(added: u64, corrected: u64, unchanged: u64) -> Appended {
    Appended {
        added,
        corrected,
        unchanged,
    }
}

pub(crate) async fn a_reading_is_read_back(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let reading = Reading {
        quality: Quality::Estimated,
        ..read("2026-11-23T08:00:00Z", 12.345_678_9)
    };
    assert_eq!(
        append(&*store, town.power, vec![reading]).await,
        counts(1, 0, 0)
    );
    assert_eq!(all(&*store, town.power).await, [reading]);
    assert_eq!(all(&*store, town.warmth).await, []);
    let until = store.readings(town.power, at("2026-11-23T07:00:00Z"), reading.at);
    assert_eq!(until.await.expect("reads"), [], "the end is not included");
    let rows = store.day_rows(town.power, day("2026-11-01"), day("2026-12-31"));
    let rows = rows.await.expect("reads");
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].day, rows[0].total.covered_s),
        (day("2026-11-23"), 3600)
    );
}

pub(crate) async fn the_same_reading_twice_changes_nothing(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let month = hourly(at("2026-02-28T23:00:00Z"), 720, |n| {
        f64::from(n % 24) / 10.0
    });
    assert_eq!(
        append(&*store, town.warmth, month.clone()).await,
        counts(720, 0, 0)
    );
    assert_eq!(
        append(&*store, town.warmth, month.clone()).await,
        counts(0, 0, 720)
    );
    assert_eq!(
        append(&*store, town.warmth, month[3..5].to_vec()).await,
        counts(0, 0, 2)
    );
    assert_eq!(all(&*store, town.warmth).await, month);
    assert_eq!(
        store
            .corrections(town.warmth, None, 10)
            .await
            .expect("reads"),
        []
    );
}

pub(crate) async fn another_value_replaces_and_is_remembered(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let hour = "2026-10-25T00:00:00Z";
    append(&*store, town.power, vec![read(hour, 5.0)]).await;
    assert_eq!(
        append(&*store, town.power, vec![read(hour, 7.5)]).await,
        counts(0, 1, 0)
    );
    let estimated = Reading {
        quality: Quality::Estimated,
        ..read(hour, 7.5)
    };
    assert_eq!(
        append(&*store, town.power, vec![estimated]).await,
        counts(0, 1, 0)
    );
    assert_eq!(all(&*store, town.power).await, [estimated]);
    let known = store
        .corrections(town.power, None, 10)
        .await
        .expect("reads");
    let values: Vec<_> = known
        .iter()
        .map(|c| (c.at, c.old_value, c.new_value))
        .collect();
    assert_eq!(values, [(at(hour), 7.5, 7.5), (at(hour), 5.0, 7.5)]);
    assert_eq!(
        store
            .corrections(town.power, None, 1)
            .await
            .expect("reads")
            .len(),
        1
    );
    verify(&*store).await;
}

pub(crate) async fn later_entries_of_a_batch_win(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let hour = "2026-06-01T10:00:00Z";
    let batch = |values: &[f64]| SeriesBatch {
        series: town.power,
        readings: values.iter().map(|v| read(hour, *v)).collect(),
    };
    let appended = store
        .append(Batch {
            series: vec![batch(&[1.0, 2.0]), batch(&[2.0, 3.0])],
            known_at: at(hour),
        })
        .await;
    assert_eq!(appended.expect("appends"), counts(1, 2, 1));
    assert_eq!(all(&*store, town.power).await, [read(hour, 3.0)]);
}

pub(crate) async fn callers_at_once_share_commits_and_each_gets_its_count(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-05-31T20:00:00Z");
    let callers = (0..200_i64).map(|n| {
        let store = std::sync::Arc::clone(&store);
        let power = town.power;
        tokio::spawn(async move {
            // Two callers send each hour: one of them adds it.
            let reading = measured(start.plus_seconds(n / 2 * 3600), 1.5);
            append(&*store, power, vec![reading]).await
        })
    });
    let mut sum = Appended::default();
    for caller in callers.collect::<Vec<_>>() {
        sum = sum.plus(caller.await.expect("no panic"));
    }
    assert_eq!(sum, counts(100, 0, 100));
    assert_eq!(all(&*store, town.power).await, hourly(start, 100, |_| 1.5));
    verify(&*store).await;
}

pub(crate) async fn an_unknown_series_is_refused(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let readings = vec![read("2026-06-01T10:00:00Z", 1.0)];
    let batch = |series| SeriesBatch {
        series,
        readings: readings.clone(),
    };
    let refused = store
        .append(Batch {
            series: vec![batch(town.power), batch(model::city::SeriesId(99))],
            known_at: At::default(),
        })
        .await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("99")));
    assert_eq!(all(&*store, town.power).await, [], "all or nothing");
}

pub(crate) async fn touched_days_come_in_the_order_of_commits(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let mut touched = store.touched().expect("the first listener");
    assert!(store.touched().is_none(), "one listener");
    append(&*store, town.power, vec![read("2026-06-01T10:00:00Z", 2.0)]).await;
    append(&*store, town.power, vec![read("2026-06-01T11:00:00Z", 3.0)]).await;
    append(&*store, town.power, vec![read("2026-06-01T11:00:00Z", 3.0)]).await;
    append(&*store, town.power, vec![read("2026-05-31T21:00:00Z", 4.0)]).await;
    for (date, sum, hours, low) in [
        ("2026-06-01", 2.0, 1, 2.0),
        ("2026-06-01", 5.0, 2, 2.0),
        ("2026-05-31", 4.0, 1, 4.0),
    ] {
        let days = touched.recv().await.expect("a commit");
        assert_eq!(days.len(), 1);
        assert_eq!((days[0].series, days[0].day), (town.power, day(date)));
        assert_eq!(days[0].total.low(), Some(low));
        let total = DayTotal {
            low_micro: None,
            ..days[0].total
        };
        assert_eq!(total, DayTotal::new(sum, hours * 3600));
        let latest = days[0].latest.expect("there is one");
        let hour = if sum == 2.0 {
            "2026-06-01T10:00:00Z"
        } else {
            "2026-06-01T11:00:00Z"
        };
        assert_eq!(latest.at, at(hour), "a late reading is not the latest");
    }
    assert!(
        touched.try_recv().is_err(),
        "an unchanged reading touches nothing"
    );
}

pub(crate) async fn a_dense_month_and_a_late_reading_meet(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let start = at("2026-02-28T23:00:00Z");
    let month = hourly(start, 743, |n| f64::from(n % 7));
    // A few by the journal, then most at once, one corrected, then a few more.
    append(&*store, town.warmth, month[100..110].to_vec()).await;
    let mut bulk = month.clone();
    bulk.remove(400);
    bulk[105].value = 99.0;
    append(&*store, town.warmth, bulk).await;
    assert_eq!(
        append(&*store, town.warmth, month[100..110].to_vec()).await,
        counts(0, 1, 9)
    );
    append(&*store, town.warmth, month[400..401].to_vec()).await;
    assert_eq!(all(&*store, town.warmth).await, month);
    drop(store);
    let store = site.open().await;
    assert_eq!(
        all(&*store, town.warmth).await,
        month,
        "the journal does not undo the block"
    );
    verify(&*store).await;
}

pub(crate) async fn a_month_without_readings_between_two_indexes_has_totals(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let readings = [
        read("2025-12-15T11:00:00Z", 100.0),
        read("2026-04-10T10:00:00Z", 216.0),
        read("2026-02-03T11:00:00Z", 150.0),
    ];
    let mut known: Vec<Reading> = Vec::new();
    for reading in readings {
        append(&*store, town.water, vec![reading]).await;
        known.push(reading);
        known.sort_by_key(|r| r.at);
        let rows = store.day_rows(town.water, day("2025-01-01"), day("2026-12-31"));
        assert_eq!(
            rows.await.expect("reads"),
            day_rows(&series()[2], &known, &paris())
        );
        verify(&*store).await;
    }
    drop(store);
    let store = site.open().await;
    // The middle one counts no longer: the outer two are neighbours again.
    let missing = Reading {
        quality: Quality::Missing,
        ..known[1]
    };
    append(&*store, town.water, vec![missing]).await;
    known[1] = missing;
    let rows = store.day_rows(town.water, day("2025-01-01"), day("2026-12-31"));
    assert_eq!(
        rows.await.expect("reads"),
        day_rows(&series()[2], &known, &paris())
    );
    verify(&*store).await;
}

pub(crate) async fn a_zero_that_means_silence_is_kept_and_not_counted(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let silent = hourly(at("2026-01-31T23:00:00Z"), 24, |_| 0.0);
    append(&*store, town.power, silent.clone()).await;
    append(&*store, town.warmth, silent.clone()).await;
    assert_eq!(
        all(&*store, town.power).await,
        silent,
        "what was sent is kept"
    );
    let february = |id| store.day_rows(id, day("2026-02-01"), day("2026-02-28"));
    assert_eq!(february(town.power).await.expect("reads"), []);
    let warmth = february(town.warmth).await.expect("reads");
    assert_eq!(
        warmth[0].total,
        DayTotal::new(0.0, 86_400),
        "0 °C is a temperature"
    );
}

pub(crate) async fn a_meter_that_changes_its_mind_about_zero_is_recounted(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let readings = hourly(at("2026-01-31T23:00:00Z"), 48, |n| f64::from(n % 2));
    append(&*store, town.power, readings.clone()).await;
    let mut changed = series();
    changed[0].zero_is_missing = false;
    changed[0].step_s = 1800;
    let mut touched = store.touched().expect("the first listener");
    store
        .put_series(changed.clone(), At::default())
        .await
        .expect("updates");
    let rows = store.day_rows(town.power, day("2026-02-01"), day("2026-02-28"));
    assert_eq!(
        rows.await.expect("reads"),
        day_rows(&changed[0], &readings, &paris())
    );
    let days = touched.recv().await.expect("its days changed");
    assert!(
        days.iter()
            .any(|d| d.day == day("2026-02-01") && d.total.covered_s == 43_200)
    );
    verify(&*store).await;
}

pub(crate) async fn a_series_with_readings_keeps_its_unit(site: &Site) {
    let store = site.open().await;
    let town = found(&*store).await;
    let mut wanted = series();
    wanted[0].unit = "MWh".parse().expect("a unit");
    store
        .put_series(wanted.clone(), At::default())
        .await
        .expect("nothing was measured yet");
    append(&*store, town.power, vec![read("2026-06-01T10:00:00Z", 1.0)]).await;
    let refused = store.put_series(series(), At::default()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("power")));
    let mut nowhere = series().remove(1);
    nowhere.place = "nowhere".parse().expect("a code");
    let refused = store.put_series(vec![nowhere], At::default()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("place")));
}
