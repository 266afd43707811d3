use std::collections::{BinaryHeap, VecDeque};

/// More than any count.
const BOUNDLESS: u64 = u64::MAX / 4;

/// A count of a table: an edge between its row and its column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    /// Whether it is added in its row and column; a total is subtracted, so that
    /// every row and column of the table with its totals adds up to 0.
    pub(super) adds: bool,
    pub(super) count: u64,
    pub(super) hidden: bool,
}

/// A table with its totals as a network: what can be said of hidden cells are
/// the circulations through them (Gusfield, 1988).
#[derive(Debug, Clone)]
pub(super) struct CellGraph {
    pub(super) cells: Vec<Cell>,
    pub(super) rows: usize,
    pub(super) columns: usize,
}

/// A step of a way: over which cell, and whether from its row to its column.
type Step = (usize, bool);

impl CellGraph {
    /// By how much a cell could be more, or less, as far as a reader can tell
    /// who sees what is not hidden. 0 both ways: the reader knows it.
    pub(super) fn slack(&self, cell: usize, more: bool) -> u64 {
        let Some(asked) = self.cells.get(cell).filter(|c| c.hidden) else {
            return 0;
        };
        let most = if more { BOUNDLESS } else { asked.count };
        let (from, to) = self.return_way(asked, more);
        let mut counts: Vec<u64> = self.cells.iter().map(|c| c.count).collect();
        let mut moved = 0_u64;
        while moved < most {
            let open = |step: Step| step.0 != cell && self.is_hidden(step.0);
            let Some(way) =
                self.shortest(from, to, |step| open(step) && self.room(step, &counts) > 0)
            else {
                break;
            };
            let rooms = way.iter().map(|&step| self.room(step, &counts));
            let by = rooms.min().unwrap_or(0).min(most - moved);
            moved += by;
            for &(over, forward) in &way {
                if let (Some(c), Some(count)) = (self.cells.get(over), counts.get_mut(over)) {
                    *count = if c.adds == forward {
                        count.saturating_add(by)
                    } else {
                        count.saturating_sub(by)
                    };
                }
            }
        }
        moved.min(most)
    }

    /// The cells to hide besides so that this one could be more by `need`: those
    /// of a circulation through it that hides the least. Cells that are 0 come
    /// last: a reader may know why they are.
    pub(super) fn cover(&self, cell: usize, need: u64) -> Vec<usize> {
        let Some(asked) = self.cells.get(cell) else {
            return Vec::new();
        };
        let (from, to) = self.return_way(asked, true);
        let counts: Vec<u64> = self.cells.iter().map(|c| c.count).collect();
        let dear: u64 = counts.iter().fold(1, |sum, &c| sum.saturating_add(c));
        let price = |(over, forward): Step| {
            let c = self.cells.get(over)?;
            let usable = over != cell && self.room((over, forward), &counts) >= need;
            usable.then_some(match (c.hidden, c.count) {
                (true, _) => 0,
                (false, 0) => dear,
                (false, count) => count,
            })
        };
        let way = self.cheapest(from, to, price);
        way.into_iter().map(|(over, _)| over).collect()
    }

    /// Where the rest of a circulation through a cell starts and ends.
    fn return_way(&self, cell: &Cell, more: bool) -> (usize, usize) {
        let column = self.rows + cell.column;
        if cell.adds == more {
            (column, cell.row)
        } else {
            (cell.row, column)
        }
    }

    fn is_hidden(&self, cell: usize) -> bool {
        self.cells.get(cell).is_some_and(|c| c.hidden)
    }

    /// What a step can carry: without bound where the cell grows, its count where
    /// it shrinks.
    fn room(&self, (over, forward): Step, counts: &[u64]) -> u64 {
        match (self.cells.get(over), counts.get(over)) {
            (Some(c), Some(&count)) => {
                if c.adds == forward {
                    BOUNDLESS
                } else {
                    count
                }
            }
            _ => 0,
        }
    }

    /// Steps out of a node, with where they lead.
    fn steps(&self, node: usize) -> impl Iterator<Item = (Step, usize)> + '_ {
        self.cells.iter().enumerate().filter_map(move |(over, c)| {
            let column = self.rows + c.column;
            if c.row == node {
                Some(((over, true), column))
            } else if column == node {
                Some(((over, false), c.row))
            } else {
                None
            }
        })
    }

    fn shortest(&self, from: usize, to: usize, open: impl Fn(Step) -> bool) -> Option<Vec<Step>> {
        let mut came: Vec<Option<(Step, usize)>> = vec![None; self.rows + self.columns];
        let mut next = VecDeque::from([from]);
        while let Some(node) = next.pop_front() {
            for (step, there) in self.steps(node) {
                let new = there != from && came.get(there).is_some_and(Option::is_none);
                if !new || !open(step) {
                    continue;
                }
                if let Some(slot) = came.get_mut(there) {
                    *slot = Some((step, node));
                }
                if there == to {
                    return Some(trace(&came, from, to));
                }
                next.push_back(there);
            }
        }
        None
    }

    /// Dijkstra's way; empty where there is none.
    fn cheapest(&self, from: usize, to: usize, price: impl Fn(Step) -> Option<u64>) -> Vec<Step> {
        let nodes = self.rows + self.columns;
        let mut best = vec![u64::MAX; nodes];
        let mut came: Vec<Option<(Step, usize)>> = vec![None; nodes];
        let mut heap = BinaryHeap::from([(core::cmp::Reverse(0_u64), from)]);
        while let Some((core::cmp::Reverse(cost), node)) = heap.pop() {
            if node == to {
                return trace(&came, from, to);
            }
            for (step, there) in self.steps(node) {
                let Some(more) = price(step) else { continue };
                let total = cost.saturating_add(more);
                let better = there != from && best.get(there).is_some_and(|&b| total < b);
                if !better {
                    continue;
                }
                if let (Some(b), Some(c)) = (best.get_mut(there), came.get_mut(there)) {
                    (*b, *c) = (total, Some((step, node)));
                }
                heap.push((core::cmp::Reverse(total), there));
            }
        }
        Vec::new()
    }
}

/// The steps that led from one node to another, last first.
fn trace(came: &[Option<(Step, usize)>], from: usize, to: usize) -> Vec<Step> {
    let (mut way, mut node) = (Vec::new(), to);
    while node != from {
        let Some(Some((step, before))) = came.get(node) else {
            break;
        };
        way.push(*step);
        node = *before;
    }
    way
}
