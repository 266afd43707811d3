use app::plain::MinutesBlock;
use model::engine::Town;
use model::format::date_long;
use model::piloting::{Action, Review};

use super::minutes;
use crate::report::{Block, Cell, Document, TableBlock, TableColumn};

/// The minutes of a review as they are printed.
pub fn printed_minutes(review: &Review, actions: &[Action], town: &Town, demo: bool) -> Document {
    let city = town.tree().root().and_then(|root| town.tree().place(root));
    let city = city.map(|place| place.name.clone()).unwrap_or_default();
    let state = match review.closed_at {
        Some(_) => "Compte rendu définitif",
        None => "Revue en cours",
    };
    let subject = Block::Subject {
        name: review.title.clone(),
        facts: format!("Revue du {}", date_long(review.day)),
        on_new_page: false,
    };
    let told = minutes(review, actions, town.zone()).into_iter().map(block);
    Document {
        title: format!("{} · {city}", review.title),
        city,
        genre: "Compte rendu de revue".to_owned(),
        day: review.day,
        demo,
        foot: state.to_owned(),
        blocks: std::iter::once(subject).chain(told).collect(),
    }
}

fn block(block: MinutesBlock) -> Block {
    match block {
        MinutesBlock::Heading(text) => Block::Heading { text },
        MinutesBlock::Paragraph(text) => Block::Text {
            paragraphs: vec![text],
        },
        MinutesBlock::Table {
            caption,
            columns,
            rows,
        } => {
            let widths = [4, 1, 3, 2].into_iter().chain(std::iter::repeat(2));
            let columns = columns.iter().zip(widths);
            Block::Table(Box::new(TableBlock {
                caption: caption.to_owned(),
                columns: columns
                    .map(|(name, share)| TableColumn::words(*name, share))
                    .collect(),
                rows: rows
                    .into_iter()
                    .map(|row| row.into_iter().map(Cell::text).collect())
                    .collect(),
                summed: false,
            }))
        }
    }
}
