use std::collections::HashMap;

use model::city::SeriesId;
use model::measure::Reading;
use model::reception::{Channel, ReceptionDay};
use model::time::{At, Day};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use super::site::Site;
use super::tickets::{event, life};
use super::town::{Town, at, day, found, measured, paris, read};
use crate::store::{
    Batch, CounterDay, DayRow, KeptRules, Question, Rating, SeriesBatch, SeriesDays, Store,
    SurveyResult, TicketBatch,
};

/// The clock goes forward on the third day.
const FIRST: &str = "2026-03-27";
const DAYS: i32 = 6;

/// One batch: which series, how many hours before now, what value.
type Sent = Vec<(usize, i64, i32)>;

fn days_of_feeds() -> impl Strategy<Value = Vec<Vec<Sent>>> {
    let reading = (0_usize..3, 0_i64..60, 0_i32..5);
    let batch = proptest::collection::vec(reading, 1..12);
    let of_day = proptest::collection::vec(batch, 0..4);
    proptest::collection::vec(of_day, usize::try_from(DAYS).expect("few"))
}

async fn known_at(store: &dyn Store, series: SeriesId, value: Reading, known_at: At) {
    let readings = vec![value];
    let batch = Batch {
        series: vec![SeriesBatch { series, readings }],
        known_at,
    };
    store.append(batch).await.expect("stored");
}

async fn feed(store: &dyn Store, town: &Town, sent: &Sent, now: At) {
    let ids = [town.power, town.warmth, town.water];
    let series = sent.iter().map(|&(series, hours, value)| SeriesBatch {
        series: ids[series],
        readings: vec![measured(now.plus_seconds(-3600 * hours), f64::from(value))],
    });
    let batch = Batch {
        series: series.collect(),
        known_at: now,
    };
    store.append(batch).await.expect("stored");
}

/// What a screen of that evening had to go by.
#[derive(Debug, PartialEq)]
struct Evening {
    rows: HashMap<SeriesId, Vec<DayRow>>,
    totals: Vec<SeriesDays>,
    readings: HashMap<SeriesId, Vec<Reading>>,
}

async fn evening(store: &dyn Store, town: &Town, on: Day) -> Evening {
    let mut totals = store.all_day_totals().await.expect("reads");
    totals.retain(|(_, days, _)| !days.is_empty());
    let zone = paris();
    let (from, to) = (at("2026-01-01T00:00:00Z"), zone.start_of_day(on.plus(1)));
    let (mut readings, mut rows) = (HashMap::new(), HashMap::new());
    for series in [town.power, town.warmth, town.water] {
        let found = store.readings(series, from, to).await.expect("reads");
        readings.insert(series, found);
        let found = store.day_rows(series, day("2026-01-01"), on).await;
        rows.insert(series, found.expect("reads"));
    }
    Evening {
        rows,
        totals,
        readings,
    }
}

async fn evening_again(store: &dyn Store, town: &Town, on: Day) -> Evening {
    let totals = store.day_totals_known(on).await.expect("reads");
    let (from, to) = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let (mut readings, mut rows) = (HashMap::new(), HashMap::new());
    for series in [town.power, town.warmth, town.water] {
        let found = store.readings_known(series, from, to, on).await;
        readings.insert(series, found.expect("reads"));
        let found = store.day_rows_known(series, day("2026-01-01"), day("2026-12-31"), on);
        rows.insert(series, found.await.expect("reads"));
    }
    Evening {
        rows,
        totals,
        readings,
    }
}

