//! Indicators that are entered by hand: which figure counts, when it is overdue, and what
//! saying nothing costs.

use std::collections::BTreeMap;

use model::city::{
    Cadence, Denominator, Entered, Fact, FactBody, Indicator, Numerator, Place, PlaceTree,
    ThemePack, Window,
};
use model::engine::{Moment, Picture, Town};
use model::score::{Direction, Note, Objective, RowOutcome, RowSubject, Trajectory};
use model::time::{Day, Zone};
use proptest::prelude::*;

const CODE: &str = "agents_formes";

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn pack(cadence: Cadence, direction: Direction) -> ThemePack {
    let indicator = Indicator {
        code: CODE.parse().expect("a code"),
        name: "Agents formés".to_owned(),
        description: String::new(),
        unit: "%".parse().expect("a unit"),
        direction,
        decimals: 1,
        window: Window::RollingYear,
        numerator: Numerator::default(),
        reception: None,
        entered: Some(Entered {
            cadence,
            due_days: 15,
        }),
        denominator: Denominator::Nothing,
        source: String::new(),
    };
    ThemePack {
        code: "accueil".parse().expect("a code"),
        name: "Accueil".to_owned(),
        description: String::new(),
        weight: 1.0,
        kind: BTreeMap::new(),
        service: Vec::new(),
        quantity: Vec::new(),
        indicator: vec![indicator],
        frame: Vec::new(),
    }
}

fn figure(from: Day, value: f64) -> Fact {
    Fact {
        subject: "ville".to_owned(),
        from,
        to: None,
        body: FactBody::Figure {
            indicator: CODE.parse().expect("a code"),
            value,
        },
    }
}

fn town(cadence: Cadence, direction: Direction, figures: Vec<Fact>) -> Town {
    let city = Place {
        code: "ville".parse().expect("a code"),
        parent: None,
        kind: "city".to_owned(),
        name: "Ville".to_owned(),
        attributes: BTreeMap::new(),
    };
    let objective = Objective {
        indicator: CODE.parse().expect("a code"),
        place: "ville".parse().expect("a code"),
        direction,
        baseline: None,
        baseline_at: None,
        target: 50.0,
        target_high: None,
        tolerance: None,
        target_at: day("2030-01-01"),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: Some("Ressources humaines".to_owned()),
        decision: None,
        version: 1,
    };
    let tree = PlaceTree::new(vec![city]).expect("a tree");
    let packs = vec![pack(cadence, direction)];
    let mut town = Town::new(Zone::utc(), tree, packs, Vec::new(), vec![objective]).expect("fits");
    town.set_facts(figures);
    town.replan();
    town
}

/// Note where there is one, value, coverage, period and what is late, on a day.
fn on(town: &Town, text: &str) -> (Option<Note>, Option<f64>, f64, Option<Day>, Option<Day>) {
    let moment = Moment::start_of(day(text), town.zone());
    let picture = Picture::take(town, moment);
    let root = town.tree().root().expect("a city");
    let explanation = picture.explain(town, root, Some(0)).expect("judged");
    let row = explanation.rows.first().expect("a row");
    let RowSubject::Objective(judged) = &row.subject else {
        panic!("an objective");
    };
    let note = match row.outcome {
        RowOutcome::Scored { note, .. } => Some(note),
        RowOutcome::Stale { .. } | RowOutcome::Unscored { .. } => None,
    };
    let line = judged.entered;
    let told = (
        note,
        judged.value,
        row.coverage.share(),
        line.map(|line| line.period),
        line.and_then(|line| line.late),
    );
    explanation.check().expect("it adds up");
    told
}

fn months(figures: &[(&str, f64)]) -> Vec<Fact> {
    figures
        .iter()
        .map(|(at, value)| figure(day(at), *value))
        .collect()
}

#[test]
fn the_edge_of_the_calendar_ends_what_is_due() {
    for cadence in [Cadence::Month, Cadence::Quarter, Cadence::Year] {
        let town = town(cadence, Direction::Up, months(&[("2026-01-01", 40.0)]));
        let root = town.tree().root().expect("a city");
        let plan = town.plan().at(root).first().expect("its objective");
        let figures = plan.entered.as_ref().expect("entered by hand");
        let first = Day::from_number(i32::MIN);
        assert_eq!(figures.due(first).count(), 0);
        assert_eq!(figures.due(first.plus(40)).count(), 0);
        let picture = Picture::take(&town, Moment::start_of(first, town.zone()));
        assert_eq!(picture.value(&town, plan).value, None);
    }
}

#[test]
fn the_latest_figure_counts_and_is_not_due_before_its_day() {
    let told = months(&[("2026-08-01", 40.0), ("2026-09-01", 45.0)]);
    let town = town(Cadence::Month, Direction::Up, told);
    // October is over, but its figure is due on 15 November alone.
    let (note, value, coverage, period, late) = on(&town, "2026-11-15");
    assert_eq!(value, Some(45.0));
    assert_eq!(note.map(Note::value), Some(9.0));
    assert!((coverage - 1.0).abs() < 1e-9);
    assert_eq!(period, Some(day("2026-09-01")));
    assert_eq!(late, None);
}

