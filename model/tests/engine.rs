//! A small town evaluated in every way that must not matter.

#[path = "engine/change.rs"]
mod change;
#[path = "engine/closing.rs"]
mod closing;
#[path = "engine/proposed.rs"]
mod proposed;

use std::collections::BTreeMap;

use model::city::{
    Attribute, Denominator, Indicator, Numerator, Place, PlaceTree, Quantity, Series, SeriesId,
    SeriesKind, Silence, ThemePack, Window,
};
use model::engine::{Moment, Picture, SeriesIndex, Town};
use model::measure::DayTotal;
use model::score::{Direction, Objective, Trajectory};
use model::time::{Day, Zone};
use proptest::prelude::*;

const SITES: usize = 4;
/// Two years of days, so that a year before is known.
const FIRST: i32 = 20_000;
const LAST: i32 = 20_760;

fn indicator(code: &str, unit: &str, denominator: Denominator) -> Indicator {
    Indicator {
        code: code.parse().expect("valid"),
        name: code.to_owned(),
        description: String::new(),
        unit: unit.parse().expect("known"),
        direction: Direction::Down,
        decimals: 1,
        window: Window::RollingYear,
        numerator: Numerator {
            quantities: ["electricity", "gas"]
                .map(|q| q.parse().expect("valid"))
                .into(),
            factors: Vec::new(),
            unit: None,
            climate: model::city::Climate::AsMeasured,
        },
        reception: None,
        entered: None,
        denominator,
        source: String::new(),
    }
}

fn quantity(code: &str, zero_days: u16) -> Quantity {
    Quantity {
        code: code.parse().expect("valid"),
        name: code.to_owned(),
        unit: "kWh".parse().expect("known"),
        silence: Silence {
            zero_days: Some(zero_days),
        },
        converts_to: None,
        derived: None,
        weather: model::city::Weather::None,
    }
}

fn theme() -> ThemePack {
    let area = Denominator::Attribute {
        name: "floor_area_m2".to_owned(),
        unit: "m2".parse().expect("known"),
    };
    let pack = ThemePack {
        code: "energie".parse().expect("valid"),
        name: "Énergie".to_owned(),
        description: String::new(),
        weight: 1.0,
        kind: BTreeMap::new(),
        service: Vec::new(),
        frame: Vec::new(),
        quantity: vec![quantity("electricity", 1), quantity("gas", 160)],
        indicator: vec![
            indicator("kwh", "kWh", Denominator::Nothing),
            indicator("kwh_m2", "kWh/m2", area),
            indicator("against", "%", Denominator::ReferenceYear { year: 2025 }),
        ],
    };
    pack.check().expect("a sound pack");
    pack
}

fn place(code: &str, parent: Option<&str>, kind: &str, area: Option<f64>) -> Place {
    Place {
        code: code.parse().expect("valid"),
        parent: parent.map(|p| p.parse().expect("valid")),
        kind: kind.to_owned(),
        name: code.to_owned(),
        attributes: area
            .map(|a| ("floor_area_m2".to_owned(), Attribute::Number(a)))
            .into_iter()
            .collect(),
    }
}

fn places() -> Vec<Place> {
    let mut places = vec![place("town", None, "city", None)];
    for (i, area) in [100.0, 250.0, 80.0, 400.0]
        .into_iter()
        .enumerate()
        .take(SITES)
    {
        places.push(place(&format!("site{i}"), Some("town"), "site", Some(area)));
    }
    places
}

fn series() -> Vec<(SeriesId, Series)> {
    (0..SITES)
        .flat_map(|site| [("electricity", site), ("gas", site)])
        .zip(0i64..)
        .map(|((quantity, site), id)| {
            let series = Series {
                code: format!("{quantity}-{site}").parse().expect("valid"),
                place: format!("site{site}").parse().expect("valid"),
                quantity: quantity.parse().expect("valid"),
                unit: "kWh".parse().expect("known"),
                kind: SeriesKind::Interval,
                step_s: 3600,
                zero_is_missing: false,
                rollover_at: None,
                role: model::city::SeriesRole::Main,
            };
            (SeriesId(id), series)
        })
        .collect()
}

fn objective(indicator: &str, place: &str, baseline: f64) -> Objective {
    Objective {
        indicator: indicator.parse().expect("valid"),
        place: place.parse().expect("valid"),
        direction: Direction::Down,
        baseline: Some(baseline),
        baseline_at: Day::from_ymd(2019, 1, 1),
        target: baseline * 0.6,
        target_high: None,
        tolerance: None,
        target_at: Day::from_ymd(2030, 1, 1).expect("a date"),
        trajectory: Trajectory::Linear,
        weight: 0.4,
        owner: None,
        decision: None,
        version: 1,
    }
}

fn empty_town() -> Town {
    let tree = PlaceTree::new(places()).expect("a tree");
    let mut objectives = vec![
        objective("kwh_m2", "town", 90.0),
        objective("kwh", "town", 70_000.0),
        objective("against", "town", 140.0),
    ];
    objectives.extend((0..SITES).map(|i| objective("kwh_m2", &format!("site{i}"), 90.0)));
    Town::new(Zone::utc(), tree, vec![theme()], series(), objectives).expect("a town")
}

/// A repeatable amount of one day: never 0, with a week and a season.
fn amount(series: i64, day: i32) -> f64 {
    let week = f64::from(day % 7);
    let season = f64::from((day % 364 - 182).abs()) / 30.0;
    5.0 + week + season + f64::from(i32::try_from(series).expect("small")) * 1.5
}

