//! Notes of reception: what counts, what silence does, what closing does.

use model::city::{
    Fact, FactBody, Indicator, OpenRange, OpeningHours, Place, PlaceTree, ReceptionMeasure,
    ThemePack, Window,
};
use model::engine::{Moment, Picture, Town};
use model::reception::{HourOfTickets, ReceptionDay, ReceptionIndicator, WaitHistogram, Waits};
use model::score::{Direction, Explanation, Note, Objective, RowSubject, Trajectory};
use model::time::{Day, Zone};
use proptest::prelude::*;

/// Monday 2 March 2026.
const MONDAY: &str = "2026-03-02";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn indicator(measure: ReceptionIndicator, direction: Direction, window: Window) -> Indicator {
    Indicator {
        code: measure.code().parse().expect("valid"),
        name: measure.code().to_owned(),
        description: String::new(),
        unit: "%".parse().expect("known"),
        direction,
        decimals: 1,
        window,
        numerator: model::city::Numerator::default(),
        reception: Some(ReceptionMeasure {
            measure,
            within_min: 15,
            quiet_days: 1,
        }),
        entered: None,
        denominator: model::city::Denominator::Nothing,
        source: String::new(),
    }
}

/// A town hall with counters, open on working days from 9 to 17.
fn town(counters: &[&str], indicator: Indicator, target: f64) -> Town {
    let place = |code: &str, parent: Option<&str>, kind: &str| Place {
        code: code.parse().expect("valid"),
        parent: parent.map(|p| p.parse().expect("valid")),
        kind: kind.to_owned(),
        name: code.to_owned(),
        attributes: std::collections::BTreeMap::new(),
    };
    let mut places = vec![
        place("ville", None, "city"),
        place("mairie", Some("ville"), "site"),
    ];
    places.extend(counters.iter().map(|c| place(c, Some("mairie"), "counter")));
    let objective = |at: &str| Objective {
        indicator: indicator.code.clone(),
        place: at.parse().expect("valid"),
        direction: indicator.direction,
        baseline: Some(50.0),
        baseline_at: Some(day("2025-01-01")),
        target,
        target_high: None,
        tolerance: None,
        target_at: day("2025-12-31"),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 1,
    };
    let objectives = vec![objective("ville")];
    let pack = ThemePack {
        code: "accueil".parse().expect("valid"),
        name: "Accueil".to_owned(),
        description: String::new(),
        weight: 1.0,
        kind: std::collections::BTreeMap::new(),
        service: Vec::new(),
        quantity: Vec::new(),
        indicator: vec![indicator],
        frame: Vec::new(),
    };
    let tree = PlaceTree::new(places).expect("a tree");
    let zone = Zone::new(Zone::PARIS_POSIX).expect("a zone");
    let mut town = Town::new(zone, tree, vec![pack], Vec::new(), objectives).expect("fits");
    let open = vec![OpenRange {
        from: 540,
        to: 1020,
    }];
    town.set_facts(vec![Fact {
        subject: "mairie".to_owned(),
        from: day("2020-01-01"),
        to: None,
        body: FactBody::Opening(OpeningHours {
            week: vec![open; 5],
            open_on_holidays: false,
            alsace_moselle: false,
            exceptions: Vec::new(),
        }),
    }]);
    town.replan();
    town
}

/// So many served in time, so many after half an hour.
fn told(quick: u32, slow: u32) -> ReceptionDay {
    let mut day = ReceptionDay::default();
    let waits = (0..quick).map(|_| 300).chain((0..slow).map(|_| 1_800));
    let waits = Waits {
        served: WaitHistogram::of(waits),
        left: WaitHistogram::default(),
    };
    day.tickets.served = u64::from(quick + slow);
    day.tickets.committed = waits.clone();
    let issued = u64::from(quick + slow);
    day.tickets.hours.insert(9, HourOfTickets { issued, waits });
    day
}

fn set(town: &mut Town, counter: &str, on: Day, counted: Option<ReceptionDay>) {
    let place = town.tree().id(counter).expect("a counter");
    town.set_counter_day(place, on, counted).expect("a counter");
}

fn share_served() -> Indicator {
    indicator(ReceptionIndicator::SlT, Direction::Up, Window::FourWeeks)
}

/// Working days of the four weeks that start on Monday 2 March 2026.
fn working_days() -> impl Iterator<Item = Day> {
    (0..28)
        .map(|n| day(MONDAY).plus(n))
        .filter(|d| d.weekday_from_monday() < 5)
}

fn after_four_weeks(town: &Town) -> Moment {
    Moment::start_of(day(MONDAY).plus(28), town.zone())
}

#[test]
fn counters_weigh_by_their_visitors_and_the_digits_add_up() {
    let mut town = town(&["a", "b"], share_served(), 100.0);
    for on in working_days() {
        set(&mut town, "a", on, Some(told(90, 10)));
        set(&mut town, "b", on, Some(told(5, 5)));
    }
    let picture = Picture::take(&town, after_four_weeks(&town));
    let city = town.tree().id("ville").expect("a city");
    let explanation = picture.explain(&town, city, Some(0)).expect("a theme");
    let RowSubject::Objective(judged) = &explanation.rows[0].subject else {
        panic!("an objective")
    };
    // domain §2.2: 95 of 110, not the mean of 90 % and 50 %
    assert_eq!(judged.value, Some(86.4));
    assert_eq!(judged.counters.len(), 2);
    assert_eq!(explanation.coverage.share(), 1.0);
    explanation.check().expect("adds up");
    // (86.4 − 50) ÷ (100 − 50)
    assert_eq!(explanation.known, Some(Note::from_ten_thousandths(72_800)));
}

