use model::time::{At, Day, Zone};

use crate::ingest::LineFault;
use crate::ingest::mapping::{LocalTime, Maps, PeriodRule, Template, Variables};

/// What a bill covers, as its line says.
pub(super) enum Period {
    /// From an instant to another that is not covered.
    Span(At, At),
    /// From an instant to the end of the day of another.
    Through(At, At),
    /// The calendar month of an instant.
    Month(At),
    Year(i16),
}

impl Period {
    pub(super) fn of(
        rule: &PeriodRule,
        variables: &Variables,
        maps: &Maps,
        local: &mut LocalTime,
    ) -> Result<Self, LineFault> {
        let fill = |field: &'static str, template: &Template| {
            let filled = template.fill(variables, maps);
            filled.map_err(|fault| LineFault::of(field, format!("period.{field}: {fault}")))
        };
        if let Some(year) = &rule.year {
            let text = fill("year", year)?;
            let year = text
                .parse()
                .ok()
                .filter(|year| (1900..=2200).contains(year));
            return year.map(Self::Year).ok_or_else(|| {
                let quoted = LineFault::quoted(text.as_bytes());
                LineFault::of("year", format!("`{quoted}` is no year of four digits"))
            });
        }
        let mut instant = |field: &'static str, template: &Template| {
            let text = fill(field, template)?;
            let Some(format) = &rule.format else {
                return Err(LineFault::of(field, "period.format is missing"));
            };
            format.instant(&text, local).map_err(|reason| {
                let quoted = LineFault::quoted(text.as_bytes());
                LineFault::of(field, format!("`{quoted}` {reason}"))
            })
        };
        if let Some(month) = &rule.month {
            return instant("month", month).map(Self::Month);
        }
        match (&rule.from, &rule.to, &rule.last) {
            (Some(from), Some(to), _) => Ok(Self::Span(instant("from", from)?, instant("to", to)?)),
            (Some(from), None, Some(last)) => Ok(Self::Through(
                instant("from", from)?,
                instant("last", last)?,
            )),
            _ => Err(LineFault::of("from", "period.from is missing")),
        }
    }

    /// Its first instant and the first that is not covered.
    pub(super) fn instants(&self, zone: &Zone) -> Result<(At, At), LineFault> {
        let start = |day: Option<Day>| {
            day.map(|day| zone.start_of_day(day))
                .ok_or_else(|| LineFault::of("year", "is outside the calendar"))
        };
        Ok(match *self {
            Self::Span(from, to) => (from, to),
            Self::Through(from, last) => (from, zone.start_of_day(zone.day(last).plus(1))),
            Self::Month(at) => {
                let first = zone.day(at).first_of_month();
                let next = first.plus(31).first_of_month();
                (zone.start_of_day(first), zone.start_of_day(next))
            }
            Self::Year(year) => (
                start(Day::from_ymd(year, 1, 1))?,
                start(Day::from_ymd(year + 1, 1, 1))?,
            ),
        })
    }
}