/// Late readings and corrections of all kinds of series, before and after a restart.
pub(crate) async fn an_evening_is_shown_again_as_it_was(_: &Site) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..12 {
        let feeds = days_of_feeds().new_tree(&mut runner).expect("a tree");
        let site = Site::sqlite();
        let store = site.open().await;
        let town = found(&*store).await;
        let zone = paris();
        let first = day(FIRST);
        // Brought in before anybody looks: known from its own days on.
        feed(
            &*store,
            &town,
            &vec![(0, 90, 4), (2, 90, 3)],
            zone.start_of_day(first),
        )
        .await;
        store
            .follow(zone.start_of_day(first))
            .await
            .expect("followed");
        let mut evenings = Vec::new();
        for (of_day, number) in feeds.current().iter().zip(0..) {
            let today = first.plus(number);
            for (sent, step) in of_day.iter().zip(1..) {
                let now = zone.start_of_day(today).plus_seconds(4 * 3600 * step);
                feed(&*store, &town, sent, now).await;
            }
            evenings.push((today, evening(&*store, &town, today).await));
        }
        for (today, evening) in &evenings {
            assert_eq!(
                &evening_again(&*store, &town, *today).await,
                evening,
                "{today}"
            );
        }
        store.close().await.expect("closes");
        let store = site.open().await;
        assert_eq!(store.followed_from(), Some(zone.start_of_day(first)));
        for (today, evening) in &evenings {
            assert_eq!(
                &evening_again(&*store, &town, *today).await,
                evening,
                "{today}"
            );
        }
    }
}

pub(crate) async fn history_brought_in_before_is_known_from_its_days_on(site: &Site) {
    let store = &*site.open().await;
    let town = found(store).await;
    let old = read("2026-03-01T10:00:00Z", 1.0);
    known_at(store, town.power, old, at("2026-03-20T10:00:00Z")).await;
    store
        .follow(at("2026-03-21T10:00:00Z"))
        .await
        .expect("followed");
    // Saying it again moves nothing.
    store
        .follow(at("2026-03-25T10:00:00Z"))
        .await
        .expect("followed");
    assert_eq!(store.followed_from(), Some(at("2026-03-21T10:00:00Z")));
    let late = read("2026-03-01T11:00:00Z", 2.0);
    known_at(store, town.power, late, at("2026-03-22T10:00:00Z")).await;
    let known = |on: &'static str| async move {
        let range = (at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"));
        let known = store
            .readings_known(town.power, range.0, range.1, day(on))
            .await;
        known.expect("reads")
    };
    assert_eq!(known("2026-03-01").await, [old]);
    assert_eq!(known("2026-03-21").await, [old]);
    assert_eq!(known("2026-03-22").await, [old, late]);
}

async fn fill(store: &dyn Store, on: Day, expired: u64) {
    let counter: model::city::PlaceCode = "mairie".parse().expect("a code");
    let basis = [(counter.clone(), "b".to_owned())].into();
    store
        .claim_rollups(on.plus(1), basis)
        .await
        .expect("claims");
    let mut told = ReceptionDay::default();
    told.tickets.expired = expired;
    let filled = store.fill_rollups(vec![CounterDay {
        counter,
        day: on,
        told,
    }]);
    filled.await.expect("fills");
}

async fn tell_at(store: &dyn Store, events: Vec<model::reception::TicketEvent>, known_at: &str) {
    let batch = TicketBatch {
        events,
        known_at: at(known_at),
    };
    store.tell_tickets(batch).await.expect("told");
}

pub(crate) async fn a_counter_day_is_shown_again_as_it_was(site: &Site) {
    let store = &*site.open().await;
    let monday = day("2026-04-06");
    store
        .follow(at("2026-04-01T10:00:00Z"))
        .await
        .expect("followed");
    // First told of on Wednesday, then once more on Friday.
    tell_at(store, life("t1", 0), "2026-04-08T10:00:00Z").await;
    fill(store, monday, 1).await;
    tell_at(
        store,
        vec![event("t1", 9, "recall", 750)],
        "2026-04-10T10:00:00Z",
    )
    .await;
    fill(store, monday, 2).await;
    let known = |on: &'static str| async move {
        let days = store.rollups_known(None, monday, monday, day(on)).await;
        let days = days.expect("reads").into_iter();
        days.map(|d| d.told.tickets.expired).collect::<Vec<_>>()
    };
    assert!(known("2026-04-06").await.is_empty());
    assert!(known("2026-04-07").await.is_empty());
    assert_eq!(known("2026-04-08").await, [1]);
    assert_eq!(known("2026-04-09").await, [1]);
    assert_eq!(known("2026-04-10").await, [2]);
}

fn survey(year: i16, dissatisfied: f64) -> SurveyResult {
    SurveyResult {
        counter: "mairie".parse().expect("a code"),
        year,
        criterion: "attente".to_owned(),
        dissatisfied,
        answers: Some(40),
    }
}

