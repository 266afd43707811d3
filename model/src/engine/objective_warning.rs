use super::BacktestPoint;
use super::backtest::BACKTEST_MONTHS;
use crate::score::{Direction, Note, Objective};
use crate::time::Day;

/// Why an objective may not be worth adopting as it is. It is told, never refused:
/// weights and ambitions are judgements of the elected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ObjectiveWarning {
    /// Too easy: the target is reached today.
    AlreadyMet {
        /// The value today.
        value: f64,
        /// The target.
        target: f64,
    },
    /// Too easy: it would have given 10 every month.
    AlwaysTen {
        /// How many.
        months: usize,
    },
    /// Unrealistic: the pace it asks for was never seen here.
    TooFast {
        /// What it asks for a year from today's value to the deadline, in the unit.
        asked: f64,
        /// The best progress over twelve months ever measured here; 0 when there was none.
        best: f64,
    },
}

/// Notes of 10 that make an objective too easy: a whole year of them.
const LEAST_TENS: usize = 12;
/// A pace is unrealistic from so many times the best one measured.
const FAR: f64 = 2.0;
/// Months in which a progress is measured: values of the same season are compared.
const SPAN: usize = 12;

/// What is to be said of an objective before it is adopted, from its backtest over as many
/// months as there are and today's value.
///
/// ```
/// use model::engine::{BacktestPoint, ObjectiveWarning, objective_warnings};
/// use model::score::{Coverage, Direction, Objective, Trajectory};
/// use model::time::Day;
/// let day = |year| Day::from_ymd(year, 1, 1).unwrap_or_default();
/// let objective = Objective {
///     indicator: "final_kwh_m2".parse()?, place: "town".parse()?,
///     direction: Direction::Down, baseline: Some(210.0), baseline_at: Some(day(2012)),
///     target: 126.0, target_high: None, tolerance: None, target_at: day(2030),
///     trajectory: Trajectory::Linear, weight: 1.0, owner: None, decision: None, version: 1,
/// };
/// // 152.5 a year ago, 150 now: 2.5 less in a year, and 24 more within four years are asked.
/// let point = |value| BacktestPoint {
///     day: day(2025), value: Some(value), required: 144.7, note: None, coverage: Coverage::FULL,
/// };
/// let history: Vec<_> = (0..13).map(|m| point(152.5 - 2.5 * f64::from(m) / 12.0)).collect();
/// let told = objective_warnings(&objective, &history, Some(150.0), day(2026));
/// assert_eq!(told, [ObjectiveWarning::TooFast { asked: 6.0, best: 2.5 }]);
/// # Ok::<(), model::city::CodeError>(())
/// ```
pub fn objective_warnings(
    objective: &Objective,
    history: &[BacktestPoint],
    now: Option<f64>,
    today: Day,
) -> Vec<ObjectiveWarning> {
    let mut told = Vec::new();
    let missing = now.and_then(|value| missing(objective, value));
    if let (Some(value), Some(missing)) = (now, missing)
        && missing <= 0.0
        && objective.direction != Direction::Band
    {
        let target = objective.target;
        told.push(ObjectiveWarning::AlreadyMet { value, target });
    }
    let notes: Vec<Note> = history
        .iter()
        .rev()
        .take(BACKTEST_MONTHS)
        .filter_map(|point| point.note)
        .collect();
    if notes.len() >= LEAST_TENS && notes.iter().all(|note| *note == Note::TEN) {
        let months = notes.len();
        told.push(ObjectiveWarning::AlwaysTen { months });
    }
    let years = objective.target_at.year_fraction() - today.year_fraction();
    if let (Some(missing), Some(best)) = (missing, best_progress(objective, history))
        && missing > 0.0
        && years > 0.0
    {
        let asked = missing / years;
        let best = best.max(0.0);
        if asked > FAR * best {
            told.push(ObjectiveWarning::TooFast { asked, best });
        }
    }
    told
}

/// The way from a value to the target; negative beyond it.
fn missing(objective: &Objective, value: f64) -> Option<f64> {
    let target = objective.target;
    match objective.direction {
        Direction::Down => Some(value - target),
        Direction::Up => Some(target - value),
        Direction::Band => {
            let high = objective.target_high.unwrap_or(target);
            Some((target - value).max(value - high).max(0.0))
        }
        Direction::Context => None,
    }
}

