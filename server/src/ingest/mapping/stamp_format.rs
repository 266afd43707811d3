use serde::{Deserialize, Deserializer};

use model::time::At;

use super::LocalTime;
use super::columns::explain;
use super::month_name::month_name;
use crate::ingest::stamp::{StampFault, offset_s};

/// A pattern of dates and times such as `%d/%m/%Y %H:%M`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampFormat {
    text: String,
    items: Vec<Item>,
    has_offset: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Literal(u8),
    Year,
    ShortYear,
    Month,
    MonthName,
    Day,
    Hour,
    Minute,
    Second,
    Fraction,
    Offset,
    Unix,
}

/// A date and time as written, before a zone makes an instant of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Civil {
    /// Year, month and day as one number, `20260329`: equal days compare equal.
    pub date: i32,
    /// Milliseconds since 00:00 of the written date; 24:00 is allowed.
    pub ms: i64,
    /// Offset from UTC in seconds, where the format has one.
    pub offset_s: Option<i64>,
}

/// Why a text is no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("time format `{format}`: {reason}")]
pub struct StampFormatError {
    /// As written.
    pub format: String,
    /// What does not fit.
    pub reason: String,
}

impl StampFormat {
    /// As written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the texts carry their own offset.
    pub const fn has_offset(&self) -> bool {
        self.has_offset
    }

    /// The instant a text means; an error says what is wrong in terms of the mapping.
    pub(crate) fn instant(&self, text: &str, local: &mut LocalTime) -> Result<At, String> {
        self.read(text.as_bytes())
            .map_err(|fault| explain(fault, self))
            .and_then(|civil| local.instant(civil, None))
    }

    /// Reads a text, whole.
    pub(crate) fn read(&self, text: &[u8]) -> Result<Civil, StampFault> {
        let (mut year, mut month, mut day) = (1970, 1, 1);
        let (mut hour, mut minute, mut second, mut milli) = (0, 0, 0, 0);
        let mut found = Civil::default();
        let mut rest = text;
        let mut items = self.items.iter().peekable();
        while let Some(item) = items.next() {
            // Where digits follow digits a field cannot be shorter than its width.
            let fixed = items
                .peek()
                .is_some_and(|next| !matches!(next, Item::Literal(_) | Item::Offset));
            match item {
                Item::Literal(byte) => {
                    rest = match rest.split_first() {
                        Some((first, after)) if first == byte => after,
                        _ => return Err(StampFault::Format),
                    };
                }
                Item::Year => {
                    let (number, count, after) = digits(rest, 4)?;
                    match count {
                        4 => year = number,
                        2 => return Err(StampFault::TwoDigitYear),
                        _ => return Err(StampFault::Format),
                    }
                    rest = after;
                }
                Item::ShortYear => year = 2000 + field(&mut rest, true)?,
                Item::Month => month = field(&mut rest, fixed)?,
                Item::MonthName => {
                    (month, rest) = month_name(rest).ok_or(StampFault::Format)?;
                }
                Item::Day => day = field(&mut rest, fixed)?,
                Item::Hour => hour = field(&mut rest, fixed)?,
                Item::Minute => minute = field(&mut rest, fixed)?,
                Item::Second => second = field(&mut rest, fixed)?,
                Item::Fraction => {
                    let (number, count, after) = digits(rest, 9)?;
                    let shift = u32::try_from(count).unwrap_or(0);
                    milli = number * 1000 / 10_i64.pow(shift);
                    rest = after;
                }
                Item::Offset => {
                    found.offset_s = Some(offset_s(rest.trim_ascii())?);
                    rest = &[];
                }
                Item::Unix => return unix(rest),
            }
        }
        let end_of_day = hour == 24 && minute == 0 && second == 0 && milli == 0;
        if !rest.is_empty() {
            return Err(StampFault::Format);
        }
        if !(1..=12).contains(&month)
            || !(1..=31).contains(&day)
            || (hour > 23 && !end_of_day)
            || minute > 59
            || second > 59
        {
            return Err(StampFault::NoSuchTime);
        }
        found.date = i32::try_from(year * 10_000 + month * 100 + day).unwrap_or(0);
        found.ms = ((hour * 60 + minute) * 60 + second) * 1000 + milli;
        Ok(found)
    }
}

fn unix(text: &[u8]) -> Result<Civil, StampFault> {
    let text = core::str::from_utf8(text).map_err(|_| StampFault::Format)?;
    let seconds: i64 = text.trim().parse().map_err(|_| StampFault::Format)?;
    Ok(Civil {
        date: 19_700_101,
        ms: seconds.checked_mul(1000).ok_or(StampFault::NoSuchTime)?,
        offset_s: Some(0),
    })
}

/// One or two digits, exactly two when `fixed`.
fn field(rest: &mut &[u8], fixed: bool) -> Result<i64, StampFault> {
    let (number, count, after) = digits(rest, 2)?;
    if fixed && count != 2 {
        return Err(StampFault::Format);
    }
    *rest = after;
    Ok(number)
}