pub(crate) async fn a_survey_is_shown_again_as_it_was_told(site: &Site) {
    let store = &*site.open().await;
    let tell = |results, known_at| store.put_survey_results(results, at(known_at));
    let told = tell(
        vec![survey(2024, 0.3), survey(2026, 0.2)],
        "2026-03-20T10:00:00Z",
    )
    .await;
    assert_eq!(told.expect("taken"), 2);
    let followed = store.follow(at("2026-04-01T10:00:00Z"));
    followed.await.expect("followed");
    for (share, known_at) in [
        (0.25, "2026-04-06T10:00:00Z"),
        (0.35, "2026-04-08T10:00:00Z"),
    ] {
        let told = tell(vec![survey(2024, share)], known_at).await;
        assert_eq!(told.expect("taken"), 1);
        // The same again is no other version.
        let told = tell(vec![survey(2024, share)], "2026-04-09T10:00:00Z").await;
        assert_eq!(told.expect("taken"), 0);
    }
    for (on, shares) in [
        // Brought in before the town was followed: known since its year was over.
        ("2024-12-31", &[][..]),
        ("2025-06-01", &[(2024, 0.3)]),
        ("2026-04-05", &[(2024, 0.3), (2026, 0.2)]),
        ("2026-04-06", &[(2024, 0.25), (2026, 0.2)]),
        ("2026-04-07", &[(2024, 0.25), (2026, 0.2)]),
        ("2026-04-08", &[(2024, 0.35), (2026, 0.2)]),
    ] {
        let counter = "mairie".parse().expect("a code");
        let known = store.survey_results_known(counter, day(on)).await;
        let known = known.expect("reads").into_iter();
        let known: Vec<_> = known.map(|r| (r.year, r.dissatisfied)).collect();
        assert_eq!(known, shares, "{on}");
    }
}

pub(crate) async fn an_answer_is_known_from_when_it_came(site: &Site) {
    let store = &*site.open().await;
    let answer = |score: u8, moment: &str| Rating {
        counter: "mairie".parse().expect("a code"),
        at: at(moment),
        channel: Channel::Counter,
        question: Question::Satisfaction,
        score,
        scale: 5,
        source: "tablet".to_owned(),
        nth: 1,
    };
    let told = [
        (1, "2026-03-10T10:00:00Z", "2026-03-30T10:00:00Z"),
        (2, "2026-04-06T10:00:00Z", "2026-04-06T10:00:01Z"),
        // A tablet that was without a network.
        (3, "2026-04-06T11:00:00Z", "2026-04-08T10:00:00Z"),
    ];
    for (score, moment, known_at) in told {
        if score == 2 {
            let followed = store.follow(at("2026-04-01T10:00:00Z"));
            followed.await.expect("followed");
        }
        let ratings = vec![answer(score, moment)];
        let kept = store.put_ratings(ratings, at(known_at)).await;
        kept.expect("kept");
    }
    for (on, scores) in [
        ("2026-03-09", &[][..]),
        ("2026-03-10", &[1]),
        ("2026-04-05", &[1]),
        ("2026-04-06", &[1, 2]),
        ("2026-04-07", &[1, 2]),
        ("2026-04-08", &[1, 2, 3]),
    ] {
        let counter = "mairie".parse().expect("a code");
        let (from, to) = (At::default(), at("2027-01-01T00:00:00Z"));
        let known = store.ratings_known(counter, from, to, day(on)).await;
        let known: Vec<u8> = known.expect("reads").iter().map(|r| r.score).collect();
        assert_eq!(known, scores, "{on}");
    }
}

