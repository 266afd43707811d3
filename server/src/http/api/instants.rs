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
    text.map(|t| t.parse::<Day>().map_err(|_| bad_parameter(name, "give a date such as 2026-03-31")))
        .transpose()
}

/// RFC 3339 in the town's zone.
pub(super) fn rfc3339(at: At, zone: &Zone) -> String {
    jiff::Timestamp::from_millisecond(at.millis()).map_or_else(
        |_| String::new(),
        |t| {
            let zoned = t.to_zoned(zone.rules().clone());
            zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
        },
    )
}
