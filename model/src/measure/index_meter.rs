use super::{DayTotal, Quality, Reading};
use crate::time::{At, Day, Zone};

/// A cumulative meter: turns its indexes into amounts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct IndexMeter {
    /// The value at which the counter starts again from 0 (e.g. 100 000 for five digits).
    pub rollover_at: Option<f64>,
}

/// The amount between two neighbouring indexes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndexStep {
    /// Instant of the earlier index.
    pub from: At,
    /// Instant of the later one.
    pub to: At,
    /// Amount in the unit of the meter, or why there is none.
    pub amount: Result<f64, IndexFault>,
}

/// Why two indexes give no amount. The time between them counts as not covered.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum IndexFault {
    /// The counter went back and it is no rollover: declare a replacement or correct the index.
    #[error("index went back by {0}: declare a meter replacement or correct the reading")]
    WentBack(f64),
    /// The meter was replaced in between: what ran since the last index is unknown.
    #[error("meter replaced")]
    Replaced,
}

impl IndexMeter {
    /// Share of the counter that one step may use up when it rolls over. A
    /// counter that falls from 99 990 to 5 turned over; one that falls from
    /// 60 000 to 5 was tampered with, replaced or misread.
    const LARGEST_ROLLOVER: f64 = 0.1;

    /// The amount from one index to the next.
    ///
    /// ```
    /// use model::measure::IndexMeter;
    /// use model::measure::{Quality, Reading};
    /// use model::time::At;
    /// let meter = IndexMeter { rollover_at: Some(100_000.0) };
    /// let read = |s, value| Reading { at: At::from_seconds(s), value, quality: Quality::Measured };
    /// assert_eq!(meter.step(read(0, 99_990.0), read(3600, 5.0)).amount, Ok(15.0));
    /// ```
    pub fn step(self, earlier: Reading, later: Reading) -> IndexStep {
        let difference = later.value - earlier.value;
        let amount = if later.quality == Quality::Replaced {
            Err(IndexFault::Replaced)
        } else if difference >= 0.0 {
            Ok(difference)
        } else {
            match self.rollover_at {
                Some(top)
                    if difference + top >= 0.0
                        && difference + top <= top * Self::LARGEST_ROLLOVER =>
                {
                    Ok(difference + top)
                }
                _ => Err(IndexFault::WentBack(-difference)),
            }
        };
        IndexStep {
            from: earlier.at,
            to: later.at,
            amount,
        }
    }

    /// Amounts per local day, each step shared out in proportion to time, so
    /// that midnight gets the interpolated index. Days without data are absent.
    ///
    /// `readings` are in order of time.
    pub fn day_totals(self, readings: &[Reading], zone: &Zone) -> Vec<(Day, DayTotal)> {
        let mut days: Vec<(Day, f64, i64)> = Vec::new();
        let counted = readings.iter().filter(|r| r.quality.counts());
        let mut earlier: Option<Reading> = None;
        for &later in counted {
            if let Some(step) = earlier.map(|e| self.step(e, later)) {
                share_out(step, zone, &mut days);
            }
            earlier = Some(later);
        }
        days.into_iter()
            .map(|(day, amount, covered_s)| {
                (
                    day,
                    DayTotal::new(amount, u32::try_from(covered_s).unwrap_or(0)),
                )
            })
            .collect()
    }
}

#[expect(clippy::as_conversions, reason = "spans of seconds are far below 2^53")]
fn share_out(step: IndexStep, zone: &Zone, days: &mut Vec<(Day, f64, i64)>) {
    let (Ok(amount), length_s) = (step.amount, step.to.seconds_since(step.from)) else {
        return;
    };
    if length_s <= 0 {
        return;
    }
    let mut from = step.from;
    while from < step.to {
        let day = zone.day(from);
        let until = zone.start_of_day(day.plus(1)).min(step.to);
        let part_s = until.seconds_since(from);
        let part = amount * (part_s as f64 / length_s as f64);
        match days.last_mut() {
            Some((last, sum, covered_s)) if *last == day => {
                *sum += part;
                *covered_s += part_s;
            }
            _ => days.push((day, part, part_s)),
        }
        from = until;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, value: f64) -> Reading {
        let at = text
            .parse::<jiff::Timestamp>()
            .expect("valid")
            .as_millisecond();
        Reading {
            at: At::from_millis(at),
            value,
            quality: Quality::Measured,
        }
    }

    #[test]
    fn midnight_is_interpolated_on_a_25_hour_day() {
        let zone = Zone::new("Europe/Paris").expect("bundled");
        // 36 h at 10 per hour, from Saturday 12 h to Sunday 23 h local (clocks go back in between).
        let readings = [
            read("2026-10-24T10:00:00Z", 0.0),
            read("2026-10-25T22:00:00Z", 360.0),
        ];
        let totals = IndexMeter::default().day_totals(&readings, &zone);
        let found: Vec<_> = totals
            .iter()
            .map(|(d, t)| (d.to_string(), t.sum(), t.covered_s))
            .collect();
        assert_eq!(
            found,
            [
                ("2026-10-24".to_owned(), 120.0, 12 * 3600),
                ("2026-10-25".to_owned(), 240.0, 24 * 3600)
            ]
        );
    }

    #[test]
    fn replacement_and_backward_index_leave_a_hole() {
        let meter = IndexMeter {
            rollover_at: Some(100_000.0),
        };
        let old = read("2026-01-01T00:00:00Z", 60_000.0);
        let back = read("2026-01-02T00:00:00Z", 5.0);
        assert_eq!(
            meter.step(old, back).amount,
            Err(IndexFault::WentBack(59_995.0))
        );
        let new = Reading {
            quality: Quality::Replaced,
            ..back
        };
        assert_eq!(meter.step(old, new).amount, Err(IndexFault::Replaced));
        let totals = meter.day_totals(
            &[old, new, read("2026-01-03T00:00:00Z", 25.0)],
            &Zone::utc(),
        );
        assert_eq!(totals.len(), 1);
        assert_eq!(totals[0].1.sum(), 20.0);
    }
}
