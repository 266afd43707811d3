use model::time::{At, Day, Zone, ZoneError};
use serde::Deserialize;

use super::Civil;
use crate::ingest::stamp::StampFault;

/// What to make of a local time that happens twice when clocks go back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ambiguous {
    /// Set the line aside: nobody can know.
    #[default]
    Error,
    /// The first time, in summer time.
    First,
    /// The second time, in winter time.
    Second,
    /// Lines are in order of time: the first time that is later than the line before.
    Monotonic,
}

/// Makes instants of local times; remembers the last day, since neighbours share it.
#[derive(Debug, Clone)]
pub struct LocalTime {
    rule: Rule,
    ambiguous: Ambiguous,
    date: i32,
    // Midnight of the day as if it were UTC.
    midnight_ms: i64,
    // Offset of the whole day, where clocks do not change in it.
    offset_ms: Option<i64>,
}

#[derive(Debug, Clone)]
enum Rule {
    Zone(Zone),
    Offset { seconds: i64 },
    // The text carries it.
    Written,
}

impl LocalTime {
    /// Times in a zone.
    pub const fn in_zone(zone: Zone, ambiguous: Ambiguous) -> Self {
        Self::new(Rule::Zone(zone), ambiguous)
    }

    /// Times at a fixed offset in seconds, all year round.
    pub const fn at_offset(seconds: i64) -> Self {
        Self::new(Rule::Offset { seconds }, Ambiguous::Error)
    }

    /// Times that carry their offset.
    pub const fn written() -> Self {
        Self::new(Rule::Written, Ambiguous::Error)
    }

    const fn new(rule: Rule, ambiguous: Ambiguous) -> Self {
        Self {
            rule,
            ambiguous,
            date: 0,
            midnight_ms: 0,
            offset_ms: None,
        }
    }

    /// The instant; `before` is that of the line before, of the same series.
    ///
    /// # Errors
    /// A text that says what is wrong with the time, and what to do.
    pub fn instant(&mut self, civil: Civil, before: Option<At>) -> Result<At, String> {
        if civil.date != self.date {
            self.enter(civil.date)?;
        }
        if let Some(offset_ms) = civil.offset_s.map(|s| s * 1000).or(self.offset_ms) {
            return Ok(At::from_millis(self.midnight_ms + civil.ms - offset_ms));
        }
        let Rule::Zone(zone) = &self.rule else {
            return Err(StampFault::NoOffset.to_string());
        };
        let local = Zone::utc().civil(At::from_millis(self.midnight_ms + civil.ms));
        match zone.instant(local) {
            Ok(at) => Ok(at),
            Err(ZoneError::Ambiguous(..)) => {
                let both = zone.both_instants(local);
                let (first, second) = both.ok_or_else(|| StampFault::NoSuchTime.to_string())?;
                match self.ambiguous {
                    Ambiguous::First => Ok(first),
                    Ambiguous::Second => Ok(second),
                    Ambiguous::Monotonic if before.is_none_or(|before| before < first) => Ok(first),
                    Ambiguous::Monotonic => Ok(second),
                    Ambiguous::Error => Err(format!(
                        "happens twice in {}: say in the mapping which is meant, \
                         ambiguous = \"first\", \"second\" or \"monotonic\"",
                        zone.name()
                    )),
                }
            }
            Err(ZoneError::Skipped(..)) => Err(format!(
                "does not exist in {}, where clocks went forward: check the zone of the file",
                zone.name()
            )),
            Err(other) => Err(other.to_string()),
        }
    }

    fn enter(&mut self, date: i32) -> Result<(), String> {
        let day = (|| {
            let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
            let (year, month, day) = (year.try_into(), month.try_into(), day.try_into());
            Day::from_ymd(year.ok()?, month.ok()?, day.ok()?)
        })();
        let day = day.ok_or_else(|| StampFault::NoSuchTime.to_string())?;
        self.date = date;
        self.midnight_ms = i64::from(day.number()) * 86_400_000;
        self.offset_ms = match &self.rule {
            Rule::Zone(zone) => whole_day_offset_ms(zone, day),
            Rule::Offset { seconds } => Some(seconds * 1000),
            Rule::Written => None,
        };
        Ok(())
    }
}