pub(crate) async fn the_rules_of_a_day_are_kept(site: &Site) {
    let store = &*site.open().await;
    let rules = |themes: &str| KeptRules {
        themes: themes.to_owned(),
        parameters: "{}".to_owned(),
    };
    let none = store.rules_known(day("2026-04-06")).await;
    assert_eq!(none.expect("reads"), None);
    for (themes, known_at) in [
        ("[1]", "2026-04-06T10:00:00Z"),
        ("[1]", "2026-04-07T10:00:00Z"),
        ("[2]", "2026-04-08T10:00:00Z"),
    ] {
        let kept = store.keep_rules(rules(themes), at(known_at));
        kept.await.expect("kept");
    }
    for (on, themes) in [
        ("2026-04-01", "[1]"),
        ("2026-04-06", "[1]"),
        ("2026-04-07", "[1]"),
        ("2026-04-08", "[2]"),
        ("2026-04-09", "[2]"),
    ] {
        let known = store.rules_known(day(on)).await;
        assert_eq!(known.expect("reads"), Some(rules(themes)), "{on}");
    }
}

pub(crate) async fn an_alert_is_shown_again_as_it_stood(site: &Site) {
    let store = &*site.open().await;
    let mut seen = super::alerts::alert();
    seen.id = store
        .save_alerts(vec![seen.clone()], None)
        .await
        .expect("saves")[0];
    let opened = seen.clone();
    seen.last_day = day("2026-11-24");
    seen.waste = 99.0;
    let when = at("2026-11-25T08:00:00Z");
    seen.act(model::watch::AlertAct::Acknowledge, "a", "", when)
        .expect("open");
    store
        .save_alerts(vec![seen.clone()], None)
        .await
        .expect("saves");
    let known = |on: &'static str| async move { store.alerts_known(day(on)).await.expect("reads") };
    assert!(known("2026-11-21").await.is_empty());
    assert_eq!(known("2026-11-22").await, std::slice::from_ref(&opened));
    assert_eq!(known("2026-11-24").await, [opened]);
    assert_eq!(known("2026-11-25").await, [seen]);
}

pub(crate) async fn places_and_series_are_those_of_the_day(site: &Site) {
    let store = &*site.open().await;
    found(store).await;
    store
        .follow(at("2026-04-01T10:00:00Z"))
        .await
        .expect("followed");
    let before = store.places().await.expect("reads");
    let meters = store.series().await.expect("reads");
    let mut renamed = before.clone();
    renamed[0].name = "École Louise-Michel".to_owned();
    let mut added = renamed[0].clone();
    added.code = "annexe".parse().expect("a code");
    let known_at = at("2026-04-03T10:00:00Z");
    let all = renamed.iter().cloned().chain([added]).collect();
    store.put_places(all, known_at).await.expect("replaces");
    let mut series: Vec<_> = meters.iter().map(|stored| stored.series.clone()).collect();
    series[0].zero_is_missing = !series[0].zero_is_missing;
    let mut new = series[0].clone();
    new.code = "annexe-power".parse().expect("a code");
    series.push(new);
    store.put_series(series, known_at).await.expect("replaces");
    for (on, places, count) in [("2026-04-02", &before, 3), ("2026-04-03", &renamed, 4)] {
        let known = store.places_known(day(on)).await.expect("reads");
        let is_old = places == &before;
        assert_eq!(known.len(), before.len() + usize::from(!is_old), "{on}");
        assert!(places.iter().all(|place| known.contains(place)), "{on}");
        let known = store.series_known(day(on)).await.expect("reads");
        assert_eq!(known.len(), count, "{on}");
        assert_eq!(known[0] == meters[0], is_old, "{on}");
    }
}

pub(crate) async fn what_a_zero_meant_then_is_what_it_means_then(site: &Site) {
    let store = &*site.open().await;
    let town = found(store).await;
    let noon = read("2026-04-01T12:00:00Z", 0.0);
    known_at(store, town.power, noon, at("2026-04-01T12:01:00Z")).await;
    store
        .follow(at("2026-04-01T18:00:00Z"))
        .await
        .expect("followed");
    let mut evening = store.all_day_totals().await.expect("reads");
    evening.retain(|(_, days, _)| !days.is_empty());
    let mut power = store.series().await.expect("reads")[0].series.clone();
    assert!(power.zero_is_missing);
    power.zero_is_missing = false;
    let changed = store
        .put_series(vec![power], at("2026-04-02T09:00:00Z"))
        .await;
    changed.expect("recounts");
    let known = store
        .day_totals_known(day("2026-04-01"))
        .await
        .expect("reads");
    assert_eq!(known, evening);
    assert_ne!(store.all_day_totals().await.expect("reads"), evening);
}
