use std::sync::Arc;

use model::measure::{DayTotal, Reading, Rollup};
use model::time::At;

use super::frame::Frame;
use super::series_facts::SeriesFacts;
use crate::store::DayRow;

/// A month of one series, decoded. Days are shared between versions of the
/// month, so that changing one day copies that day only.
#[derive(Debug, Clone, Default)]
pub(crate) struct OpenMonth {
    days: Vec<Option<Arc<OpenDay>>>,
}

/// A day of one series, decoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OpenDay {
    /// Readings by instant, each instant once.
    pub(crate) readings: Vec<Reading>,
    /// Their aggregate.
    pub(crate) rollup: Rollup,
    /// The total of the day.
    pub(crate) total: DayTotal,
}

impl OpenMonth {
    /// A month without anything.
    pub(crate) fn empty(frame: &Frame) -> Self {
        Self {
            days: vec![None; frame.days()],
        }
    }

    /// Puts readings (by instant) and kept aggregates together.
    pub(crate) fn from_parts(frame: &Frame, readings: &[Reading], rows: &[DayRow]) -> Self {
        let mut month = Self::empty(frame);
        let mut rest = readings;
        while let Some(first) = rest.first() {
            let index = frame.index_of(first.at);
            let end = frame.start(index + 1);
            let (day, after) = rest.split_at(rest.partition_point(|r| r.at < end).max(1));
            if let Some(open) = month.day_mut(index) {
                open.readings = day.to_vec();
            }
            rest = after;
        }
        for row in rows {
            if let Some(open) = frame.place_of(row.day).and_then(|i| month.day_mut(i)) {
                open.rollup = row.rollup;
                open.total = row.total;
            }
        }
        month
    }

    /// A day of the month, if anything is known of it.
    pub(crate) fn day(&self, index: usize) -> Option<&OpenDay> {
        self.days.get(index)?.as_deref()
    }

    /// A day of the month to change, made when absent; copied first when others see it.
    pub(crate) fn day_mut(&mut self, index: usize) -> Option<&mut OpenDay> {
        let day = self.days.get_mut(index)?;
        Some(Arc::make_mut(day.get_or_insert_default()))
    }

    /// Every reading, by instant.
    pub(crate) fn readings(&self) -> impl DoubleEndedIterator<Item = &Reading> {
        self.days.iter().flatten().flat_map(|day| &day.readings)
    }

    /// Copies the readings in `[from, to)` to the end of `out`.
    pub(crate) fn copy_between(&self, from: At, to: At, out: &mut Vec<Reading>) {
        for day in self.days.iter().flatten() {
            let start = day.readings.partition_point(|r| r.at < from);
            let end = day.readings.partition_point(|r| r.at < to);
            out.extend_from_slice(day.readings.get(start..end).unwrap_or_default());
        }
    }

    /// The kept aggregates of the days that have any.
    pub(crate) fn rows(&self, frame: &Frame) -> impl Iterator<Item = DayRow> {
        self.days.iter().enumerate().filter_map(|(index, day)| {
            let day = day.as_deref()?;
            let silent = day.rollup.count == 0 && day.total == DayTotal::default();
            (!silent).then(|| DayRow {
                day: frame.day(index),
                rollup: day.rollup,
                total: day.total,
            })
        })
    }

    /// How many readings there are.
    pub(crate) fn len(&self) -> usize {
        self.days
            .iter()
            .flatten()
            .map(|day| day.readings.len())
            .sum()
    }

    /// The latest reading.
    pub(crate) fn last(&self) -> Option<Reading> {
        self.readings().next_back().copied()
    }

    /// The latest reading before an instant that counts.
    pub(crate) fn last_counted_before(&self, at: At, facts: &SeriesFacts) -> Option<Reading> {
        self.readings()
            .rev()
            .find(|r| r.at < at && facts.counts(r))
            .copied()
    }

    /// The earliest reading from an instant on that counts.
    pub(crate) fn first_counted_from(&self, at: At, facts: &SeriesFacts) -> Option<Reading> {
        self.readings()
            .find(|r| r.at >= at && facts.counts(r))
            .copied()
    }

    /// Recomputes the aggregates of a day from its readings. Totals of index series are left.
    pub(crate) fn summarise(&mut self, index: usize, frame: &Frame, facts: &SeriesFacts) {
        if let Some(day) = self.day_mut(index) {
            day.rollup = facts.rollup(&day.readings);
            if facts.kind != model::city::SeriesKind::Index {
                day.total = facts.total(&day.rollup, frame, index);
            }
        }
    }

    /// About how much memory it takes, in bytes.
    pub(crate) fn size(&self) -> usize {
        let days = self.days.iter().flatten();
        let inside =
            days.map(|d| size_of::<OpenDay>() + 16 + d.readings.capacity() * size_of::<Reading>());
        self.days.len() * size_of::<usize>() + inside.sum::<usize>()
    }
}
