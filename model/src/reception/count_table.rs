use super::PublishedTable;
use super::cell_graph::{Cell, CellGraph};

/// Counts of people by one or two keys, before anything is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    rows: Vec<Vec<u64>>,
}

/// The rows of a table differ in length, or there are none.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error("a table needs rows of one length")]
pub struct RaggedTable;

impl CountTable {
    /// A table that is published with the totals of its rows and columns.
    ///
    /// # Errors
    /// [`RaggedTable`].
    pub fn new(rows: Vec<Vec<u64>>) -> Result<Self, RaggedTable> {
        let width = rows.first().map_or(0, Vec::len);
        let sound = width > 0 && rows.iter().all(|row| row.len() == width);
        sound.then_some(Self { rows }).ok_or(RaggedTable)
    }

    /// Hides every count from 1 to `least` − 1, totals too, and as many others as
    /// it takes that none of them can be worked out from the totals: each could
    /// be larger by `least` at least, as far as a reader can tell (domain §5.4).
    ///
    /// What else is hidden is the cheapest circulation through the count
    /// (Kelly, Golden and Assad, 1992), found one count after the other.
    ///
    /// ```
    /// use model::reception::CountTable;
    /// // three hours and their total: 3 alone would be 35 − 12 − 20
    /// let hours = CountTable::new(vec![vec![12, 3, 20]])?.suppress(5);
    /// assert_eq!(hours.cells, [[None, None, Some(20)]]);
    /// assert_eq!(hours.row_totals, [Some(35)]);
    /// # Ok::<(), model::reception::RaggedTable>(())
    /// ```
    pub fn suppress(&self, least: u64) -> PublishedTable {
        let mut graph = self.graph();
        let small: Vec<usize> = (0..)
            .zip(&graph.cells)
            .filter(|(_, cell)| (1..least).contains(&cell.count))
            .map(|(index, _)| index)
            .collect();
        hide(&mut graph, &small);
        for cell in small {
            if graph.slack(cell, true) < least {
                let cover = graph.cover(cell, least);
                hide(&mut graph, &cover);
            }
        }
        self.published(&graph)
    }

    /// Cells row by row, each row with its total; then the totals of the columns
    /// with that of all. A single row has no totals of columns: they would be its cells.
    fn graph(&self) -> CellGraph {
        let width = self.rows.first().map_or(0, Vec::len);
        let many = self.rows.len() > 1;
        // The cells of a single row meet in one column, that of their total.
        let column = |c: usize| if many { c } else { 0 };
        let mut cells = Vec::new();
        let mut column_totals = vec![0_u64; width + 1];
        for (row, counts) in self.rows.iter().enumerate() {
            let total = counts.iter().fold(0, |sum: u64, &c| sum.saturating_add(c));
            for (c, &count) in counts.iter().chain([&total]).enumerate() {
                cells.push(Cell {
                    row,
                    column: column(c),
                    adds: c < width,
                    count,
                    hidden: false,
                });
                if let Some(sum) = column_totals.get_mut(c) {
                    *sum = sum.saturating_add(count);
                }
            }
        }
        if many {
            cells.extend(column_totals.iter().enumerate().map(|(c, &count)| Cell {
                row: self.rows.len(),
                column: c,
                adds: c == width,
                count,
                hidden: false,
            }));
        }
        CellGraph {
            cells,
            rows: self.rows.len() + usize::from(many),
            columns: column(width) + 1,
        }
    }

    fn published(&self, graph: &CellGraph) -> PublishedTable {
        let width = self.rows.first().map_or(0, Vec::len);
        let shown: Vec<Option<u64>> = graph
            .cells
            .iter()
            .map(|cell| (!cell.hidden).then_some(cell.count))
            .collect();
        let mut lines = shown.chunks(width + 1).map(|line| {
            let (total, cells) = line.split_last().unwrap_or((&None, &[]));
            (cells.to_vec(), *total)
        });
        let (cells, row_totals) = lines.by_ref().take(self.rows.len()).unzip();
        let (column_totals, total) = lines.next().unwrap_or_default();
        PublishedTable {
            cells,
            row_totals,
            column_totals,
            total,
        }
    }
}

fn hide(graph: &mut CellGraph, cells: &[usize]) {
    for &cell in cells {
        if let Some(cell) = graph.cells.get_mut(cell) {
            cell.hidden = true;
        }
    }
}

#[cfg(test)]
mod tests;
