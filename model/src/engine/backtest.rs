use super::{JudgedPlan, Moment, Picture, Town};
use crate::score::{Coverage, Note, round_to};
use crate::time::Day;

/// What a proposed objective would have come to at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BacktestPoint {
    /// The last day of the month.
    pub day: Day,
    /// The measured value; `None` when nothing is known.
    pub value: Option<f64>,
    /// What would have been asked.
    pub required: f64,
    /// The note it would have given; `None` also where there is too little data.
    pub note: Option<Note>,
    /// Share of the data behind it.
    pub coverage: Coverage,
}

/// Months that a backtest shows.
pub const BACKTEST_MONTHS: usize = 36;

/// A proposed objective on the months that are over, oldest first, from the first one
/// with data and over `months` of them at most.
///
/// Values are those that the same functions give on that day; what was asked is what
/// this objective would have asked, had it been adopted before.
pub fn backtest(town: &Town, plan: &JudgedPlan, today: Day, months: usize) -> Vec<BacktestPoint> {
    let mut after = today.first_of_month();
    let mut points = Vec::new();
    for _ in 0..months {
        points.push(point(town, plan, after));
        after = after.plus(-1).first_of_month();
    }
    points.reverse();
    let unknown = points.iter().take_while(|p| p.value.is_none()).count();
    points.drain(..unknown);
    points
}

fn point(town: &Town, plan: &JudgedPlan, after: Day) -> BacktestPoint {
    let picture = Picture::of_plans(town, Moment::start_of(after, town.zone()), [plan]);
    let judged = picture.judge(town, plan);
    let coverage = judged.value.coverage;
    BacktestPoint {
        day: after.plus(-1),
        value: judged.value.value,
        required: round_to(plan.objective.required_on(after), plan.indicator.decimals),
        note: judged.note.ok().filter(|_| coverage.is_scored()),
        coverage,
    }
}
