use crate::score::{Note, round_to};

/// The narrow no-break space that groups digits and stands before units and `; : ! ? %`.
pub const NARROW_SPACE: char = '\u{202F}';
/// The true minus sign.
const MINUS: char = '\u{2212}';

/// A number with so many decimals, digits grouped by three, decimal comma, true minus.
///
/// ```
/// use model::format::decimal;
/// assert_eq!(decimal(1234.5, 1), "1\u{202F}234,5");
/// assert_eq!(decimal(-0.04, 1), "0,0");
/// ```
pub fn decimal(value: f64, decimals: u8) -> String {
    let rounded = round_to(value, decimals);
    let plain = format!("{:.*}", usize::from(decimals), rounded.abs());
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len() + 4);
    if rounded < 0.0 {
        text.push(MINUS);
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            text.push(NARROW_SPACE);
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push(',');
        text.push_str(part);
    }
    text
}

/// A whole number, grouped.
pub fn integer(value: f64) -> String {
    decimal(value, 0)
}

/// A change: always with its sign, `±0` without one.
pub fn signed(value: f64, decimals: u8) -> String {
    let text = decimal(value, decimals);
    if round_to(value, decimals) > 0.0 {
        format!("+{text}")
    } else {
        text
    }
}

/// A share between 0 and 1 as a percentage.
///
/// ```
/// assert_eq!(model::format::percent(0.964, 0), "96\u{202F}%");
/// ```
pub fn percent(share: f64, decimals: u8) -> String {
    format!("{}{NARROW_SPACE}%", decimal(share * 100.0, decimals))
}

/// A number with its unit; the unit may be empty.
pub fn with_unit(value: f64, decimals: u8, unit: &str) -> String {
    let number = decimal(value, decimals);
    if unit.is_empty() {
        number
    } else {
        format!("{number}{NARROW_SPACE}{unit}")
    }
}

/// A note with all its digits, where a sum has to come out: « 7,7097 ».
///
/// ```
/// use model::score::Note;
/// assert_eq!(model::format::exact_note(Note::from_ten_thousandths(77_097)), "7,7097");
/// ```
pub fn exact_note(note: Note) -> String {
    decimal(note.value(), 4)
}

/// A note with one decimal, `–` when there is none. Rounded down, so that a
/// note that is shown as reached is reached.
///
/// ```
/// use model::score::Note;
/// assert_eq!(model::format::note(Some(Note::from_ten_thousandths(94_999))), "9,4");
/// assert_eq!(model::format::note(None), "–");
/// ```
pub fn note(note: Option<Note>) -> String {
    note.map_or_else(
        || "–".to_owned(),
        |note| {
            let tenths = note.ten_thousandths() / 1000;
            format!("{},{}", tenths / 10, tenths % 10)
        },
    )
}
