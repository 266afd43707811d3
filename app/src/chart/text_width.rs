//! How wide a text will be, without a font: the same answer on every machine.
//! Advances are those of Public Sans 400 in thousandths of an em; digits are
//! taken at their tabular width, so that a live figure never outgrows its place.

/// Bold letters (700) over regular ones, the widest common ratio.
const BOLD: f64 = 1.06;

/// Width of `text` in units, at `size` units to the em.
#[must_use]
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) / 1000.0 * size * if bold { BOLD } else { 1.0 }
}

/// Advance of one character; an unknown one counts as a wide capital.
fn advance(c: char) -> u32 {
    match c {
        '\u{202f}' => 220,
        'I' | 'i' | 'j' | 'î' | ' ' | '\u{a0}' | ',' | '.' | ':' | ';' | '·' | '’' | '\'' | '!' => {
            270
        }
        'l' | 'ï' | '(' | ')' | '[' | ']' | '/' | '|' => 330,
        'J' | 'f' | 'r' | 't' | '-' | '²' | '³' | '*' | '"' => 400,
        '°' | 'z' | 's' | '«' | '»' | '?' | '^' | '_' => 515,
        'a' | 'à' | 'â' | 'ä' | 'c' | 'ç' | 'v' | 'y' | 'ÿ' | 'k' | 'x' | '+' | '−' | '–' | '±'
        | '=' | '<' | '>' | '×' => 565,
        'b' | 'd' | 'e' | 'é' | 'è' | 'ê' | 'ë' | 'h' | 'n' | 'o' | 'ô' | 'ö' | 'p' | 'q' | 'u'
        | 'ù' | 'û' | 'ü' | 'L' => 596,
        'E' | 'É' | 'È' | 'Ê' | 'Ë' | 'F' | 'T' | 'g' | 'Y' | 'Z' | '€' => 637,
        '0'..='9' => 640,
        'w' | '…' | 'H' | '#' => 780,
        'm' | 'M' | 'æ' | '%' | '@' => 904,
        'W' | 'œ' => 954,
        '—' | 'Œ' | 'Æ' => 1118,
        _ => 760,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_narrower_than_the_font() {
        // Sums of the font's own advances, in thousandths of an em.
        for (text, real) in [
            ("Trajectoire votée", 7_904.0),
            ("1 200", 2_470.0),
            ("kWh par m²", 5_349.0),
            ("Les Coteaux", 5_800.0),
        ] {
            let ours = text_width(text, 1000.0, false);
            assert!(
                ours >= real * 0.99 && ours <= real * 1.2,
                "{text}: {ours} against {real}"
            );
        }
    }

    #[test]
    fn accents_cost_what_their_letter_costs() {
        assert!((text_width("éèê", 14.0, false) - text_width("eee", 14.0, false)).abs() < 1e-9);
        assert!(text_width("abc", 14.0, true) > text_width("abc", 14.0, false));
    }
}