/// The offset of a day up to its 24:00; `None` where it changes.
fn whole_day_offset_ms(zone: &Zone, day: Day) -> Option<i64> {
    let offset = |day: Day| zone.offset_s(zone.start_of_day(day));
    let first = offset(day);
    (first == offset(day.plus(1)) && zone.day_length_s(day) == 86_400)
        .then(|| i64::from(first) * 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris(ambiguous: Ambiguous) -> LocalTime {
        LocalTime::in_zone(Zone::new("Europe/Paris").expect("bundled"), ambiguous)
    }

    fn at(date: i32, hour: i64, minute: i64) -> Civil {
        Civil {
            date,
            ms: (hour * 60 + minute) * 60_000,
            offset_s: None,
        }
    }

    fn utc(found: Result<At, String>) -> String {
        match found {
            Ok(at) => Zone::utc().civil(at).to_string(),
            Err(reason) => reason,
        }
    }

    #[test]
    fn the_repeated_hour_needs_a_policy() {
        let repeated = at(20_261_025, 2, 30);
        let read = |policy| utc(paris(policy).instant(repeated, None));
        assert!(read(Ambiguous::Error).contains("happens twice in Europe/Paris: say"));
        assert_eq!(read(Ambiguous::First), "2026-10-25T00:30:00");
        assert_eq!(read(Ambiguous::Second), "2026-10-25T01:30:00");
        let mut zone = paris(Ambiguous::Monotonic);
        let mut before = None;
        let mut found = Vec::new();
        for (hour, minute) in [(1, 30), (2, 0), (2, 30), (2, 0), (2, 30), (3, 0)] {
            let instant = zone
                .instant(at(20_261_025, hour, minute), before)
                .expect("known");
            before = Some(instant);
            found.push(instant.seconds());
        }
        assert!(
            found.windows(2).all(|pair| pair[1] - pair[0] == 1800),
            "{found:?}"
        );
    }

    #[test]
    fn the_skipped_hour_is_refused_and_its_neighbours_are_not() {
        let mut zone = paris(Ambiguous::First);
        assert!(utc(zone.instant(at(20_260_329, 2, 30), None)).contains("clocks went forward"));
        assert_eq!(
            utc(zone.instant(at(20_260_329, 1, 59), None)),
            "2026-03-29T00:59:00"
        );
        assert_eq!(
            utc(zone.instant(at(20_260_329, 3, 0), None)),
            "2026-03-29T01:00:00"
        );
        assert_eq!(
            utc(zone.instant(at(20_260_328, 24, 0), None)),
            "2026-03-28T23:00:00"
        );
        assert_eq!(
            utc(zone.instant(at(20_260_329, 24, 0), None)),
            "2026-03-29T22:00:00"
        );
        assert!(utc(zone.instant(at(20_260_230, 0, 0), None)).contains("calendar"));
    }

    #[test]
    fn every_hour_of_a_year_agrees_with_the_zone() {
        let zone = Zone::new("Europe/Paris").expect("bundled");
        let mut local = paris(Ambiguous::Monotonic);
        let mut before = None;
        for hour in 0..8760 {
            let instant = At::from_seconds(1_767_225_600 + hour * 3600);
            let civil = zone.civil(instant);
            let date = i32::from(civil.year()) * 10_000
                + i32::from(civil.month()) * 100
                + i32::from(civil.day());
            let found = local.instant(at(date, i64::from(civil.hour()), 0), before);
            assert_eq!(found, Ok(instant), "{civil}");
            before = Some(instant);
        }
    }
}
