use model::city::{Place, Series, SeriesId, SeriesKind};
use model::measure::{Quality, Reading};
use model::time::{At, Day, Zone};

use crate::store::{Appended, Batch, SeriesBatch, Store};

/// A town with one school and three meters.
pub(crate) struct Town {
    /// Electricity, hourly amounts; zero means silence.
    pub(crate) power: SeriesId,
    /// Temperature, hourly.
    pub(crate) warmth: SeriesId,
    /// Water, an index that starts again at 1 000.
    pub(crate) water: SeriesId,
}

/// Places of the town.
pub(crate) fn places() -> Vec<Place> {
    let place = |code: &str, parent: Option<&str>, kind: &str| Place {
        code: code.parse().expect("a code"),
        parent: parent.map(|p| p.parse().expect("a code")),
        kind: kind.to_owned(),
        name: code.to_uppercase(),
        attributes: Default::default(),
    };
    vec![
        place("school", Some("town"), "site"),
        place("town", None, "city"),
    ]
}

/// The meters of the school.
pub(crate) fn series() -> Vec<Series> {
    let series = |code: &str, unit: &str, kind, zero_is_missing, rollover_at| Series {
        code: code.parse().expect("a code"),
        place: "school".parse().expect("a code"),
        quantity: code.parse().expect("a code"),
        unit: unit.parse().expect("a unit"),
        kind,
        step_s: 3600,
        zero_is_missing,
        rollover_at,
        role: model::city::SeriesRole::Main,
    };
    vec![
        series("power", "kWh", SeriesKind::Interval, true, None),
        series("warmth", "°C", SeriesKind::Gauge, false, None),
        series("water", "m3", SeriesKind::Index, false, Some(1000.0)),
    ]
}

/// Founds the town.
pub(crate) async fn found(store: &dyn Store) -> Town {
    store
        .put_places(places(), At::default())
        .await
        .expect("places");
    let ids = store
        .put_series(series(), At::default())
        .await
        .expect("series");
    Town {
        power: ids[0],
        warmth: ids[1],
        water: ids[2],
    }
}

/// The zone of the town.
pub(crate) fn paris() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

/// An instant.
pub(crate) fn at(text: &str) -> At {
    At::from_millis(
        text.parse::<jiff::Timestamp>()
            .expect("valid")
            .as_millisecond(),
    )
}

/// A day.
pub(crate) fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// A measured value.
pub(crate) fn read(text: &str, value: f64) -> Reading {
    measured(at(text), value)
}

/// A measured value.
pub(crate) const fn measured(at: At, value: f64) -> Reading {
    Reading {
        at,
        value,
        quality: Quality::Measured,
    }
}

/// Readings of one series, hourly from an instant on.
pub(crate) fn hourly(from: At, count: i32, value: impl Fn(i32) -> f64) -> Vec<Reading> {
    (0..count)
        .map(|n| measured(from.plus_seconds(i64::from(n) * 3600), value(n)))
        .collect()
}

/// Appends readings of one series.
pub(crate) async fn append(
    store: &dyn Store,
    series: SeriesId,
    readings: Vec<Reading>,
) -> Appended {
    let batch = Batch {
        series: vec![SeriesBatch { series, readings }],
        known_at: at("2026-11-24T08:00:00Z"),
    };
    store.append(batch).await.expect("appends")
}

/// Every reading of a series.
pub(crate) async fn all(store: &dyn Store, series: SeriesId) -> Vec<Reading> {
    store
        .readings(
            series,
            at("1900-01-01T00:00:00Z"),
            at("2100-01-01T00:00:00Z"),
        )
        .await
        .expect("reads")
}

/// Fails when a stored figure is not what recomputation gives.
pub(crate) async fn verify(store: &dyn Store) {
    let found = store.verify(&|_, _| {}).await.expect("verifies");
    assert_eq!(found.differences, []);
}
