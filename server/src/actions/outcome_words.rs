use model::format::{NARROW_SPACE, date_short};
use model::piloting::{Action, Outcome};

/// What a review decided on an item, in a sentence.
pub fn outcome_words(outcome: &Outcome, actions: &[Action]) -> String {
    let because = |start: &str, words: &str| {
        if words.is_empty() {
            return format!("{start}.");
        }
        format!("{start}{NARROW_SPACE}: {words}")
    };
    match outcome {
        Outcome::Acted(id) => {
            let action = actions.iter().find(|action| action.id == *id);
            match action {
                Some(action) => format!(
                    "Action n°{NARROW_SPACE}{id}{NARROW_SPACE}: {} ({}, pour le {})",
                    action.what,
                    action.function,
                    date_short(action.first_due)
                ),
                None => format!("Action n°{NARROW_SPACE}{id}"),
            }
        }
        Outcome::Nothing(words) => because("Rien à décider", words),
        Outcome::Postponed { day, words } => {
            because(&format!("Reporté au {}", date_short(*day)), words)
        }
        Outcome::Noted(words) => because("Note", words),
    }
}
