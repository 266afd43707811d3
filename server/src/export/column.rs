use app::chart::ChartTable;
use model::time::Day;

use super::figure::{Figure, read_day};

/// What all cells of a column are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Column {
    /// Numbers of one unit, with the most decimals among them; `None`: nothing is known.
    Figures {
        /// The heading, with the unit.
        name: String,
        /// Decimals shown.
        decimals: u8,
        /// From the first row to the last.
        cells: Vec<Option<f64>>,
    },
    /// Days.
    Days {
        /// The heading.
        name: String,
        /// From the first row to the last.
        cells: Vec<Option<Day>>,
    },
    /// Anything else.
    Words {
        /// The heading.
        name: String,
        /// From the first row to the last.
        cells: Vec<String>,
    },
}

impl Column {
    /// The columns of a table. A column is of numbers or days only where each cell is one,
    /// or says that nothing is known.
    pub fn all_of(table: &ChartTable) -> Vec<Self> {
        let columns = table.columns.iter().enumerate();
        columns
            .map(|(index, name)| {
                let cells = table.rows.iter().map(|row| row.get(index));
                let cells: Vec<&str> = cells.map(|cell| cell.map_or("", |cell| cell)).collect();
                Self::of(name, &cells)
            })
            .collect()
    }

    /// The heading.
    pub fn name(&self) -> &str {
        match self {
            Self::Figures { name, .. } | Self::Days { name, .. } | Self::Words { name, .. } => name,
        }
    }

    fn of(name: &str, cells: &[&str]) -> Self {
        figures(name, cells)
            .or_else(|| days(name, cells))
            .unwrap_or_else(|| Self::Words {
                name: name.to_owned(),
                cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
            })
    }
}

/// Nothing is known there.
fn is_blank(cell: &str) -> bool {
    matches!(cell.trim(), "" | "–" | "—")
}

/// Each cell as `read` finds it; `None` where one is something else, or all are blank.
fn each<T>(cells: &[&str], read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
    let found: Option<Vec<Option<T>>> = cells
        .iter()
        .map(|cell| match is_blank(cell) {
            true => Some(None),
            false => read(cell).map(Some),
        })
        .collect();
    found.filter(|found| found.iter().any(Option::is_some))
}

fn figures(name: &str, cells: &[&str]) -> Option<Column> {
    let figures = each(cells, Figure::read)?;
    let mut known = figures.iter().flatten();
    let unit = known.next()?.unit.clone();
    if known.any(|figure| figure.unit != unit) {
        return None;
    }
    let decimals = figures.iter().flatten().map(|figure| figure.decimals).max();
    Some(Column::Figures {
        name: match unit.is_empty() || name.contains(&unit) {
            true => name.to_owned(),
            false => format!("{name} ({unit})").trim().to_owned(),
        },
        decimals: decimals.unwrap_or(0),
        cells: figures
            .into_iter()
            .map(|figure| figure.map(|figure| figure.value))
            .collect(),
    })
}

fn days(name: &str, cells: &[&str]) -> Option<Column> {
    Some(Column::Days {
        name: name.to_owned(),
        cells: each(cells, read_day)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_in_the_heading_once() {
        let column = Column::of("Part", &["12\u{202f}%", "–", "8,5\u{202f}%"]);
        assert_eq!(
            column,
            Column::Figures {
                name: "Part (%)".to_owned(),
                decimals: 1,
                cells: vec![Some(12.0), None, Some(8.5)],
            }
        );
        assert_eq!(Column::of("Gaz, kWh", &["1\u{202f}kWh"]).name(), "Gaz, kWh");
    }

    #[test]
    fn one_cell_of_words_makes_words_of_all() {
        let words = Column::of("Note", &["6,2", "non noté"]);
        assert!(matches!(words, Column::Words { .. }), "{words:?}");
        let mixed = Column::of("Valeur", &["1\u{202f}kWh", "2\u{202f}m³"]);
        assert!(matches!(mixed, Column::Words { .. }), "{mixed:?}");
        assert!(matches!(
            Column::of("Vide", &["", "–"]),
            Column::Words { .. }
        ));
    }
}
