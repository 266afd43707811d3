use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use model::city::{Fact, FactBody, Place, Series, SeriesId, SeriesKind, SeriesRole};
use model::energy::{Post, Slot, Tariff};
use model::measure::{DayTotal, Quality, Reading};
use model::time::{At, Day};

use super::{State, Today};
use crate::clock::Clock;
use crate::config::Config;
use crate::live::Hub;
use crate::rules::Rules;
use crate::store::{Batch, SeriesBatch, Store, TouchedDay, open};

struct Hands(AtomicI64);

impl Clock for Hands {
    fn now(&self) -> At {
        At::from_seconds(self.0.load(Ordering::Relaxed))
    }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn noon(text: &str) -> i64 {
    i64::from(day(text).number()) * 86_400 + 12 * 3_600
}

fn tariff(from: &str, night: f64, else_: f64) -> Fact {
    let post = |name: &str, price, share, slot| Post {
        name: name.to_owned(),
        price,
        share: Some(share),
        slot,
    };
    let at_night = Slot {
        months: Vec::new(),
        weekdays: Vec::new(),
        from: "00:00".to_owned(),
        to: "06:00".to_owned(),
    };
    Fact {
        subject: "elec".to_owned(),
        from: day(from),
        to: None,
        body: FactBody::Tariff(Tariff {
            name: "École".to_owned(),
            post: vec![
                post("HC", night, 0.25, vec![at_night]),
                post("HP", else_, 0.75, Vec::new()),
            ],
            fixed_per_year: 0.0,
        }),
    }
}

struct Town {
    state: State,
    store: Arc<dyn Store>,
    hands: Arc<Hands>,
    series: SeriesId,
    _folder: tempfile::TempDir,
}

impl Town {
    /// A school that uses 3 kWh an hour by night and 1 kWh by day, on 25 November 2026.
    async fn open(days: i32) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let store = open(&url, Some("UTC")).await.expect("a database");
        let place = |code: &str, parent: Option<&str>, kind: &str| Place {
            code: code.parse().expect("a code"),
            parent: parent.map(|p| p.parse().expect("a code")),
            kind: kind.to_owned(),
            name: code.to_owned(),
            attributes: Default::default(),
        };
        let places = vec![
            place("ville", None, "city"),
            place("ecole", Some("ville"), "site"),
        ];
        store
            .put_places(places, At::default())
            .await
            .expect("places");
        let series = Series {
            code: "elec".parse().expect("a code"),
            place: "ecole".parse().expect("a code"),
            quantity: "electricity".parse().expect("a code"),
            unit: "kWh".parse().expect("a unit"),
            kind: SeriesKind::Interval,
            step_s: 3_600,
            zero_is_missing: false,
            rollover_at: None,
            role: SeriesRole::Main,
        };
        let ids = store
            .put_series(vec![series], At::default())
            .await
            .expect("series");
        let facts = vec![
            tariff("2020-01-01", 0.1, 0.2),
            tariff("2026-11-26", 1.0, 2.0),
        ];
        store.put_facts(facts, At::default()).await.expect("facts");
        let hands = Arc::new(Hands(AtomicI64::new(noon("2026-11-25"))));
        let hour = |n: i64| Reading {
            at: At::from_seconds(n * 3_600),
            value: if n % 24 < 6 { 3.0 } else { 1.0 },
            quality: Quality::Measured,
        };
        let today = i64::from(day("2026-11-25").number()) * 24;
        let readings = (today - 24 * i64::from(days)..today).map(hour).collect();
        let batch = Batch {
            series: vec![SeriesBatch {
                series: ids[0],
                readings,
            }],
            known_at: At::default(),
        };
        store.append(batch).await.expect("readings");
        let rules = Rules::read(&Config::default()).expect("rules");
        let state = State::load(store.clone(), hands.clone(), rules, Today::Clock).await;
        Self {
            state: state.expect("a state"),
            store,
            hands,
            series: ids[0],
            _folder: folder,
        }
    }

    fn price(&self) -> f64 {
        self.state.read(|snapshot| {
            let index = snapshot.town.series_index("elec").expect("known");
            let series = snapshot.town.series_at(index).expect("known");
            snapshot
                .town
                .factor("price", &series.series)
                .expect("priced")
        })
    }
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-9, "{a} {b}");
}

#[tokio::test]
async fn energy_is_priced_by_the_hours_it_was_measured_in() {
    // A day: 18 kWh by night at 0.1, 18 by day at 0.2.
    let town = Town::open(370).await;
    close(town.price(), 0.15);
    // One season of nights speaks for no year: the declared shares weigh.
    let young = Town::open(60).await;
    close(young.price(), 0.1 * 0.25 + 0.2 * 0.75);
    let more = |n: i32| Reading {
        at: At::from_seconds((i64::from(day("2026-11-24").number()) - i64::from(n)) * 86_400),
        value: 21.0,
        quality: Quality::Measured,
    };
    let batch = Batch {
        series: vec![SeriesBatch {
            series: town.series,
            readings: (0..360).map(more).collect(),
        }],
        known_at: At::default(),
    };
    town.store.append(batch).await.expect("corrected");
    let index = town
        .state
        .read(|s| s.town.series_index("elec"))
        .expect("known");
    town.state.renew_from_hours(&[index]).await.expect("read");
    // 360 nights of 36 kWh, 5 of 18, and 365 days of 18.
    let (night, else_) = (360.0 * 36.0 + 5.0 * 18.0, 365.0 * 18.0);
    close(town.price(), (0.1 * night + 0.2 * else_) / (night + else_));
}

#[tokio::test]
async fn at_midnight_the_tariff_of_the_new_day_holds() {
    let town = Town::open(370).await;
    assert!(!town.state.is_of_another_day());
    town.hands.0.store(noon("2026-11-26"), Ordering::Relaxed);
    assert!(town.state.is_of_another_day());
    let hub = Hub::new("run".to_owned(), town.hands.clone());
    town.state.renew(&hub).await;
    close(town.price(), 1.5);
    assert!(!town.state.is_of_another_day());
}

#[tokio::test]
async fn what_is_committed_while_all_is_read_anew_is_not_lost() {
    let town = Town::open(3).await;
    let touched = TouchedDay {
        series: town.series,
        day: day("2026-11-24"),
        total: DayTotal::new(99.0, 86_400),
        latest: None,
    };
    let hub = Hub::new("run".to_owned(), town.hands.clone());
    // As the scorer does between the reading of the store and its end.
    *town.state.missed() = Some(super::Missed::default());
    town.state.take_in(vec![touched], &hub);
    let missed = town.state.missed().take().expect("kept");
    town.state.write(|snapshot| {
        let mut fresh = snapshot.clone();
        fresh
            .town
            .set_day(town.series, touched.day, DayTotal::new(36.0, 86_400));
        fresh.take_days(&missed.days);
        *snapshot = fresh;
    });
    let known = town.state.read(|snapshot| {
        let index = snapshot.town.series_index("elec")?;
        snapshot.town.track(index)?.known(touched.day)
    });
    assert_eq!(known.map(|known| known.sum), Some(99.0));
}
