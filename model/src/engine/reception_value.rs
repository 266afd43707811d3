use super::picture::Picture;
use super::{CounterDays, CounterIndex, JudgedPlan, Town};
use crate::city::ReceptionMeasure;
use crate::reception::{Figure, ReceptionDay};
use crate::score::{Coverage, Direction};
use crate::time::Day;

/// What an indicator of reception comes to, with what each counter brought.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceptionValue {
    /// What the value follows from; `None` where nothing was counted.
    pub figure: Option<Figure>,
    /// Days that were told of, of those that should have been, over all counters.
    pub coverage: Coverage,
    /// So few people that a value would speak of each of them: there is none.
    pub few: bool,
    /// Nothing was to be expected: every counter is closed.
    pub closed: bool,
    /// One per counter that ever told of it.
    pub counters: Vec<CountedCounter>,
}

/// What one counter counts with.
#[derive(Debug, Clone, PartialEq)]
pub struct CountedCounter {
    /// Which counter.
    pub counter: CounterIndex,
    /// On how many tickets, calls, letters or answers it rests.
    pub n: u64,
    /// Of those fewer than eleven were really there: what stands in for missing days makes
    /// nobody more.
    pub few: bool,
    /// Of it alone; what stands in for missing days is in it where it counts.
    pub figure: Option<Figure>,
    /// Share of its days that were told of.
    pub coverage: Coverage,
    /// Its missing days count with its last ones, which are worse than the others.
    pub stands_in: bool,
    /// Last day it told of.
    pub last_day: Option<Day>,
}

/// How far back a run of quiet days is followed before the window, in times of its length.
const QUIET_BACK: i32 = 3;

struct Share<'a> {
    counter: CounterIndex,
    days: &'a CounterDays,
    known: ReceptionDay,
    expected: u32,
    there: f64,
    last_day: Day,
}

impl ReceptionValue {
    /// Adds up the counters of a plan as seen in a picture.
    ///
    /// Days that a counter should have told of and did not count with its last
    /// ones, unless these are better than what all others tell: no silence ever
    /// improves the value.
    pub fn of(
        town: &Town,
        picture: &Picture,
        plan: &JudgedPlan,
        measure: ReceptionMeasure,
    ) -> Self {
        let shares: Vec<Share> = plan
            .counters
            .iter()
            .filter_map(|&counter| Share::of(town, picture, plan, measure, counter))
            .collect();
        let mut all = ReceptionDay::default();
        shares.iter().for_each(|share| all.merge(&share.known));
        let few = measure.is_few(&all);
        let rest = figure_of(measure, &all).and_then(|figure| figure.value(6));
        let (mut expected, mut there) = (0.0, 0.0);
        let mut counters = Vec::with_capacity(shares.len());
        for share in shares {
            expected += f64::from(share.expected);
            there += share.there;
            let missing = f64::from(share.expected) - share.there;
            let few = measure.is_few(&share.known);
            let mut own = share.known;
            let mut stands_in = false;
            if missing > 0.5 {
                let last = last_days(share.days, measure, share.last_day, missing);
                let figure = figure_of(measure, &last);
                let value = figure.and_then(|figure| figure.value(6));
                stands_in = value.is_some_and(|v| {
                    rest.is_none_or(|rest| is_worse(plan.objective.direction, v, rest))
                });
                if stands_in {
                    own.merge(&last);
                    all.merge(&last);
                }
            }
            counters.push(CountedCounter {
                counter: share.counter,
                n: measure.measure.counted(&own, measure.within_min),
                few,
                figure: figure_of(measure, &own),
                coverage: coverage(share.there, f64::from(share.expected)),
                stands_in,
                last_day: Some(share.last_day),
            });
        }
        Self {
            figure: figure_of(measure, &all).filter(|_| !few),
            few,
            coverage: coverage(there, expected),
            closed: !counters.is_empty() && expected == 0.0,
            counters,
        }
    }
}

impl<'a> Share<'a> {
    /// `None` where a counter never told of it.
    fn of(
        town: &'a Town,
        picture: &Picture,
        plan: &JudgedPlan,
        measure: ReceptionMeasure,
        counter: CounterIndex,
    ) -> Option<Self> {
        let days = town.counter_at(counter)?;
        let last = picture.last_day();
        let is_told = |day: &ReceptionDay| measure.measure.is_told(day);
        let mut told = days.told_up_to(last).filter(|(_, day)| is_told(day));
        let (last_day, _) = told.next()?;
        let first = last.plus(1 - plan.indicator.window.days());
        let quiet = i32::from(measure.quiet_days.max(1));
        let (mut expected, mut there) = (0_u32, 0.0);
        // Open days in a row without anything: how many, and those of them in the window.
        let (mut run, mut run_here) = (0_i32, 0.0);
        for day in days_from(first.plus(-quiet * QUIET_BACK), last) {
            let told = days.day(day).filter(|told| is_told(told));
            let by = picture.moment().at;
            if told.is_none() && !days.is_expected(day, by, town.zone()) {
                continue;
            }
            let here = if day >= first { 1.0 } else { 0.0 };
            expected += u32::from(day >= first);
            match told {
                Some(told) => {
                    if run < quiet {
                        there += run_here;
                    }
                    (run, run_here) = (0, 0.0);
                    there += here * measure.measure.believed(told);
                }
                None => {
                    run += 1;
                    run_here += here;
                }
            }
        }
        if run < quiet {
            there += run_here;
        }
        Some(Self {
            counter,
            days,
            known: picture.of_counter(town, counter, plan.indicator.window),
            expected,
            there,
            last_day,
        })
    }
}

/// The last days that a counter told of, put together; from the latest again where
/// there are not so many, so that they weigh what is missing.
fn last_days(days: &CounterDays, measure: ReceptionMeasure, last: Day, count: f64) -> ReceptionDay {
    let mut all = ReceptionDay::default();
    let told = || {
        let days = days.told_up_to(last);
        days.filter(|(_, day)| measure.measure.is_told(day))
    };
    if told().next().is_none() {
        return all;
    }
    let mut left = count;
    let again = core::iter::repeat_with(told).flatten();
    for (_, day) in again {
        if left <= 0.5 {
            break;
        }
        all.merge(day);
        left -= 1.0;
    }
    all
}

fn figure_of(measure: ReceptionMeasure, day: &ReceptionDay) -> Option<Figure> {
    measure.measure.figure(day, measure.within_min)
}

fn is_worse(direction: Direction, value: f64, than: f64) -> bool {
    match direction {
        Direction::Down => value > than,
        Direction::Up => value < than,
        Direction::Band | Direction::Context => true,
    }
}

fn coverage(there: f64, expected: f64) -> Coverage {
    if expected > 0.0 {
        Coverage::of(there / expected)
    } else {
        Coverage::default()
    }
}

fn days_from(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (from.number()..=to.number()).map(Day::from_number)
}
