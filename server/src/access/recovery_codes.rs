use std::io;

use super::Chance;

/// Codes that are given at once.
const COUNT: usize = 8;
/// Signs of a code: 12 of 32 make 60 bits, in three groups.
const SIGNS: usize = 12;
/// Without those that are taken for one another (Crockford).
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Eight codes for the day on which the telephone is lost.
pub(super) fn draw(chance: &dyn Chance) -> io::Result<Vec<String>> {
    (0..COUNT)
        .map(|_| {
            let bytes = chance.draw()?;
            // 256 is eight times 32: every sign is as likely.
            let signs: Vec<char> = bytes
                .iter()
                .take(SIGNS)
                .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
                .map(|sign| char::from(*sign))
                .collect();
            let groups: Vec<String> = signs
                .chunks(4)
                .map(|group| group.iter().collect())
                .collect();
            Ok(groups.join("-"))
        })
        .collect()
}

/// A code as it was drawn, however it was typed.
pub(super) fn tidy(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .take(SIGNS + 1)
        .map(|sign| match sign.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::OsChance;

    #[test]
    fn codes_are_drawn_apart_and_read_however_they_are_typed() {
        let codes = draw(&OsChance).unwrap();
        let mut apart = codes.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), 8);
        for code in codes {
            assert_eq!(code.len(), 14, "{code}");
            let typed = code.to_uppercase().replace('-', "  ").replace('0', "O");
            assert_eq!(tidy(&typed), code.replace('-', ""));
        }
    }
}