/// The best progress between two months of the same name; `None` where there are none.
fn best_progress(objective: &Objective, history: &[BacktestPoint]) -> Option<f64> {
    let known = |point: &BacktestPoint| {
        let value = point.value.filter(|_| point.coverage.is_scored())?;
        missing(objective, value)
    };
    history
        .iter()
        .zip(history.iter().skip(SPAN))
        .filter_map(|(before, after)| Some(known(before)? - known(after)?))
        .max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Coverage, Trajectory};

    fn day(year: i16) -> Day {
        Day::from_ymd(year, 1, 1).unwrap()
    }

    fn wait(target: f64) -> Objective {
        Objective {
            indicator: "wait".parse().unwrap(),
            place: "town".parse().unwrap(),
            direction: Direction::Down,
            baseline: Some(14.0),
            baseline_at: Some(day(2024)),
            target,
            target_high: None,
            tolerance: None,
            target_at: day(2028),
            trajectory: Trajectory::Linear,
            weight: 1.0,
            owner: None,
            decision: None,
            version: 1,
        }
    }

    fn history(values: impl IntoIterator<Item = f64>, note: Option<Note>) -> Vec<BacktestPoint> {
        let point = |value| BacktestPoint {
            day: day(2025),
            value: Some(value),
            required: 8.0,
            note,
            coverage: Coverage::FULL,
        };
        values.into_iter().map(point).collect()
    }

    #[test]
    fn what_is_reached_today_is_too_easy() {
        let flat = history([10.0; 24], None);
        let told = objective_warnings(&wait(10.0), &flat, Some(10.0), day(2026));
        let met = ObjectiveWarning::AlreadyMet {
            value: 10.0,
            target: 10.0,
        };
        assert_eq!(told, [met]);
    }

    #[test]
    fn a_year_of_tens_is_too_easy_and_eleven_months_are_not() {
        let tens = |months| history(vec![10.0; months], Some(Note::TEN));
        let told = |months| objective_warnings(&wait(8.0), &tens(months), None, day(2026));
        assert_eq!(told(12), [ObjectiveWarning::AlwaysTen { months: 12 }]);
        assert_eq!(told(11), []);
        assert_eq!(told(80), [ObjectiveWarning::AlwaysTen { months: 36 }]);
    }

    #[test]
    fn a_pace_never_seen_is_unrealistic_and_twice_the_best_is_not() {
        // From 12 to 10 in twelve months; 4 are missing, in two years: 2 a year.
        let steady = history((0..13).map(|m| 12.0 - f64::from(m) / 6.0), None);
        let told = |target| objective_warnings(&wait(target), &steady, Some(10.0), day(2026));
        assert_eq!(told(6.0), []);
        assert_eq!(told(2.0), [], "4 a year is twice 2");
        let too_fast = ObjectiveWarning::TooFast {
            asked: 4.5,
            best: 2.0,
        };
        assert_eq!(told(1.0), [too_fast]);
    }

    #[test]
    fn without_any_progress_every_pace_is_unrealistic() {
        let worse = history((0..20).map(|m| 10.0 + f64::from(m)), None);
        let told = objective_warnings(&wait(8.0), &worse, Some(10.0), day(2026));
        let never = ObjectiveWarning::TooFast {
            asked: 1.0,
            best: 0.0,
        };
        assert_eq!(told, [never]);
    }

    #[test]
    fn too_short_a_history_tells_no_pace() {
        let short = history([14.0, 13.0], None);
        assert_eq!(
            objective_warnings(&wait(0.0), &short, Some(13.0), day(2026)),
            []
        );
    }

    #[test]
    fn thin_data_are_no_progress() {
        let mut thin = history((0..13).map(|m| 12.0 - f64::from(m) / 6.0), None);
        for point in &mut thin {
            point.coverage = Coverage::of(0.4);
        }
        assert_eq!(
            objective_warnings(&wait(1.0), &thin, Some(10.0), day(2026)),
            []
        );
    }
}
