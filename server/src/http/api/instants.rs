use model::time::{At, Day, Zone};

use super::answers::bad_parameter;
use crate::http::Problem;

/// An instant of a query: RFC 3339, or a date (its start in the town's zone).
pub(super) fn instant(name: &str, text: &str, zone: &Zone) -> Result<At, Problem> {
    // A `+` of an offset that was not percent-encoded arrives as a space.
    let text = text.replace(' ', "+");
    if let Ok(day) = text.parse::<Day>()
        && !text.contains('T')
    {
        return Ok(zone.start_of_day(day));
    }
    text.parse::<jiff::Timestamp>()
        .map(|t| At::from_millis(t.as_millisecond()))
        .map_err(|_| bad_parameter(name, "give a date or an RFC 3339 instant with its offset"))
}

/// A day of a query.
pub(super) fn day(name: &str, text: Option<&str>) -> Result<Option<Day>, Problem> {
    text.map(|t| {
        t.parse::<Day>()
            .map_err(|_| bad_parameter(name, "give a date such as 2026-03-31"))
    })
    .transpose()
}

/// RFC 3339 in the town's zone, to the second.
pub(super) fn rfc3339(at: At, zone: &Zone) -> String {
    let local = zone.civil(at);
    let minutes = zone.offset_s(at) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    format!(
        "{}{sign}{hours:02}:{minutes:02}",
        local.strftime("%Y-%m-%dT%H:%M:%S")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_given_with_the_offset_of_their_day() {
        let paris = Zone::new("Europe/Paris").expect("bundled");
        let winter = instant("at", "2026-01-15", &paris).unwrap_or_default();
        assert_eq!(rfc3339(winter, &paris), "2026-01-15T00:00:00+01:00");
        let summer = instant("at", "2026-07-14T12:30:00 02:00", &paris).unwrap_or_default();
        assert_eq!(rfc3339(summer, &paris), "2026-07-14T12:30:00+02:00");
        assert!(instant("at", "14/07/2026", &paris).is_err());
    }
}
