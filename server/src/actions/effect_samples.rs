use model::engine::{JudgedPlan, Moment, Picture, Term, Town};
use model::time::Day;

/// Values looked at on each side, at most: a year of weeks.
const MOST: i32 = 52;
/// Whole weeks, so that a Monday stands for a Monday.
const A_YEAR: i32 = 364;
const WEEK: i32 = 7;
/// A period of less data than this is left out.
const LEAST_SHARE: f64 = 0.75;

/// Values of an indicator before and after a day, over periods that do not overlap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EffectSamples {
    /// Before.
    pub before: Vec<f64>,
    /// After.
    pub after: Vec<f64>,
    /// Whole periods since that day, known or not.
    pub passed: i32,
    /// Days of a period.
    pub step: i32,
    /// Whether each value is what a week differs from the same week a year before.
    pub against_year: bool,
}

impl EffectSamples {
    /// The values around the day on which an action began; `today` is not over.
    pub fn of(town: &Town, plan: &JudgedPlan, start: Day, today: Day) -> Self {
        if plan.terms.is_empty() {
            return Self::of_windows(town, plan, start, today);
        }
        let monday = |day: Day| day.plus(-i32::from(day.weekday_from_monday()));
        // The week in which it began belongs to neither side.
        let before = monday(start);
        let after = monday(start.plus(WEEK - 1));
        let passed = (today.since(after) / WEEK).max(0);
        let firsts = |first: Day, count: i32, way: i32| -> Vec<Day> {
            (0..count.min(MOST))
                .map(|n| first.plus(way * n * WEEK))
                .collect()
        };
        let weeks_before = firsts(before.plus(-WEEK), MOST, -1);
        let weeks_after = firsts(after, passed, 1);
        let meters = Meters::of(town, plan, weeks_before.iter().chain(&weeks_after).copied());
        let values = |weeks: &[Day]| {
            let values = weeks.iter().filter_map(|week| meters.change(*week));
            values.collect()
        };
        Self {
            before: values(&weeks_before),
            after: values(&weeks_after),
            passed,
            step: WEEK,
            against_year: true,
        }
    }

    /// What is no sum of readings: the values of its own windows.
    fn of_windows(town: &Town, plan: &JudgedPlan, start: Day, today: Day) -> Self {
        let step = plan.indicator.window.days();
        let passed = (today.since(start) / step).max(0);
        let value = |end: Day| {
            let moment = Moment::start_of(end, town.zone());
            let found = Picture::of_plans(town, moment, [plan]).value(town, plan);
            let value = found.value;
            value.filter(|_| found.coverage.share() >= LEAST_SHARE)
        };
        let most = MOST * WEEK / step;
        Self {
            before: (0..most)
                .filter_map(|n| value(start.plus(-n * step)))
                .collect(),
            after: (1..=passed.min(most))
                .filter_map(|n| value(start.plus(n * step)))
                .collect(),
            passed,
            step,
            against_year: false,
        }
    }
}

/// The meters behind an indicator that are read often enough to be compared.
struct Meters<'a> {
    town: &'a Town,
    plan: &'a JudgedPlan,
    above: Vec<&'a Term>,
    below: Vec<&'a Term>,
}

impl<'a> Meters<'a> {
    /// Those that know three quarters of the weeks and of the same weeks a year before: one
    /// that is silent all the time would leave no week to compare.
    fn of(town: &'a Town, plan: &'a JudgedPlan, weeks: impl Iterator<Item = Day>) -> Self {
        let weeks: Vec<Day> = weeks.collect();
        let is_read = |term: &&Term| {
            let known = |week: &&Day| {
                week_sum(town, term, **week).is_some()
                    && week_sum(town, term, week.plus(-A_YEAR)).is_some()
            };
            term.convertible && weeks.iter().filter(known).count() * 4 >= weeks.len() * 3
        };
        Self {
            town,
            plan,
            above: plan.terms.iter().filter(is_read).collect(),
            below: plan.under.iter().filter(is_read).collect(),
        }
    }

    /// By how much a week differs from the same week a year before.
    fn change(&self, week: Day) -> Option<f64> {
        Some(self.value(week)? - self.value(week.plus(-A_YEAR))?)
    }

    /// A week in the unit of the indicator: an amount as if the whole year were like it.
    fn value(&self, week: Day) -> Option<f64> {
        let sum = |terms: &[&Term]| -> Option<f64> {
            let amounts = terms.iter().map(|term| week_sum(self.town, term, week));
            amounts.sum::<Option<f64>>().filter(|_| !terms.is_empty())
        };
        let above = sum(&self.above)?;
        if !self.plan.under.is_empty() {
            let below = sum(&self.below).filter(|below| *below > 0.0)?;
            return Some(above / below * self.plan.factor);
        }
        let size = match self.plan.denominator_milli {
            Some(milli) => f64::from(u32::try_from(milli / 1000).ok().filter(|m| *m > 0)?),
            None => 1.0,
        };
        Some(above / size * self.plan.factor * 365.0 / f64::from(WEEK))
    }
}

/// What a meter counted in a week, in the unit of the sum; `None` where too little is known.
fn week_sum(town: &Town, term: &Term, monday: Day) -> Option<f64> {
    let track = town.track(term.series)?;
    let (mut sum, mut share) = (0.0, 0.0);
    for (_, known) in track.known_days(monday, monday.plus(WEEK)) {
        sum += known.sum;
        share += known.share / f64::from(WEEK);
    }
    // What is missing of it is as the rest.
    (share >= LEAST_SHARE).then(|| sum / share * term.factor)
}
