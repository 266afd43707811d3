use app::plain::MinutesBlock;
use model::format::{NARROW_SPACE, date_long, date_short};
use model::piloting::{Action, Review};
use model::time::Zone;

use super::{outcome_words, who_words};

/// The minutes of a review, in order: who met, what was decided, and the actions that follow.
pub fn minutes(review: &Review, actions: &[Action], zone: &Zone) -> Vec<MinutesBlock> {
    let mut blocks = vec![MinutesBlock::Paragraph(format!(
        "Revue du {}, ouverte par {}.",
        date_long(review.day),
        who_words(review.role, &review.author)
    ))];
    if !review.participants.is_empty() {
        blocks.push(MinutesBlock::Paragraph(format!(
            "Participants{NARROW_SPACE}: {}",
            review.participants
        )));
    }
    blocks.push(MinutesBlock::Paragraph(match review.closed_at {
        Some(at) => format!("Close le {}.", date_short(zone.day(at))),
        None => "Revue en cours. Ce compte rendu n’est pas définitif.".to_owned(),
    }));
    let decided: Vec<&Action> = actions
        .iter()
        .filter(|action| action.review.is_some_and(|(id, _)| id == review.id))
        .collect();
    if !decided.is_empty() {
        blocks.push(MinutesBlock::Heading("Actions décidées".to_owned()));
        blocks.push(MinutesBlock::Table {
            caption: "Actions décidées",
            columns: &["Quoi", "Point", "Qui", "Échéance"],
            rows: decided
                .into_iter()
                .map(|action| {
                    let nr = action.review.map(|(_, nr)| nr.to_string());
                    vec![
                        action.what.clone(),
                        nr.unwrap_or_default(),
                        [action.function.as_str(), action.directorate.as_str()]
                            .into_iter()
                            .filter(|text| !text.is_empty())
                            .collect::<Vec<_>>()
                            .join(", "),
                        date_short(action.first_due),
                    ]
                })
                .collect(),
        });
    }
    for item in &review.items {
        blocks.push(MinutesBlock::Heading(format!(
            "{}. {}",
            item.nr, item.heading
        )));
        blocks.push(MinutesBlock::Paragraph(item.fact.clone()));
        let outcomes = item.outcomes.iter();
        let outcomes = outcomes.map(|recorded| outcome_words(&recorded.outcome, actions));
        blocks.extend(outcomes.map(MinutesBlock::Paragraph));
        if item.outcomes.is_empty() {
            let words = "Ce point n’a pas été traité.".to_owned();
            blocks.push(MinutesBlock::Paragraph(words));
        }
    }
    if review.items.is_empty() {
        let words = "L’ordre du jour était vide.".to_owned();
        blocks.push(MinutesBlock::Paragraph(words));
    }
    blocks
}
