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

impl WatchedDay {
    /// Measured minus expected.
    pub fn residual(&self) -> Option<f64> {
        Some(self.amount? - self.expected?)
    }
}

/// Days of one type that a model of their own needs.
const LEAST_OF_TYPE: usize = 40;
/// Same weekdays that are looked at where no model fits.
const WEEKDAYS_BACK: usize = 8;

/// Fills in what was expected of each day: the signature of its day type over
/// the days before `learn_until`, or without weather the median of the same
/// weekday over eight weeks.
///
/// `days` are in order and dense. `cooling` allows warm days to add to consumption.
pub fn watched_days(mut days: Vec<WatchedDay>, learn_until: Day, cooling: bool) -> Vec<WatchedDay> {
    let options = if cooling {
        ChangePointOptions::CELSIUS
    } else {
        ChangePointOptions::CELSIUS_HEATING
    };
    let learn = |of: Option<DayType>| -> Option<Signature> {
        let (amounts, temperatures): (Vec<f64>, Vec<f64>) = days
            .iter()
            .filter(|d| d.day < learn_until && of.is_none_or(|t| t == d.day_type))
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
    let all = learn(None);
    let (open, closed) = (learn(Some(DayType::Open)), learn(Some(DayType::Closed)));
    let expected: Vec<Option<f64>> = (0..days.len())
        .map(|position| {
            let day = days.get(position)?;
            let own = match day.day_type {
                DayType::Open => open,
                DayType::Closed => closed,
            };
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