fn digits(text: &[u8], most: usize) -> Result<(i64, usize, &[u8]), StampFault> {
    let mut number = 0;
    let mut count = 0;
    for byte in text.iter().take(most).take_while(|b| b.is_ascii_digit()) {
        number = number * 10 + i64::from(byte - b'0');
        count += 1;
    }
    match text.get(count..) {
        Some(after) if count > 0 => Ok((number, count, after)),
        _ => Err(StampFault::Format),
    }
}

impl core::str::FromStr for StampFormat {
    type Err = StampFormatError;

    fn from_str(format: &str) -> Result<Self, StampFormatError> {
        let fault = |reason: String| StampFormatError {
            format: format.to_owned(),
            reason,
        };
        let mut items = Vec::new();
        let expanded = format.replace("%F", "%Y-%m-%d").replace("%T", "%H:%M:%S");
        let mut letters = expanded.bytes();
        while let Some(letter) = letters.next() {
            if letter != b'%' {
                items.push(Item::Literal(letter));
                continue;
            }
            items.push(match letters.next() {
                Some(b'Y') => Item::Year,
                Some(b'y') => Item::ShortYear,
                Some(b'm') => Item::Month,
                Some(b'B') => Item::MonthName,
                Some(b'd') => Item::Day,
                Some(b'H') => Item::Hour,
                Some(b'M') => Item::Minute,
                Some(b'S') => Item::Second,
                Some(b'f') => Item::Fraction,
                Some(b'z') => Item::Offset,
                Some(b's') => Item::Unix,
                Some(b'%') => Item::Literal(b'%'),
                other => {
                    return Err(fault(format!(
                        "%{} is not known: use %Y %y %m %B %d %H %M %S %f %z %s %F %T",
                        other.map_or('?', char::from)
                    )));
                }
            });
        }
        let has = |item| items.contains(&item);
        if has(Item::Unix) && items.len() > 1 {
            return Err(fault("%s stands alone".to_owned()));
        }
        let dated = (has(Item::Year) || has(Item::ShortYear))
            && (has(Item::Month) || has(Item::MonthName))
            && has(Item::Day);
        if !dated && !has(Item::Unix) {
            return Err(fault("needs %Y (or %y), %m and %d".to_owned()));
        }
        if items
            .iter()
            .position(|i| *i == Item::Offset)
            .is_some_and(|at| at + 1 < items.len())
        {
            return Err(fault("%z comes last".to_owned()));
        }
        let has_offset = has(Item::Offset) || has(Item::Unix);
        Ok(Self {
            text: format.to_owned(),
            items,
            has_offset,
        })
    }
}

impl<'de> Deserialize<'de> for StampFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_real_files() {
        for (format, text, date, ms) in [
            (
                "%Y-%m-%d %H:%M:%S",
                "2013-01-02 03:04:05",
                20_130_102,
                11_045_000,
            ),
            ("%d/%m/%Y %H:%M", "2/1/2013 3:04", 20_130_102, 11_040_000),
            ("%d/%m/%y", "02/01/13", 20_130_102, 0),
            ("%Y%m%d%H%M", "201301020304", 20_130_102, 11_040_000),
            ("%d.%m.%Y %H:%M", "31.12.2012 24:00", 20_121_231, 86_400_000),
            ("%d %B %Y", "1 Août 2019", 20_190_801, 0),
            ("%F %T.%f", "2013-01-02 00:00:01.25", 20_130_102, 1250),
        ] {
            let format: StampFormat = format.parse().expect("a format");
            let found = format.read(text.as_bytes());
            assert_eq!(
                found,
                Ok(Civil {
                    date,
                    ms,
                    offset_s: None
                }),
                "{text}"
            );
        }
        let with_offset: StampFormat = "%FT%T%z".parse().expect("a format");
        let found = with_offset
            .read(b"2013-01-02T00:00:00+01:00")
            .expect("read");
        assert_eq!(found.offset_s, Some(3600));
        let unix: StampFormat = "%s".parse().expect("a format");
        assert_eq!(
            unix.read(b"1357095845").map(|c| c.ms),
            Ok(1_357_095_845_000)
        );
    }

    #[test]
    fn texts_that_do_not_fit_say_why() {
        use StampFault::*;
        for (format, text, fault) in [
            ("%d/%m/%Y", "02/01/13", TwoDigitYear),
            ("%d/%m/%Y", "02-01-2013", Format),
            ("%d/%m/%Y", "02/13/2013", NoSuchTime),
            ("%d/%m/%Y", "02/01/2013 ", Format),
            ("%d/%m/%Y %H:%M", "02/01/2013", Format),
            ("%d/%m/%Y %H:%M", "02/01/2013 24:01", NoSuchTime),
            ("%Y%m%d%H", "2013010203x", Format),
            ("%Y%m%d%H", "20130102 3", Format),
        ] {
            let parsed: StampFormat = format.parse().expect("a format");
            assert_eq!(parsed.read(text.as_bytes()), Err(fault), "{text}");
        }
        for format in ["%H:%M", "%Y-%m", "%q", "%Y%m%d%", "%s %Y", "%z %F"] {
            assert!(format.parse::<StampFormat>().is_err(), "{format}");
        }
    }
}