#[test]
fn an_overdue_figure_counts_with_caution_and_lowers_the_coverage() {
    let told = months(&[("2026-08-01", 40.0), ("2026-09-01", 45.0)]);
    let town = town(Cadence::Month, Direction::Up, told);
    let (note, value, coverage, _, late) = on(&town, "2026-11-16");
    // The mean of 40 and 45 is worse than 45; two of three due figures are there.
    assert_eq!(value, Some(42.5));
    assert_eq!(note.map(Note::value), Some(8.5));
    assert!((coverage - 2.0 / 3.0).abs() < 1e-3, "{coverage}");
    assert_eq!(late, Some(day("2026-10-01")));
}

#[test]
fn under_half_of_the_figures_there_is_no_note() {
    let told = months(&[("2026-08-01", 40.0)]);
    let town = town(Cadence::Month, Direction::Up, told);
    assert!(on(&town, "2026-10-16").0.is_some(), "one of two");
    assert!(on(&town, "2026-11-16").0.is_none(), "one of three");
}

#[test]
fn a_yearly_figure_that_is_late_is_no_note() {
    let told = months(&[("2024-05-04", 60.0)]);
    let town = town(Cadence::Year, Direction::Up, told);
    assert!(on(&town, "2026-01-15").0.is_some());
    assert!(on(&town, "2026-01-16").0.is_none());
}

#[test]
fn a_figure_left_out_between_others_is_overdue_too() {
    let told = months(&[
        ("2026-06-01", 45.0),
        ("2026-07-01", 35.0),
        ("2026-09-01", 45.0),
    ]);
    let town = town(Cadence::Month, Direction::Up, told);
    let (_, value, coverage, period, late) = on(&town, "2026-11-01");
    assert_eq!(late, Some(day("2026-08-01")));
    assert_eq!(period, Some(day("2026-09-01")));
    assert_eq!(value, Some(41.7), "the mean of 45, 35 and 45");
    assert!((coverage - 0.75).abs() < 1e-3, "{coverage}");
}

#[test]
fn older_figures_than_the_objective_take_nothing_away() {
    let told = |older: &[(&str, f64)]| {
        let mut all = months(older);
        all.extend(months(&[("2026-09-01", 45.0), ("2026-10-01", 45.0)]));
        let mut town = town(Cadence::Month, Direction::Up, all);
        let mut objectives = town.objectives().to_vec();
        objectives[0].baseline = Some(40.0);
        objectives[0].baseline_at = Some(day("2026-08-15"));
        town.set_objectives(objectives);
        town.replan();
        on(&town, "2026-11-20")
    };
    let alone = told(&[]);
    assert!(
        (alone.2 - 1.0).abs() < 1e-9,
        "September and October are there"
    );
    assert_eq!(told(&[("2026-01-01", 45.0)]), alone);
}

#[test]
fn the_running_period_has_no_figure_yet() {
    let told = months(&[("2026-10-01", 40.0), ("2026-11-01", 90.0)]);
    let town = town(Cadence::Month, Direction::Up, told);
    assert_eq!(on(&town, "2026-11-27").1, Some(40.0));
    assert_eq!(on(&town, "2026-12-01").1, Some(90.0));
}

#[test]
fn what_was_never_entered_has_no_value() {
    let town = town(Cadence::Quarter, Direction::Up, Vec::new());
    let (note, value, coverage, period, _) = on(&town, "2026-11-27");
    assert_eq!((note, value, period), (None, None, None));
    assert!(coverage.abs() < 1e-9);
}

proptest! {
    /// From whatever month on nothing more is entered: the note never gets better by it
    /// than it was when the last figure was entered.
    #[test]
    fn silence_never_improves_a_note(
        figures in prop::collection::vec(1.0..100.0_f64, 1..20),
        down in any::<bool>(),
        later in 0_i32..700,
    ) {
        let direction = if down { Direction::Down } else { Direction::Up };
        let mut start = day("2024-01-01");
        let mut told = Vec::new();
        for value in &figures {
            told.push(figure(start, (value * 10.0).round() / 10.0));
            start = Cadence::Month.next(start);
        }
        let town = town(Cadence::Month, direction, told);
        let root = town.tree().root().expect("a city");
        let note = |day: Day| {
            let picture = Picture::take(&town, Moment::start_of(day, town.zone()));
            picture.aggregate(root, None).and_then(|sum| sum.known)
        };
        // `start` is the first day after the last period entered.
        let (then, after) = (note(start), note(start.plus(later)));
        prop_assert!(after <= then, "{then:?} {after:?}");
    }
}
