use super::robust_z::median;
use crate::city::DayType;
use crate::energy::{ChangePointOptions, Observation, Signature, change_point};
use crate::time::Day;

/// A completed day of a series, with what was expected of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WatchedDay {
    /// Which day.
    pub day: Day,
    /// What was used, brought to the whole day; `None`: silent.
    pub amount: Option<f64>,
    /// What the lowest hour makes over the day, where hours are known.
    pub base: Option<f64>,
    /// Zeros where zeros mean silence.
    pub zeros: bool,
    /// Whether the building was open.
    pub day_type: DayType,
    /// Mean outdoor temperature, °C.
    pub temperature: Option<f64>,
    /// What the days before let expect.
    pub expected: Option<f64>,
}

/// Days that are run alike: a school in its holidays is heated neither like a day
/// of lessons nor like a Sunday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Run {
    /// Open for some time.
    Open,
    /// Closed on a day of the week on which others work.
    ClosedInWeek,
    /// Closed on Saturday or Sunday.
    ClosedWeekend,
}

impl Run {
    pub(super) const ALL: [Self; 3] = [Self::Open, Self::ClosedInWeek, Self::ClosedWeekend];
}

impl WatchedDay {
    /// How it is run.
    pub(super) fn run(&self) -> Run {
        match self.day_type {
            DayType::Open => Run::Open,
            DayType::Closed if self.day.weekday_from_monday() < 5 => Run::ClosedInWeek,
            DayType::Closed => Run::ClosedWeekend,
        }
    }

    /// Measured minus expected.
    pub fn residual(&self) -> Option<f64> {
        Some(self.amount? - self.expected?)
    }
}

/// Days of one type that a model of their own needs.
const LEAST_OF_TYPE: usize = 40;
/// Same weekdays that are looked at where no model fits.
const WEEKDAYS_BACK: usize = 8;

/// Fills in what was expected of each day: the signature of the days before
/// `learn_until` that were run alike, or of its day type or of all days where those
/// are too few; without weather the median of the same weekday over eight weeks.
///
/// `days` are in order and dense. `cooling` allows warm days to add to consumption.
pub fn watched_days(mut days: Vec<WatchedDay>, learn_until: Day, cooling: bool) -> Vec<WatchedDay> {
    let options = if cooling {
        ChangePointOptions::CELSIUS
    } else {
        ChangePointOptions::CELSIUS_HEATING
    };
    let learn = |of: &dyn Fn(&WatchedDay) -> bool| -> Option<Signature> {
        let (amounts, temperatures): (Vec<f64>, Vec<f64>) = days
            .iter()
            .filter(|d| d.day < learn_until && of(d))
            .filter_map(|d| Some((d.amount?, d.temperature?)))
            .unzip();
        if amounts.len() < LEAST_OF_TYPE {
            return None;
        }
        let observations: Vec<Observation<'_>> = amounts
            .iter()
            .zip(&temperatures)
            .map(|(per_day, t)| Observation {
                per_day: *per_day,
                temperatures: core::slice::from_ref(t),
            })
            .collect();
        change_point(&observations, &options)
    };
    let all = learn(&|_| true);
    let closed = learn(&|d| d.day_type == DayType::Closed);
    let alike = Run::ALL.map(|run| (run, learn(&|d| d.run() == run)));
    let expected: Vec<Option<f64>> = (0..days.len())
        .map(|position| {
            let day = days.get(position)?;
            let own = alike.iter().find(|(run, _)| *run == day.run());
            let of_type = closed.filter(|_| day.day_type == DayType::Closed);
            let own = own.and_then(|(_, signature)| *signature).or(of_type);
            match (own.or(all), day.temperature) {
                (Some(signature), Some(t)) => Some(signature.expected(t)),
                _ => same_weekday(&days, position),
            }
        })
        .collect();
    for (day, expected) in days.iter_mut().zip(expected) {
        day.expected = expected.map(|e| e.max(0.0));
    }
    days
}

/// The median of the same weekday in the weeks before, of the same day type.
fn same_weekday(days: &[WatchedDay], position: usize) -> Option<f64> {
    let day_type = days.get(position)?.day_type;
    let before: Vec<f64> = (1..=WEEKDAYS_BACK)
        .filter_map(|week| days.get(position.checked_sub(week * 7)?))
        .filter(|d| d.day_type == day_type)
        .filter_map(|d| d.amount)
        .collect();
    if before.len() < 3 {
        return None;
    }
    median(&before)
}
