use crate::ingest::decimal::decimal;

/// Signs of a written number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberFormat {
    pub(crate) decimal: char,
    pub(crate) thousands: Option<char>,
}

impl NumberFormat {
    /// The number; `None` when the text is none in this format.
    ///
    /// A thousands sign is accepted only before groups of three digits, so
    /// that a point read with the wrong mapping is a fault, not a factor.
    pub(crate) fn read(self, text: &str) -> Option<f64> {
        if self.decimal == '.' && self.thousands.is_none() {
            return decimal(text.as_bytes());
        }
        let mut plain = String::with_capacity(text.len());
        // Digits since the last thousands sign, once there was one.
        let mut group: Option<u8> = None;
        let mut decimals = false;
        for letter in text.chars() {
            if letter == self.decimal && !decimals {
                if group.is_some_and(|digits| digits != 3) {
                    return None;
                }
                (group, decimals) = (None, true);
                plain.push('.');
            } else if self.separates(letter) && !decimals {
                let first = plain.bytes().any(|b| b.is_ascii_digit());
                if !first || group.is_some_and(|digits| digits != 3) {
                    return None;
                }
                group = Some(0);
            } else {
                // Spreadsheets write the true minus.
                let letter = if letter == '\u{2212}' { '-' } else { letter };
                let known = letter.is_ascii_digit() || matches!(letter, '-' | '+' | 'e' | 'E');
                if !known {
                    return None;
                }
                group = group.map(|digits| digits.saturating_add(1));
                plain.push(letter);
            }
        }
        if group.is_some_and(|digits| digits != 3) {
            return None;
        }
        decimal(plain.as_bytes())
    }

    /// The number of a text that is not written with a point already.
    pub(crate) fn read_foreign(self, text: &str) -> Option<f64> {
        let foreign = self.decimal != '.' || self.thousands.is_some();
        foreign.then(|| self.read(text)).flatten()
    }

    fn separates(self, letter: char) -> bool {
        match self.thousands {
            // No-break and narrow no-break space are what programs print.
            Some(' ') => matches!(letter, ' ' | '\u{a0}' | '\u{202f}'),
            sign => sign == Some(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_and_german_numbers() {
        let french = NumberFormat {
            decimal: ',',
            thousands: Some(' '),
        };
        let german = NumberFormat {
            decimal: ',',
            thousands: Some('.'),
        };
        for (format, text, value) in [
            (french, "1\u{202f}234,5", Some(1234.5)),
            (french, "12 345 678", Some(12_345_678.0)),
            (french, "\u{2212}0,25", Some(-0.25)),
            (french, "12", Some(12.0)),
            (french, "1.5", None),
            (french, "1,5,2", None),
            (french, "1 23", None),
            (french, " 123", None),
            (german, "1.234,5", Some(1234.5)),
            (german, "1.5", None),
            (german, "12.3456", None),
            (german, "", None),
        ] {
            assert_eq!(format.read(text), value, "{text}");
        }
    }
}