#[test]
fn a_rank_comes_with_the_distribution_it_is_read_from() {
    let p90 = indicator(
        ReceptionIndicator::WaitP90,
        Direction::Down,
        Window::FourWeeks,
    );
    let mut town = town(&["a"], p90, 20.0);
    for on in working_days() {
        set(&mut town, "a", on, Some(told(8, 2)));
    }
    let picture = Picture::take(&town, after_four_weeks(&town));
    let city = town.tree().id("ville").expect("a city");
    let mut explanation = picture.explain(&town, city, Some(0)).expect("a theme");
    explanation.check().expect("adds up");
    // As it travels to a browser.
    let text = serde_json::to_string(&explanation).expect("travels");
    assert_eq!(
        serde_json::from_str::<Explanation>(&text).expect("arrives"),
        explanation
    );
    let RowSubject::Objective(judged) = &mut explanation.rows[0].subject else {
        panic!("an objective")
    };
    assert_eq!(judged.value, Some(30.0));
    judged.value = Some(12.0);
    assert!(explanation.check().is_err(), "an altered value is found");
}

#[test]
fn holidays_and_closed_days_owe_nothing() {
    let day_of = indicator(ReceptionIndicator::SlT, Direction::Up, Window::Day);
    let mut town = town(&["a"], day_of, 100.0);
    set(&mut town, "a", day("2026-04-30"), Some(told(19, 1)));
    let city = town.tree().id("ville").expect("a city");
    let note_on = |town: &Town, text: &str| {
        let picture = Picture::take(town, Moment::start_of(day(text).plus(1), town.zone()));
        let theme = picture.aggregate(city, Some(0)).cloned().expect("judged");
        (theme.note().is_some(), theme.asks)
    };
    assert_eq!(note_on(&town, "2026-04-30"), (true, true));
    // 1 May: closed. Nothing is asked, and nothing is scored.
    assert_eq!(note_on(&town, "2026-05-01"), (false, false));
    // 4 May: open and silent. Not scored, and it lowers the coverage.
    assert_eq!(note_on(&town, "2026-05-04"), (false, true));
}

#[test]
fn a_counter_is_waited_for_during_the_first_hour() {
    let mut town = town(&["a"], share_served(), 100.0);
    for on in working_days() {
        set(&mut town, "a", on, Some(told(9, 1)));
    }
    let city = town.tree().id("ville").expect("a city");
    let coverage_at = |hours: i64| {
        let at = town
            .zone()
            .start_of_day(day(MONDAY).plus(28))
            .plus_seconds(hours * 3600);
        let picture = Picture::take(&town, Moment::at(at, town.zone()));
        picture
            .aggregate(city, Some(0))
            .expect("judged")
            .coverage
            .share()
    };
    assert_eq!(coverage_at(9), 1.0);
    assert_eq!(coverage_at(11), 0.95);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The feed of any counters dies at any time: no note of that moment is better for it
    /// than it was when all had last told.
    #[test]
    fn no_silence_improves_a_note(
        first in (0u32..40, 0u32..40), second in (1u32..40, 0u32..40), third in (0u32..40, 1u32..40),
        silenced in 1u8..8, for_days in 1i32..27,
    ) {
        let mut town = town(&["a", "b", "c"], share_served(), 100.0);
        for on in working_days() {
            for (counter, (quick, slow)) in [("a", first), ("b", second), ("c", third)] {
                set(&mut town, counter, on, Some(told(quick, slow)));
            }
        }
        let city = town.tree().id("ville").expect("a city");
        let moment = after_four_weeks(&town);
        let before = Picture::take(&town, moment).aggregate(city, Some(0)).expect("judged").clone();
        for (bit, counter) in ["a", "b", "c"].iter().enumerate() {
            if silenced & (1 << bit) != 0 {
                for on in working_days().filter(|d| d.since(day(MONDAY)) >= 28 - for_days) {
                    set(&mut town, counter, on, None);
                }
            }
        }
        let after = Picture::take(&town, moment).aggregate(city, Some(0)).expect("judged").clone();
        prop_assert!(after.known <= before.known, "{:?} > {:?}", after.known, before.known);
        prop_assert!(after.coverage <= before.coverage);
    }

    /// Evaluating again what a counter touched gives what evaluating everything gives.
    #[test]
    fn a_partial_evaluation_equals_a_full_one(days in prop::collection::vec((0i32..28, 0u32..30, 0u32..30), 1..12)) {
        let mut town = town(&["a", "b"], share_served(), 100.0);
        let moment = after_four_weeks(&town);
        let mut picture = Picture::take(&town, moment);
        let place = town.tree().id("a").expect("a counter");
        for (offset, quick, slow) in days {
            let touched = town.set_counter_day(place, day(MONDAY).plus(offset), Some(told(quick, slow)));
            picture.refresh_counters(&town, &[touched.expect("a counter")]);
        }
        let whole = Picture::take(&town, moment);
        for id in town.tree().ids() {
            prop_assert_eq!(picture.aggregate(id, None), whole.aggregate(id, None));
        }
    }
}
