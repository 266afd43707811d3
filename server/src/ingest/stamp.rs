use model::time::{At, Day};

/// Reads RFC 3339 instants; remembers the last date, since neighbours share it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StampReader {
    date: [u8; 10],
    midnight_ms: i64,
}

/// Why a text is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum StampFault {
    #[error("is not a timestamp: write it as 2026-03-29T14:00:00+02:00")]
    Format,
    #[error("has a year of two digits: write four, as in 2026-03-29T14:00:00+02:00")]
    TwoDigitYear,
    #[error("has no time: write date, time and offset, as in 2026-03-29T14:00:00+02:00")]
    NoTime,
    #[error(
        "has no offset: end it with Z or +02:00, or import the file with a mapping that names \
         its zone"
    )]
    NoOffset,
    #[error("does not exist in the calendar: check month, day and hour")]
    NoSuchTime,
}

impl StampReader {
    /// The instant; milliseconds are kept, finer digits are dropped.
    pub(crate) fn read(&mut self, text: &[u8]) -> Result<At, StampFault> {
        let Some((date, rest)) = text.split_first_chunk::<10>() else {
            return Err(classify(text));
        };
        if *date != self.date {
            self.midnight_ms = midnight_ms(date).map_err(|fault| match fault {
                StampFault::Format => classify(text),
                other => other,
            })?;
            self.date = *date;
        }
        let [b'T' | b't' | b' ', h1, h2, b':', m1, m2, rest @ ..] = rest else {
            return Err(if rest.is_empty() {
                StampFault::NoTime
            } else {
                StampFault::Format
            });
        };
        let (seconds, rest) = match rest {
            [b':', s1, s2, rest @ ..] => (two(*s1, *s2)?, rest),
            rest => (0, rest),
        };
        let (millis, rest) = fraction(rest)?;
        let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
        if hours > 23 || minutes > 59 || seconds > 59 {
            return Err(StampFault::NoSuchTime);
        }
        let offset_s = offset_s(rest)?;
        let local_s = hours * 3600 + minutes * 60 + seconds;
        Ok(At::from_millis(
            self.midnight_ms + (local_s - offset_s) * 1000 + millis,
        ))
    }
}

/// Offset from UTC in seconds: `Z`, `+02:00`, `+0200` or `+02`.
pub(crate) fn offset_s(text: &[u8]) -> Result<i64, StampFault> {
    let (sign, hours, minutes) = match text {
        [b'Z' | b'z'] => return Ok(0),
        [] => return Err(StampFault::NoOffset),
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => {
            (sign, two(*h1, *h2)?, two(*m1, *m2)?)
        }
        [sign, h1, h2] => (sign, two(*h1, *h2)?, 0),
        _ => return Err(StampFault::Format),
    };
    let sign = match sign {
        b'+' => 1,
        b'-' => -1,
        _ => return Err(StampFault::Format),
    };
    if hours > 18 || minutes > 59 {
        return Err(StampFault::NoSuchTime);
    }
    Ok(sign * (hours * 3600 + minutes * 60))
}

fn two(tens: u8, ones: u8) -> Result<i64, StampFault> {
    if tens.is_ascii_digit() && ones.is_ascii_digit() {
        Ok(i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
    } else {
        Err(StampFault::Format)
    }
}

fn fraction(text: &[u8]) -> Result<(i64, &[u8]), StampFault> {
    let [b'.', rest @ ..] = text else {
        return Ok((0, text));
    };
    let length = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at_checked(length).ok_or(StampFault::Format)?;
    if digits.is_empty() {
        return Err(StampFault::Format);
    }
    let padded = digits.iter().map(|b| i64::from(b - b'0'));
    let millis = padded
        .chain(core::iter::repeat(0))
        .take(3)
        .fold(0, |sum, digit| sum * 10 + digit);
    Ok((millis, rest))
}

fn midnight_ms(date: &[u8; 10]) -> Result<i64, StampFault> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else {
        return Err(StampFault::Format);
    };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    let (month, day) = (two(m1, m2)?, two(d1, d2)?);
    let number = (|| {
        let (year, month, day) = (year.try_into(), month.try_into(), day.try_into());
        Day::from_ymd(year.ok()?, month.ok()?, day.ok()?)
    })();
    number
        .map(|day| i64::from(day.number()) * 86_400_000)
        .ok_or(StampFault::NoSuchTime)
}

/// Dates such as 29/03/26 or 26-03-29 deserve a hint of their own.
fn classify(text: &[u8]) -> StampFault {
    let date = text
        .split(|b| matches!(b, b' ' | b'T'))
        .next()
        .unwrap_or_default();
    let mut parts = date.split(|b| matches!(b, b'/' | b'-' | b'.'));
    let short = |part: Option<&[u8]>| {
        part.is_some_and(|p| matches!(p.len(), 1 | 2) && p.iter().all(u8::is_ascii_digit))
    };
    let three = short(parts.next()) && short(parts.next()) && short(parts.next());
    if three && parts.next().is_none() {
        StampFault::TwoDigitYear
    } else {
        StampFault::Format
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<i64, StampFault> {
        StampReader::default().read(text.as_bytes()).map(At::millis)
    }

    #[test]
    fn written_forms_of_one_instant() {
        for text in [
            "2026-03-29T12:00:00Z",
            "2026-03-29t12:00:00z",
            "2026-03-29 14:00:00+02:00",
            "2026-03-29T14:00+0200",
            "2026-03-29T14:00:00.000000+02",
            "2026-03-28T23:30:00-12:30",
        ] {
            assert_eq!(read(text), Ok(1_774_785_600_000), "{text}");
        }
        assert_eq!(read("1969-12-31T23:59:59.5Z"), Ok(-500));
        assert_eq!(read("2026-03-29T12:00:00.1239Z"), Ok(1_774_785_600_123));
    }

    #[test]
    fn faults_say_what_is_wrong() {
        use StampFault::*;
        for (text, fault) in [
            ("", Format),
            ("yesterday", Format),
            ("29/03/26 14:00", TwoDigitYear),
            ("29/03/26", TwoDigitYear),
            ("26-03-29T14:00:00Z", TwoDigitYear),
            ("29/03/2026 14:00", Format),
            ("2026-03-29", NoTime),
            ("2026-03-29T14:00:00", NoOffset),
            ("2026-02-30T14:00:00Z", NoSuchTime),
            ("2026-13-01T14:00:00Z", NoSuchTime),
            ("2026-03-29T24:00:00Z", NoSuchTime),
            ("2026-03-29T14:00:00+25:00", NoSuchTime),
            ("2026-03-29T14:00:00Zulu", Format),
            ("2026-03-29T14:00:00.Z", Format),
            ("2026-03-29T1:00:00Z", Format),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }

    #[test]
    fn a_bad_date_is_not_remembered() {
        let mut stamps = StampReader::default();
        assert!(stamps.read(b"2026-02-30T00:00:00Z").is_err());
        assert!(stamps.read(b"2026-02-30T00:00:00Z").is_err());
        assert!(stamps.read(b"2026-02-28T00:00:00Z").is_ok());
    }

    proptest! {
        #[test]
        fn agrees_with_jiff(ms in -2_208_988_800_000_i64..4_102_444_800_000) {
            let text = jiff::Timestamp::from_millisecond(ms).expect("in range").to_string();
            prop_assert_eq!(read(&text), Ok(ms));
        }

        #[test]
        fn never_panics(text in ".{0,40}") {
            let _ = read(&text);
        }
    }
}
