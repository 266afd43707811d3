//! Figures that the invented town enters by hand, quarter after quarter.

use model::city::{Cadence, Fact, FactBody, IndicatorCode, PlaceCode};
use model::score::{Direction, Objective, Trajectory};
use model::time::Day;

use super::directorate::Directorate;

/// Quarters that were entered before the town was built.
const QUARTERS: i32 = 8;

/// One indicator: its code, its first and last figure, what is aimed at, and how many of
/// the latest quarters nobody has entered.
type Told = (&'static str, f64, f64, f64, i32);

/// The training of agents is up to date; forms in plain language wait for their figure.
const TOLD: [Told; 2] = [
    ("agents_formes", 46.0, 71.0, 90.0, 0),
    ("formulaires_clairs", 22.0, 38.0, 60.0, 1),
];

/// Quarters that are over on a day, the latest first.
fn quarters(today: Day) -> impl Iterator<Item = Day> {
    let cadence = Cadence::Quarter;
    let latest = cadence.before(cadence.period_of(today));
    core::iter::successors(Some(latest), move |start| Some(cadence.before(*start)))
}

/// What was entered for the town.
pub(super) fn facts(town: &str, today: Day) -> Vec<Fact> {
    let of = |(code, first, last, _, missing): Told| {
        let told = QUARTERS - missing;
        let indicator = IndicatorCode::new(code).ok()?;
        let skipped = usize::try_from(missing).unwrap_or_default();
        let starts = quarters(today).skip(skipped);
        let figures = (0..told).zip(starts).map(move |(back, start)| {
            let way = f64::from(told - 1 - back) / f64::from(told - 1);
            Fact {
                subject: town.to_owned(),
                from: start,
                to: Some(Cadence::Quarter.next(start)),
                body: FactBody::Figure {
                    indicator: indicator.clone(),
                    value: (first + way * (last - first)).round(),
                },
            }
        });
        Some(figures)
    };
    TOLD.into_iter().filter_map(of).flatten().collect()
}

/// What the town aims at. The tests count that no code is wrong.
pub(super) fn objectives(town: &str, today: Day) -> Vec<Objective> {
    let of = |(code, first, _, target, _): Told| {
        Some(Objective {
            indicator: IndicatorCode::new(code).ok()?,
            place: PlaceCode::new(town).ok()?,
            direction: Direction::Up,
            baseline: Some(first),
            baseline_at: Some(today.plus_years(-2)),
            target,
            target_high: None,
            tolerance: None,
            target_at: today.plus_years(2).first_of_year().plus(-1),
            trajectory: Trajectory::Linear,
            weight: 0.05,
            owner: Some(format!(
                "{}, responsable de l’accueil",
                Directorate::Citizens.label()
            )),
            decision: Some("Délibération 2024-118".to_owned()),
            version: 1,
        })
    };
    TOLD.into_iter().filter_map(of).collect()
}
