use model::format::month_name;
use model::time::Day;

/// A number as pages write it, with its unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// The number as it is shown: no digit is made up.
    pub value: f64,
    /// How many decimals are shown.
    pub decimals: u8,
    /// What stands after it; may be empty.
    pub unit: String,
}

impl Figure {
    /// « 1 234,5 kWh », « −8 % », « +0,25 »; nothing else is a number.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, rest) = match text.strip_prefix(['\u{2212}', '-']) {
            Some(rest) => (-1.0, rest),
            None => (1.0, text.strip_prefix(['+', '±']).unwrap_or(text)),
        };
        let mut digits = String::new();
        let mut decimals: Option<u8> = None;
        let mut end = rest.len();
        let mut letters = rest.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let next = letters.peek().map(|(_, next)| *next);
            let goes_on = next.is_some_and(|next| next.is_ascii_digit());
            match letter {
                '0'..='9' => {
                    digits.push(letter);
                    decimals = decimals.map(|count| count.saturating_add(1));
                }
                '\u{202f}' | '\u{a0}' if goes_on && decimals.is_none() && !digits.is_empty() => {}
                ',' if goes_on && decimals.is_none() && !digits.is_empty() => {
                    digits.push('.');
                    decimals = Some(0);
                }
                _ => {
                    end = at;
                    break;
                }
            }
        }
        let unit = rest.get(end..)?.trim();
        let is_unit = !unit.contains(|c: char| c.is_ascii_digit() || c.is_whitespace())
            && unit.chars().count() <= LONGEST_UNIT;
        let value: f64 = digits.parse().ok()?;
        is_unit.then(|| Self {
            value: sign * value,
            decimals: decimals.unwrap_or(0),
            unit: unit.to_owned(),
        })
    }
}

/// Characters of a unit: « kWh/m²/an » and the like.
const LONGEST_UNIT: usize = 12;

/// « 24 novembre 2026 », with the weekday or without.
pub(super) fn read_day(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [day, month, year] = match words.as_slice() {
        [day, month, year] | [_, day, month, year] => [*day, *month, *year],
        _ => return None,
    };
    let day: i8 = day.trim_end_matches("er").parse().ok()?;
    let month = (1..=12).find(|number| month_name(*number) == month)?;
    Day::from_ymd(year.parse().ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(f64, u8, String)> {
        Figure::read(text).map(|figure| (figure.value, figure.decimals, figure.unit))
    }

    #[test]
    fn numbers_of_pages_are_numbers() {
        let figure = |value, decimals, unit: &str| Some((value, decimals, unit.to_owned()));
        assert_eq!(read("1\u{202f}234,5\u{202f}kWh"), figure(1234.5, 1, "kWh"));
        assert_eq!(read("\u{2212}8\u{202f}%"), figure(-8.0, 0, "%"));
        assert_eq!(read("+0,25"), figure(0.25, 2, ""));
        assert_eq!(read("171\u{202f}kWh/m²"), figure(171.0, 0, "kWh/m²"));
    }

    #[test]
    fn what_is_more_than_a_number_is_none() {
        for text in [
            "",
            "–",
            "14 h 30",
            "12 m³ · trajectoire 13",
            "1,2,3",
            "École 4",
            "=1+1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn dates_of_pages_are_dates() {
        let day = Day::from_ymd(2026, 5, 1);
        assert_eq!(read_day("1er mai 2026"), day);
        assert_eq!(read_day("vendredi 1er mai 2026"), day);
        assert_eq!(read_day("mai 2026"), None);
        assert_eq!(read_day("31 février 2026"), None);
    }
}