fn fill(town: &mut Town, until: impl Fn(i64) -> i32) {
    for (id, _) in series() {
        for day in FIRST..until(id.0) {
            let total = DayTotal::new(amount(id.0, day), 86_400);
            town.set_day(id, Day::from_number(day), total);
        }
    }
    town.replan();
}

fn moment() -> Moment {
    Moment::start_of(Day::from_number(LAST), &Zone::utc())
}

fn notes(town: &Town, picture: &Picture) -> Vec<Option<i32>> {
    let known = |id| picture.aggregate(id, None).and_then(|a| a.known);
    town.tree()
        .ids()
        .map(|id| known(id).map(|note| note.ten_thousandths()))
        .collect()
}

#[test]
fn a_full_town_is_scored_everywhere_and_every_explanation_adds_up() {
    let mut town = empty_town();
    fill(&mut town, |_| LAST);
    let picture = Picture::take(&town, moment());
    for id in town.tree().ids() {
        for theme in [None, Some(0)] {
            let explanation = picture.explain(&town, id, theme).expect("a place");
            let sum = explanation.check().expect("adds up to the digit");
            assert_eq!(
                sum.known,
                picture.aggregate(id, theme).expect("scored").known
            );
            assert!(explanation.note().is_some(), "{id:?} {theme:?}");
        }
    }
}

#[test]
fn an_altered_digit_is_found() {
    let mut town = empty_town();
    fill(&mut town, |_| LAST);
    let root = town.tree().root().expect("a town");
    let mut explanation = Picture::take(&town, moment())
        .explain(&town, root, Some(0))
        .expect("a place");
    explanation.rows[0].weight_milli += 100;
    assert!(explanation.check().is_err());
}

#[test]
fn an_explanation_survives_the_wire() {
    let mut town = empty_town();
    fill(&mut town, |_| LAST);
    let root = town.tree().root().expect("a town");
    let explanation = Picture::take(&town, moment())
        .explain(&town, root, Some(0))
        .expect("a place");
    let text = serde_json::to_string(&explanation).expect("serializes");
    let back: model::score::Explanation = serde_json::from_str(&text).expect("reads back");
    assert_eq!(back, explanation);
    back.check().expect("adds up");
}

#[test]
fn a_town_without_readings_is_not_scored() {
    let town = empty_town();
    let picture = Picture::take(&town, moment());
    let root = town.tree().root().expect("a town");
    let explanation = picture.explain(&town, root, Some(0)).expect("a place");
    assert_eq!(explanation.note(), None);
    assert_eq!(picture.aggregate(root, None).and_then(|a| a.note()), None);
}

#[test]
fn a_series_never_measured_only_lowers_coverage() {
    let (mut all, mut without) = (empty_town(), empty_town());
    fill(&mut all, |_| LAST);
    fill(
        &mut without,
        |series| if series == 3 { FIRST } else { LAST },
    );
    let root = all.tree().root().expect("a town");
    let plan = all
        .plan()
        .at(root)
        .iter()
        .find(|p| p.indicator.code.as_str() == "kwh_m2");
    let plan = plan.expect("set on the town");
    let with = Picture::take(&all, moment()).value(&all, plan);
    let less = Picture::take(&without, moment()).value(&without, plan);
    assert!(less.coverage < with.coverage);
    // Its gas counts like the mean gas per m² of the others, never as nothing.
    let counted = less
        .counted
        .iter()
        .find(|c| c.series == SeriesIndex(3))
        .expect("listed");
    assert!(counted.stale && counted.amount_milli > 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn refreshing_equals_taking_anew(
        changes in prop::collection::vec((0i64..8, FIRST..LAST, 0.0f64..60.0, 0u32..=86_400), 1..20),
    ) {
        let mut town = empty_town();
        fill(&mut town, |_| LAST);
        let mut picture = Picture::take(&town, moment());
        for (id, day, amount, covered) in changes {
            let total = DayTotal::new(amount, covered);
            let index = town.set_day(SeriesId(id), Day::from_number(day), total).expect("known");
            town.replan();
            picture.refresh(&town, &[index]);
        }
        let anew = Picture::take(&town, moment());
        prop_assert_eq!(notes(&town, &picture), notes(&town, &anew));
    }

    /// Design rule: killing any subset of sources never improves any note at any level.
    ///
    /// What the living measure repeats every 52 weeks, so the truth behind the
    /// dead is what was last known; a year is a day or two longer than 52
    /// weeks, which is all the slack that is allowed for.
    #[test]
    fn silence_never_improves_a_note(dead in 1u16..=255, days_ago in 1i32..390) {
        let (mut alive, mut silent) = (empty_town(), empty_town());
        let end = LAST - days_ago;
        fill(&mut alive, |_| LAST);
        fill(&mut silent, |series| if dead >> series & 1 == 1 { end } else { LAST });
        let (a, s) = (Picture::take(&alive, moment()), Picture::take(&silent, moment()));
        let both = notes(&alive, &a).into_iter().zip(notes(&silent, &s));
        for (place, (alive, silent)) in both.enumerate() {
            prop_assert!(silent.unwrap_or(0) <= alive.unwrap_or(0) + 500,
                "place {place}: {alive:?} -> {silent:?}");
        }
    }
}
