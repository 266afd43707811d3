use serde::{Deserialize, Serialize};

use crate::time::{At, Day, Zone};

/// The outside temperatures of a day in °C, as far as they are known.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct DayTemperatures {
    /// Lowest, of the window that ends at 18 h UTC.
    pub min: Option<f64>,
    /// Highest, of the window that starts at 6 h UTC.
    pub max: Option<f64>,
    /// Mean of the hours of the local day.
    pub mean: Option<f64>,
}

/// Hours that must be known of a window of 24: fewer leave a gap of more than
/// six hours, the longest that CalTRACK bridges, in which an extreme hides.
const LEAST_HOURS: usize = 18;

impl DayTemperatures {
    /// A day of which only the extremes are known.
    pub const fn of_extremes(min: f64, max: f64) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
            mean: None,
        }
    }

    /// A day of which only the mean is known.
    pub const fn of_mean(mean: f64) -> Self {
        Self {
            min: None,
            max: None,
            mean: Some(mean),
        }
    }

    /// Minimum and maximum where both are known, finite and in order.
    pub fn extremes(&self) -> Option<(f64, f64)> {
        let (min, max) = (self.min?, self.max?);
        (min.is_finite() && max.is_finite() && min <= max).then_some((min, max))
    }

    /// A day from hourly temperatures, given in order of time.
    ///
    /// The minimum is that from 18 h UTC of the day before to 18 h UTC, the
    /// maximum that from 6 h UTC to 6 h UTC of the day after (arrêté du 10 avril
    /// 2020, annexe III): neither is the extreme of the calendar day, and the
    /// maximum is final only on the morning after. The mean is that of the
    /// local day. A window known for less than eighteen hours gives nothing.
    pub fn from_hours(day: Day, hours: &[(At, f64)], zone: &Zone) -> Self {
        let midnight = At::from_seconds(i64::from(day.number()) * 86_400);
        let utc = |hour: i64| midnight.plus_seconds(hour * 3600);
        let (start, end) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
        let known = |from: At, to: At| {
            let known = within(hours, from, to);
            (known.clone().count() >= LEAST_HOURS).then_some(known)
        };
        Self {
            min: known(utc(-6), utc(18)).and_then(|window| window.reduce(f64::min)),
            max: known(utc(6), utc(30)).and_then(|window| window.reduce(f64::max)),
            mean: known(start, end).map(|window| {
                let (sum, count) = window.fold((0.0, 0.0), |(sum, n), t| (sum + t, n + 1.0));
                sum / count
            }),
        }
    }
}

/// The finite values in `[from, to)`.
fn within(hours: &[(At, f64)], from: At, to: At) -> impl Iterator<Item = f64> + Clone + '_ {
    let first = hours.partition_point(|(at, _)| *at < from);
    hours
        .iter()
        .skip(first)
        .take_while(move |(at, _)| *at < to)
        .map(|(_, t)| *t)
        .filter(|t| t.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three days of hours around `day`; the value is the hour of the day in UTC,
    /// with a cold spike at 20 h of the day before and a hot one at 3 h of the day after.
    fn hours(day: Day) -> Vec<(At, f64)> {
        let start = i64::from(day.number() - 1) * 86_400;
        (0..72i64)
            .map(|h| {
                let value = match h {
                    20 => -9.0,
                    51 => 40.0,
                    _ => f64::from(i32::try_from(h % 24).expect("small")),
                };
                (At::from_seconds(start + h * 3600), value)
            })
            .collect()
    }

    #[test]
    fn extremes_come_from_their_windows_in_utc() {
        let day: Day = "2026-01-15".parse().expect("date");
        let found = DayTemperatures::from_hours(day, &hours(day), &Zone::utc());
        assert_eq!((found.min, found.max), (Some(-9.0), Some(40.0)));
        assert_eq!(found.mean, Some(11.5));
    }

    #[test]
    fn a_window_with_too_few_hours_is_missing() {
        let day: Day = "2026-01-15".parse().expect("date");
        let mut known = hours(day);
        // From 18 h of the day before to 18 h: seven hours go, seventeen remain.
        known.retain(|(at, _)| {
            !(24 * 3600..31 * 3600).contains(&at.seconds_since(known_start(day)))
        });
        let found = DayTemperatures::from_hours(day, &known, &Zone::utc());
        assert_eq!(found.min, None);
        assert_eq!(found.max, Some(40.0));
        assert_eq!(found.mean, None);
    }

    fn known_start(day: Day) -> At {
        At::from_seconds(i64::from(day.number() - 1) * 86_400)
    }
}
