/// A number as people type it: decimal comma or point, spaces between thousands, true
/// minus. `None`: no number.
///
/// ```
/// use server::objectives::typed_number;
/// assert_eq!(typed_number("1\u{202f}234,5"), Some(1234.5));
/// assert_eq!(typed_number("\u{2212}0.25"), Some(-0.25));
/// assert_eq!(typed_number("1.234,5"), None, "which of both is the comma?");
/// assert_eq!(typed_number("1e9"), None);
/// ```
pub fn typed_number(text: &str) -> Option<f64> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}'))
        .map(|c| match c {
            ',' => '.',
            '\u{2212}' => '-',
            other => other,
        })
        .collect();
    let digits = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    let number: f64 = plain.parse().ok().filter(|_| is_plain)?;
    // The same bound as for readings: what lies beyond is a slip.
    (number.abs() <= 1e12).then_some(number)
}
