use model::city::TicketCode;
use model::reception::Ticket;

use crate::access::Chance;

/// What the codes of our own tickets begin with: those alone can be followed, as nobody
/// guesses them.
const OWN: &str = "v-";
/// Signs of such a code, without those that look alike.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A code that nobody can guess: 32 signs of 32, 160 bits.
pub(super) fn ticket_code(chance: &dyn Chance) -> Option<TicketCode> {
    let bytes = chance.draw().ok()?;
    let signs = bytes
        .iter()
        .filter_map(|byte| SIGNS.get(usize::from(byte % 32)));
    let text: String = signs.map(|sign| char::from(*sign)).collect();
    format!("{OWN}{text}").parse().ok()
}

/// Whether a ticket can be followed by whoever knows its code.
pub fn is_followable(code: &str) -> bool {
    code.strip_prefix(OWN)
        .is_some_and(|rest| rest.len() == 32 && rest.bytes().all(|byte| SIGNS.contains(&byte)))
}

/// The next number of a letter: after the last that was given here, and after those that
/// are on papers already.
pub(super) fn next_number<'t>(
    letter: char,
    given: u32,
    tickets: impl Iterator<Item = &'t Ticket>,
) -> (u32, String) {
    let known = tickets.filter_map(|ticket| {
        let number = ticket.number.as_deref()?.strip_prefix(letter)?;
        number
            .trim()
            .parse::<u32>()
            .ok()
            .filter(|number| *number < 1_000)
    });
    let last = known.max().unwrap_or(0).max(given);
    let next = last % 999 + 1;
    (next, format!("{letter}{next:03}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::OsChance;

    #[test]
    fn codes_are_followable_and_others_are_not() {
        let code = ticket_code(&OsChance).unwrap();
        assert!(is_followable(code.as_str()));
        assert_ne!(ticket_code(&OsChance), Some(code));
        for other in ["t1", "v-", "v-short", "A042"] {
            assert!(!is_followable(other), "{other}");
        }
    }

    #[test]
    fn numbers_go_on_and_begin_again_after_999() {
        let none = core::iter::empty();
        assert_eq!(next_number('A', 41, none).1, "A042");
        assert_eq!(next_number('A', 999, core::iter::empty()).1, "A001");
    }
}
