use model::time::{At, Day, Zone};
use serde::Serialize;
use serde_json::Value;

use super::answers::bad_parameter;
use crate::http::Problem;

/// An instant of a query: RFC 3339, or a date (its start in the town's zone).
pub(super) fn instant(name: &str, text: &str, zone: &Zone) -> Result<At, Problem> {
    // A `+` of an offset that was not percent-encoded arrives as a space.
    let text = text.replace(' ', "+");
    if let Ok(day) = text.parse::<Day>()
        && !text.contains('T')
    {
        return asked(name, day).map(|day| zone.start_of_day(day));
    }
    let at = text
        .parse::<jiff::Timestamp>()
        .map(|t| At::from_millis(t.as_millisecond()))
        .map_err(|_| bad_parameter(name, "give a date or an RFC 3339 instant with its offset"))?;
    asked(name, zone.day(at)).map(|_| at)
}

fn asked(name: &str, day: Day) -> Result<Day, Problem> {
    if Day::ASKED.contains(&day) {
        Ok(day)
    } else {
        Err(bad_parameter(name, "give a date of the years 1900 to 2199"))
    }
}

/// A day of a query.
pub(super) fn day(name: &str, text: Option<&str>) -> Result<Option<Day>, Problem> {
    text.map(|t| {
        let day = t
            .parse::<Day>()
            .map_err(|_| bad_parameter(name, "give a date such as 2026-03-31"))?;
        asked(name, day)
    })
    .transpose()
}

/// The day of a query that speaks of the end of one: `at`, or `au` as pages have it.
pub(super) fn asked_day(at: Option<&str>, au: Option<&str>) -> Result<Option<Day>, Problem> {
    match (at, au) {
        (Some(_), Some(_)) => Err(bad_parameter("au", "is another name of `at`: give one")),
        (at, None) => day("at", at),
        (None, au) => day("au", au),
    }
}

/// An answer whose instants are RFC 3339 and whose days are dates: inside the
/// program, and on the live feed, both are numbers.
pub(super) fn readable(answer: impl Serialize, zone: &Zone) -> Value {
    let mut value = serde_json::to_value(answer).unwrap_or_default();
    rewrite(&mut value, zone);
    value
}

fn rewrite(value: &mut Value, zone: &Zone) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let number = member.as_i64();
                match (name.as_str(), number) {
                    (
                        "latest_at" | "as_of" | "at" | "opens_at" | "around" | "data_at",
                        Some(ms),
                    ) => {
                        *member = rfc3339(At::from_millis(ms), zone).into();
                    }
                    ("baseline_at" | "target_at" | "last_day", Some(day)) => {
                        let day = Day::from_number(i32::try_from(day).unwrap_or_default());
                        *member = day.to_string().into();
                    }
                    _ => rewrite(member, zone),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rewrite(item, zone)),
        _ => {}
    }
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
    fn answers_carry_no_bare_numbers_for_times() {
        let inner = serde_json::json!({"last_day": 0, "latest_at": 0, "note": 5});
        let said = readable(
            serde_json::json!({"rows": [inner], "as_of": null}),
            &Zone::utc(),
        );
        let row = serde_json::json!(
            {"last_day": "1970-01-01", "latest_at": "1970-01-01T00:00:00+00:00", "note": 5}
        );
        assert_eq!(said, serde_json::json!({"rows": [row], "as_of": null}));
    }

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
