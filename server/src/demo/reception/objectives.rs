use model::city::{IndicatorCode, PlaceCode};
use model::reception::ReceptionIndicator as Indicator;
use model::score::{Direction, Objective, Trajectory};
use model::time::Day;

use super::{FRONTS, HALLS};
use crate::demo::directorate::Directorate;

/// What was measured two years ago, and what is aimed at.
type Aim = (Indicator, f64, f64, f64);

const OF_TOWN: [Aim; 10] = [
    (Indicator::SlT, 62.0, 80.0, 0.2),
    (Indicator::WaitP90, 34.0, 20.0, 0.1),
    (Indicator::Left, 9.0, 5.0, 0.1),
    (Indicator::CallAns, 83.0, 92.0, 0.15),
    (Indicator::MailDelay, 8.0, 5.0, 0.1),
    (Indicator::Letter15, 78.0, 95.0, 0.1),
    (Indicator::Csat, 72.0, 88.0, 0.1),
    (Indicator::ComplDelay, 76.0, 90.0, 0.05),
    (Indicator::RdvLead, 34.0, 12.0, 0.05),
    (Indicator::NoshowRdv, 12.5, 8.0, 0.05),
];

const OF_SITE: [Aim; 3] = [
    (Indicator::SlT, 62.0, 80.0, 0.5),
    (Indicator::Left, 9.0, 5.0, 0.2),
    (Indicator::Csat, 72.0, 85.0, 0.3),
];

const OF_COUNTER: [Aim; 2] = [
    (Indicator::SlT, 62.0, 80.0, 0.7),
    (Indicator::Left, 9.0, 5.0, 0.3),
];

const DECISION: &str = "Délibération 2024-093, charte d’accueil";

/// What the town decided of its reception two years before `built`, to the end
/// of the year.
pub(in crate::demo) fn objectives(town: &str, built: Day) -> Vec<Objective> {
    let of = |place: &str, aims: &[Aim]| -> Vec<Objective> {
        let voted = aims.iter().filter_map(|aim| objective(place, *aim, built));
        voted.collect()
    };
    let mut all = of(town, &OF_TOWN);
    all.extend(HALLS.iter().flat_map(|site| of(site, &OF_SITE)));
    all.extend(FRONTS.iter().flat_map(|front| of(front.code, &OF_COUNTER)));
    all
}

/// `None` when a code is not valid; the tests count that none is lost.
fn objective(
    place: &str,
    (indicator, baseline, target, weight): Aim,
    built: Day,
) -> Option<Objective> {
    Some(Objective {
        indicator: IndicatorCode::new(indicator.code()).ok()?,
        place: PlaceCode::new(place).ok()?,
        direction: if target > baseline {
            Direction::Up
        } else {
            Direction::Down
        },
        baseline: Some(baseline),
        baseline_at: Some(built.plus_years(-2)),
        target,
        target_high: None,
        tolerance: None,
        target_at: built.plus_years(1).first_of_year().plus(-1),
        trajectory: Trajectory::Linear,
        weight,
        owner: Some(Directorate::Citizens.label().to_owned()),
        decision: Some(DECISION.to_owned()),
        version: 1,
    })
}
