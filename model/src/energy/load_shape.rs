use serde::{Deserialize, Serialize};

use crate::measure::rank;
use crate::time::{Day, Zone};

/// One step of a load curve, with what the calendar says of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoadSample {
    /// Local day it belongs to.
    pub day: Day,
    /// Mean power over the step, in kW.
    pub power_kw: f64,
    /// Length of the step, in hours.
    pub hours: f64,
    /// Whether the place was open.
    pub open: bool,
}

/// What a load curve tells of how a building is run.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct LoadShape {
    /// Energy, in kWh.
    pub energy_kwh: f64,
    /// Time known, in hours.
    pub hours: f64,
    /// « Talon »: the power that only a twentieth of the steps stays under, in kW.
    pub talon_kw: Option<f64>,
    /// Median of the smallest step of each day, in kW: the talon of a building
    /// that is rarely closed.
    pub talon_daily_kw: Option<f64>,
    /// Talon × time ÷ energy, 0 to 1.
    pub talon_share: Option<f64>,
    /// Mean power of closed hours ÷ mean power of open hours.
    pub night_day: Option<f64>,
    /// Energy of a mean Saturday or Sunday ÷ energy of a mean weekday.
    pub weekend_weekday: Option<f64>,
}

impl LoadShape {
    /// The rank of the talon among the steps (P05).
    const TALON_RANK: f64 = 0.05;

    /// The shape of steps in order of time. Steps that are no numbers are left out.
    ///
    /// ```
    /// use model::energy::{LoadSample, LoadShape};
    /// use model::time::Day;
    /// // a week: 40 kW for 10 h on 5 days, else 12 kW
    /// let monday: Day = "2026-01-05".parse()?;
    /// let week: Vec<LoadSample> = (0..7 * 24).map(|h| {
    ///     let (day, hour) = (monday.plus(h / 24), h % 24);
    ///     let open = h / 24 < 5 && (8..18).contains(&hour);
    ///     LoadSample { day, power_kw: if open { 40.0 } else { 12.0 }, hours: 1.0, open }
    /// }).collect();
    /// let shape = LoadShape::of(&week);
    /// assert_eq!(shape.energy_kwh, 3416.0);
    /// assert_eq!(shape.talon_kw, Some(12.0));
    /// assert!(shape.talon_share.is_some_and(|s| (s - 2016.0 / 3416.0).abs() < 1e-12)); // 59,0 %
    /// assert_eq!(shape.night_day, Some(0.3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(samples: &[LoadSample]) -> Self {
        let known: Vec<LoadSample> = samples
            .iter()
            .copied()
            .filter(|s| s.power_kw.is_finite() && s.hours.is_finite() && s.hours > 0.0)
            .collect();
        let total = Sums::of(known.iter());
        let talon_kw = rank(known.iter().map(|s| s.power_kw), Self::TALON_RANK);
        let days = by_day(&known);
        let day_energy = |weekend: bool| {
            mean(
                days.iter()
                    .filter(|(day, ..)| (day.weekday_from_monday() >= 5) == weekend)
                    .map(|(_, sums, _)| sums.energy),
            )
        };
        let open = Sums::of(known.iter().filter(|s| s.open)).mean();
        let closed = Sums::of(known.iter().filter(|s| !s.open)).mean();
        Self {
            energy_kwh: total.energy,
            hours: total.hours,
            talon_kw,
            talon_daily_kw: rank(days.iter().map(|(_, _, least)| *least), 0.5),
            talon_share: talon_kw.and_then(|t| ratio(t * total.hours, total.energy)),
            night_day: closed.zip(open).and_then(|(c, o)| ratio(c, o)),
            weekend_weekday: day_energy(true)
                .zip(day_energy(false))
                .and_then(|(w, d)| ratio(w, d)),
        }
    }
}

/// How many steps a local day has: 46 or 50 half-hours where clocks change.
///
/// ```
/// use model::energy::expected_steps;
/// use model::time::Zone;
/// let paris = Zone::new(Zone::PARIS_POSIX)?;
/// assert_eq!(expected_steps("2026-03-29".parse()?, 1800, &paris), 46);
/// assert_eq!(expected_steps("2026-10-25".parse()?, 1800, &paris), 50);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn expected_steps(day: Day, step_s: u32, zone: &Zone) -> u32 {
    zone.day_length_s(day) / step_s.max(1)
}

#[derive(Clone, Copy, Default)]
struct Sums {
    energy: f64,
    hours: f64,
}

impl Sums {
    fn of<'a>(samples: impl Iterator<Item = &'a LoadSample>) -> Self {
        samples.fold(Self::default(), |sums, s| Self {
            energy: sums.energy + s.power_kw * s.hours,
            hours: sums.hours + s.hours,
        })
    }

    /// Mean power.
    fn mean(self) -> Option<f64> {
        ratio(self.energy, self.hours)
    }
}

/// Sums and smallest power of each day.
fn by_day(samples: &[LoadSample]) -> Vec<(Day, Sums, f64)> {
    samples
        .chunk_by(|a, b| a.day == b.day)
        .filter_map(|day| {
            let first = day.first()?;
            let least = day
                .iter()
                .map(|s| s.power_kw)
                .fold(first.power_kw, f64::min);
            Some((first.day, Sums::of(day.iter()), least))
        })
        .collect()
}

fn ratio(top: f64, bottom: f64) -> Option<f64> {
    (bottom > 0.0).then(|| top / bottom)
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, n), v| (sum + v, n + 1.0));
    ratio(sum, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(day: i32, power_kw: f64, open: bool) -> LoadSample {
        LoadSample {
            day: "2026-01-05".parse::<Day>().expect("date").plus(day),
            power_kw,
            hours: 1.0,
            open,
        }
    }

    #[test]
    fn weekends_are_compared_day_by_day() {
        // Five weekdays of 2 h at 10 kW, two weekend days of 2 h at 2 kW.
        let week: Vec<_> = (0..7)
            .flat_map(|d| [sample(d, if d < 5 { 10.0 } else { 2.0 }, d < 5); 2])
            .collect();
        assert_eq!(LoadShape::of(&week).weekend_weekday, Some(0.2));
    }

    #[test]
    fn the_smallest_step_of_each_day_gives_the_other_talon() {
        let days = [(0, 5.0), (0, 9.0), (1, 4.0), (1, 9.0), (2, 30.0), (2, 31.0)];
        let shape = LoadShape::of(&days.map(|(d, p)| sample(d, p, true)));
        assert_eq!(shape.talon_daily_kw, Some(5.0));
    }

    #[test]
    fn nothing_is_said_of_nothing() {
        assert_eq!(LoadShape::of(&[]), LoadShape::default());
        let always_open = [sample(0, 3.0, true)];
        assert_eq!(LoadShape::of(&always_open).night_day, None);
        let dead = [sample(0, 0.0, true), sample(0, 0.0, false)];
        assert_eq!(LoadShape::of(&dead).talon_share, None);
        assert_eq!(LoadShape::of(&[sample(0, f64::NAN, true)]).talon_kw, None);
    }
}
