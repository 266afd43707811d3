use app::plain::AmendmentLine;
use model::city::Indicator;
use model::format::{NARROW_SPACE, date_short};
use model::score::{AmendedTerm, Direction, Objective, Trajectory};
use model::time::Day;

use super::exact_number;

/// What a version changes in the terms of the one before, in words, with what it asks.
pub fn amendment_lines(
    before: &Objective,
    after: &Objective,
    indicator: &Indicator,
) -> Vec<AmendmentLine> {
    let unit = indicator.unit.label();
    let number = |value: Option<f64>| value.map(|v| exact_number(v, indicator.decimals));
    let day = |day: Option<Day>| day.map(date_short);
    after
        .amends(before)
        .into_iter()
        .map(|amendment| {
            let of = |objective: &Objective| match amendment.term {
                AmendedTerm::Direction => Some(direction(objective.direction).to_owned()),
                AmendedTerm::Baseline => number(objective.baseline),
                AmendedTerm::BaselineAt => day(objective.baseline_at),
                AmendedTerm::Target => number(Some(objective.target)),
                AmendedTerm::TargetHigh => number(objective.target_high),
                AmendedTerm::Tolerance => number(objective.tolerance),
                AmendedTerm::Deadline => day(Some(objective.target_at)),
                AmendedTerm::Trajectory => Some(trajectory(objective.trajectory).to_owned()),
                AmendedTerm::Weight => Some(exact_number(objective.weight, 0)),
            };
            let has_unit = matches!(
                amendment.term,
                AmendedTerm::Baseline
                    | AmendedTerm::Target
                    | AmendedTerm::TargetHigh
                    | AmendedTerm::Tolerance
            );
            let none = || "aucune".to_owned();
            let unit = if has_unit {
                format!("{NARROW_SPACE}{unit}")
            } else {
                String::new()
            };
            AmendmentLine {
                words: format!(
                    "{}{NARROW_SPACE}: {} → {}{unit}",
                    amendment.term.words(),
                    of(before).unwrap_or_else(none),
                    of(after).unwrap_or_else(none),
                ),
                asks: amendment.asks,
            }
        })
        .collect()
}

const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "vers le haut",
        Direction::Down => "vers le bas",
        Direction::Band => "dans une bande",
        Direction::Context => "pour information",
    }
}

const fn trajectory(trajectory: Trajectory) -> &'static str {
    match trajectory {
        Trajectory::Linear => "en ligne droite",
        Trajectory::Step => "en une fois",
    }
}
