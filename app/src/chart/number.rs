//! Figures as a French reader expects them on a chart.

/// Narrow no-break space: between thousands, before units and high punctuation.
pub const NNBSP: char = '\u{202f}';

/// `value` with so many decimals: "1 234,5", "−3". A dash when it is no number.
pub fn number(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return String::from("–");
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value < 0.0 && text.chars().any(|c| ('1'..='9').contains(&c)) {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(NNBSP);
        }
        out.push(digit);
    }
    if !part.is_empty() {
        out.push(',');
        out.push_str(part);
    }
    out
}

/// A change with its sign: "+38", "−12", "0".
pub fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    if value > 0.0 && text.chars().any(|c| ('1'..='9').contains(&c)) {
        format!("+{text}")
    } else {
        text
    }
}

/// A figure with its unit, or the words for a missing one.
pub fn with_unit(value: Option<f64>, decimals: usize, unit: &str) -> String {
    match value.filter(|v| v.is_finite()) {
        Some(v) if unit.is_empty() => number(v, decimals),
        Some(v) => format!("{}{NNBSP}{unit}", number(v, decimals)),
        None => String::from("aucun relevé"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_french() {
        assert_eq!(number(1_234_567.25, 1), "1\u{202f}234\u{202f}567,2");
        assert_eq!(number(0.5, 1), "0,5");
        assert_eq!(number(-12.0, 0), "−12");
        assert_eq!(number(-0.01, 1), "0,0");
        assert_eq!(number(f64::NAN, 1), "–");
    }

    #[test]
    fn a_change_carries_its_sign_only_when_it_is_one() {
        assert_eq!(signed(38.0, 0), "+38");
        assert_eq!(signed(-31.0, 0), "−31");
        assert_eq!(signed(0.2, 0), "0");
    }
}
