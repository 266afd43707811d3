use app::components::level_mark;
use model::format::{NARROW_SPACE, decimal, note as note_text};
use model::score::{Explanation, ExplanationRow, Judged, Level, RowOutcome, RowSubject};

use super::{Block, Cell, TableBlock, TableColumn};

/// What is asked of a place, what is measured, and the note that follows.
pub(super) fn objectives_table(explanations: &[Explanation]) -> Option<Block> {
    let rows: Vec<Vec<Cell>> = explanations
        .iter()
        .flat_map(|explanation| &explanation.rows)
        .filter_map(|row| match &row.subject {
            RowSubject::Objective(judged) => Some(line(row, judged)),
            RowSubject::Place { .. } | RowSubject::Theme { .. } => None,
        })
        .collect();
    (!rows.is_empty()).then(|| {
        Block::Table(Box::new(TableBlock {
            caption: String::new(),
            columns: vec![
                TableColumn::words("Objectif", 8),
                TableColumn::figures("Mesuré", 5),
                TableColumn::figures("Demandé à ce jour", 5),
                TableColumn::figures("Visé", 7),
                TableColumn::words("Niveau", 5),
                TableColumn::figures("Note", 2),
            ],
            rows,
            summed: false,
        }))
    })
}

fn line(row: &ExplanationRow, judged: &Judged) -> Vec<Cell> {
    let number = |value: f64| decimal(value, judged.decimals);
    let amount = |value: f64| format!("{}{NARROW_SPACE}{}", number(value), judged.unit);
    let asked = match judged.band {
        Some((high, _)) => format!("{} à {}", number(judged.required), amount(high)),
        None => amount(judged.required),
    };
    let aimed = match judged.band {
        Some(_) => format!("{asked} en {}", judged.target_at.year()),
        None => format!("{} en {}", amount(judged.target), judged.target_at.year()),
    };
    let (note, level) = match row.outcome {
        RowOutcome::Scored { note, .. } => (
            Some(note),
            Cell::marked(level_mark(Level::of(Some(note))), ""),
        ),
        RowOutcome::Stale { last, .. } => (Some(last), Cell::text("Données anciennes")),
        RowOutcome::Unscored { .. } => (None, Cell::marked(level_mark(Level::None), "")),
    };
    vec![
        Cell::text(row.name.clone()),
        Cell::text(
            judged
                .value
                .map_or_else(|| "aucun relevé".to_owned(), amount),
        ),
        Cell::text(asked),
        Cell::text(aimed),
        level,
        Cell::text(note_text(note)),
    ]
}
