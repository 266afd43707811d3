//! Instants in RFC 3339, without a library of calendars.

use std::time::{SystemTime, UNIX_EPOCH};

const DAY_S: i64 = 86_400;

/// Seconds since 1970.
pub fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .unwrap_or_default()
}

/// As `2026-03-29T12:00:00Z`.
pub fn rfc3339(at: i64) -> String {
    let (year, month, day) = date(at);
    let second = at.rem_euclid(DAY_S);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Year, month and day in UTC: the proleptic Gregorian calendar in eras of 400
/// years that begin in March, so that the leap day comes last (H. Hinnant,
/// "chrono-compatible low-level date algorithms").
pub fn date(at: i64) -> (i64, i64, i64) {
    let days = at.div_euclid(DAY_S) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = (from_march + 2) % 12 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_those_of_the_calendar() {
        let stamps = [0, 951_782_399, 951_782_400, 1_709_164_800, 1_795_388_400].map(rfc3339);
        assert_eq!(
            stamps,
            [
                "1970-01-01T00:00:00Z",
                "2000-02-28T23:59:59Z",
                "2000-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2026-11-22T23:00:00Z",
            ]
        );
    }
}
