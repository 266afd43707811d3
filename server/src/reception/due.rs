use std::collections::{BTreeSet, VecDeque};

use model::city::PlaceCode;
use model::time::Day;

/// What has to be looked at again, each thing once however often it was touched.
#[derive(Debug, Default)]
pub(super) struct Due {
    /// Sites whose hall was told of, in the order in which they were touched.
    halls: VecDeque<PlaceCode>,
    /// Sites whose hall only aged: they wait for the others.
    aged: VecDeque<PlaceCode>,
    /// Counters whose running day moved, in that order.
    days: VecDeque<PlaceCode>,
    /// Days gone by.
    gone_by: BTreeSet<(PlaceCode, Day)>,
    /// Days gone by were told of since the store kept them worked out.
    unkept: bool,
}

impl Due {
    /// Notes halls that were told of.
    pub(super) fn halls(&mut self, sites: impl IntoIterator<Item = PlaceCode>) {
        sites
            .into_iter()
            .for_each(|site| line_up(&mut self.halls, site));
    }

    /// Notes halls that aged.
    pub(super) fn aged(&mut self, sites: impl IntoIterator<Item = PlaceCode>) {
        sites
            .into_iter()
            .for_each(|site| line_up(&mut self.aged, site));
    }

    /// Notes running days.
    pub(super) fn days(&mut self, counters: impl IntoIterator<Item = PlaceCode>) {
        counters
            .into_iter()
            .for_each(|counter| line_up(&mut self.days, counter));
    }

    /// Notes days gone by.
    pub(super) fn gone_by(&mut self, days: impl IntoIterator<Item = (PlaceCode, Day)>) {
        self.gone_by.extend(days);
        self.unkept |= !self.gone_by.is_empty();
    }

    /// The hall that was told of and waits longest.
    pub(super) fn next_hall(&mut self) -> Option<PlaceCode> {
        self.halls.pop_front()
    }

    /// The hall that aged and waits longest.
    pub(super) fn next_aged(&mut self) -> Option<PlaceCode> {
        self.aged.pop_front()
    }

    /// The counter whose running day waits longest.
    pub(super) fn next_day(&mut self) -> Option<PlaceCode> {
        self.days.pop_front()
    }

    /// One of the days gone by.
    pub(super) fn next_gone_by(&mut self) -> Option<(PlaceCode, Day)> {
        self.gone_by.pop_first()
    }

    /// Whether the store has days to keep anew; asked for once.
    pub(super) fn take_unkept(&mut self) -> bool {
        core::mem::take(&mut self.unkept)
    }

    /// Whether nothing waits.
    pub(super) fn is_empty(&self) -> bool {
        self.halls.is_empty()
            && self.aged.is_empty()
            && self.days.is_empty()
            && self.gone_by.is_empty()
    }
}

fn line_up(queue: &mut VecDeque<PlaceCode>, code: PlaceCode) {
    if !queue.contains(&code) {
        queue.push_back(code);
    }
}
