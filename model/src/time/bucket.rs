use jiff::{Span, civil};
use serde::{Deserialize, Serialize};

use super::{At, Zone};

/// How wide a local-time bucket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// A civil hour; the hour repeated when clocks go back is two buckets.
    Hour,
    /// A civil day of 23, 24 or 25 hours.
    Day,
    /// An ISO week, Monday to Sunday.
    Week,
    /// A civil month.
    Month,
    /// A civil year.
    Year,
}

/// A grain was asked for by a name that does not exist.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("unknown grain `{0}`: use hour, day, week, month or year")]
pub struct UnknownGrain(pub String);

impl core::str::FromStr for Grain {
    type Err = UnknownGrain;

    fn from_str(s: &str) -> Result<Self, UnknownGrain> {
        match s {
            "hour" => Ok(Self::Hour),
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            "year" => Ok(Self::Year),
            other => Err(UnknownGrain(other.to_owned())),
        }
    }
}

/// A span of local time, half open: `start` belongs to it, `end` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bucket {
    /// Width.
    pub grain: Grain,
    /// First instant.
    pub start: At,
    /// First instant after it.
    pub end: At,
}

impl Bucket {
    /// The bucket of that width that holds an instant.
    ///
    /// ```
    /// use model::time::{At, Bucket, Grain, Zone};
    /// let paris = Zone::new(Zone::PARIS_POSIX)?;
    /// // 29 March 2026 has 23 hours: 46 half-hours.
    /// let noon = At::from_seconds(1_774_778_400);
    /// let day = Bucket::holding(noon, Grain::Day, &paris);
    /// assert_eq!(day.expected_count(1800), 46);
    /// # Ok::<(), model::time::ZoneError>(())
    /// ```
    pub fn holding(at: At, grain: Grain, zone: &Zone) -> Self {
        if grain == Grain::Hour {
            // Local hours start on whole minutes of the offset, also where the
            // offset is not a whole number of hours.
            let offset_ms = i64::from(zone.offset_s(at)) * 1000;
            let local = at.millis() + offset_ms;
            let start = At::from_millis(local - local.rem_euclid(3_600_000) - offset_ms);
            return Self {
                grain,
                start,
                end: start.plus_seconds(3600),
            };
        }
        Self::from_first_date(first_date(zone.civil(at).date(), grain), grain, zone)
    }

    /// The bucket that follows.
    #[must_use]
    pub fn next(self, zone: &Zone) -> Self {
        Self::holding(self.end, self.grain, zone)
    }

    /// Every bucket that overlaps `[from, to)`, in order.
    pub fn covering(from: At, to: At, grain: Grain, zone: &Zone) -> impl Iterator<Item = Self> {
        let first = (from < to).then(|| Self::holding(from, grain, zone));
        core::iter::successors(first, |bucket| Some(bucket.next(zone)))
            .take_while(move |bucket| bucket.start < to)
    }

    /// Length in seconds.
    pub fn length_s(self) -> i64 {
        self.end.seconds_since(self.start)
    }

    /// How many readings a series of that step owes in this bucket.
    pub fn expected_count(self, step_s: u32) -> u32 {
        u32::try_from(self.length_s() / i64::from(step_s.max(1))).unwrap_or(0)
    }

    fn from_first_date(first: civil::Date, grain: Grain, zone: &Zone) -> Self {
        let span = match grain {
            Grain::Hour | Grain::Day => Span::new().days(1),
            Grain::Week => Span::new().weeks(1),
            Grain::Month => Span::new().months(1),
            Grain::Year => Span::new().years(1),
        };
        let after = first.checked_add(span).unwrap_or(first);
        Self {
            grain,
            start: zone.start_of(first),
            end: zone.start_of(after),
        }
    }
}

fn first_date(date: civil::Date, grain: Grain) -> civil::Date {
    match grain {
        Grain::Hour | Grain::Day => date,
        Grain::Week => {
            let back = i32::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(Span::new().days(back)).unwrap_or(date)
        }
        Grain::Month => date.first_of_month(),
        Grain::Year => date.first_of_year(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Zone {
        Zone::new("Europe/Paris").expect("bundled")
    }

    fn at(text: &str) -> At {
        At::from_millis(
            text.parse::<jiff::Timestamp>()
                .expect("valid")
                .as_millisecond(),
        )
    }

    #[test]
    fn days_of_clock_changes_have_23_and_25_hours() {
        let zone = paris();
        let spring = Bucket::holding(at("2026-03-29T12:00:00Z"), Grain::Day, &zone);
        let autumn = Bucket::holding(at("2026-10-25T12:00:00Z"), Grain::Day, &zone);
        assert_eq!(
            (spring.expected_count(1800), autumn.expected_count(1800)),
            (46, 50)
        );
        assert_eq!(autumn.start, at("2026-10-24T22:00:00Z"));
        assert_eq!(autumn.end, at("2026-10-25T23:00:00Z"));
    }

    #[test]
    fn the_repeated_hour_is_two_buckets() {
        let zone = paris();
        let first = Bucket::holding(at("2026-10-25T00:30:00Z"), Grain::Hour, &zone);
        let second = first.next(&zone);
        assert_eq!(zone.civil(first.start).hour(), 2);
        assert_eq!(zone.civil(second.start).hour(), 2);
        assert_ne!(first, second);
    }

    #[test]
    fn iso_week_starts_on_monday_across_a_year() {
        let zone = paris();
        let week = Bucket::holding(at("2027-01-01T12:00:00Z"), Grain::Week, &zone);
        assert_eq!(zone.civil(week.start).date(), civil::date(2026, 12, 28));
        assert_eq!(zone.civil(week.end).date(), civil::date(2027, 1, 4));
    }

    #[test]
    fn buckets_tile_a_year_without_gap() {
        let zone = paris();
        let year = Bucket::holding(at("2026-06-01T00:00:00Z"), Grain::Year, &zone);
        for grain in [Grain::Hour, Grain::Day, Grain::Month] {
            let tiles: Vec<_> = Bucket::covering(year.start, year.end, grain, &zone).collect();
            assert_eq!(tiles.first().map(|b| b.start), Some(year.start));
            assert_eq!(tiles.last().map(|b| b.end), Some(year.end));
            assert!(tiles.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
    }

    #[test]
    fn half_hour_zones_cut_local_hours() {
        let zone = Zone::new("Asia/Kolkata").expect("bundled");
        let hour = Bucket::holding(at("2026-01-01T00:10:00Z"), Grain::Hour, &zone);
        assert_eq!(zone.civil(hour.start).minute(), 0);
    }
}
