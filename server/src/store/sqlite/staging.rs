use std::sync::Arc;

use model::city::SeriesKind;
use model::measure::Reading;
use model::time::At;

use super::block_key::BlockKey;
use super::codec::Undecodable;
use super::frame::Frame;
use super::late_change::LateChange;
use super::open_month::OpenMonth;
use super::series_facts::SeriesFacts;
use super::stored_month::StoredMonth;
use crate::store::Appended;

/// Readings that one caller wants in one month, by instant.
#[derive(Debug)]
pub(crate) struct Offer {
    /// Which caller of the commit.
    pub(crate) caller: usize,
    /// When they were known.
    pub(crate) known_at: At,
    /// Sorted by instant; of equal instants the later entry wins.
    pub(crate) readings: Arc<[Reading]>,
}

/// A month before its offers are merged in.
#[derive(Debug)]
pub(crate) enum Base {
    /// There is nothing yet.
    Nothing,
    /// It is in memory.
    Open(Arc<OpenMonth>),
    /// It was just read from disk.
    Stored(StoredMonth),
}

/// One month with everything that is to be merged into it.
#[derive(Debug)]
pub(crate) struct Staging {
    /// Which month.
    pub(crate) key: BlockKey,
    /// Its days.
    pub(crate) frame: Arc<Frame>,
    /// How its readings add up.
    pub(crate) facts: Arc<SeriesFacts>,
    /// Whether what comes late is remembered.
    pub(crate) is_followed: bool,
    /// What it holds so far.
    pub(crate) base: Base,
    /// What is to be merged, in the order of the callers.
    pub(crate) offers: Vec<Offer>,
}

/// A month as it will be once the commit succeeded.
#[derive(Debug)]
pub(crate) struct Staged {
    /// Which month.
    pub(crate) key: BlockKey,
    /// Its new content.
    pub(crate) month: OpenMonth,
    /// The readings that change something, for the journal.
    pub(crate) changes: Vec<Reading>,
    /// Values that are replaced.
    pub(crate) replaced: Vec<Replaced>,
    /// What came after its day was over, with the instant at which it was known.
    pub(crate) late: Vec<(At, LateChange)>,
    /// What happened to the readings of each caller.
    pub(crate) outcomes: Vec<(usize, Appended)>,
    /// Days with changed readings or totals, one bit each.
    pub(crate) touched: u32,
}

/// A value that gave way to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Replaced {
    /// The reading that was.
    pub(crate) old: Reading,
    /// The reading that is.
    pub(crate) new: Reading,
    /// When the new one was known.
    pub(crate) known_at: At,
}

/// When readings of a day were known.
#[derive(Debug, Clone, Copy)]
struct Known {
    at: At,
    /// After the day was over, and that is remembered.
    is_late: bool,
}

impl Staged {
    /// A month that only gets new totals.
    pub(crate) const fn unchanged(key: BlockKey, month: OpenMonth) -> Self {
        Self {
            key,
            month,
            changes: Vec::new(),
            replaced: Vec::new(),
            late: Vec::new(),
            outcomes: Vec::new(),
            touched: 0,
        }
    }

    /// Marks a day as changed.
    pub(crate) fn touch(&mut self, index: usize) {
        self.touched |= u32::try_from(index).map_or(0, |shift| 1_u32.wrapping_shl(shift));
    }

    /// Places in the month of the changed days.
    pub(crate) fn touched_days(&self) -> impl Iterator<Item = usize> {
        let touched = self.touched;
        (0..31_usize).filter(move |index| touched & (1 << index) != 0)
    }
}

impl Staging {
    /// How many readings are offered.
    pub(crate) fn offered(&self) -> usize {
        self.offers.iter().map(|offer| offer.readings.len()).sum()
    }

    /// Merges the offers and recomputes the days they touch.
    pub(crate) fn merge(self) -> Result<Staged, (BlockKey, Undecodable)> {
        let month = match self.base {
            Base::Nothing => OpenMonth::empty(&self.frame),
            Base::Open(month) => OpenMonth::clone(&month),
            Base::Stored(stored) => stored
                .open(&self.frame)
                .map_err(|fault| (self.key, fault))?,
        };
        let mut staged = Staged::unchanged(self.key, month);
        for offer in &self.offers {
            let mut outcome = Appended::default();
            let mut rest = &*offer.readings;
            while let Some(first) = rest.first() {
                let index = self.frame.index_of(first.at);
                let end = self.frame.start(index + 1);
                let (day, after) = rest.split_at(rest.partition_point(|r| r.at < end).max(1));
                let known = Known {
                    at: offer.known_at,
                    is_late: self.is_followed && end <= offer.known_at,
                };
                staged.merge_day(index, day, known, &mut outcome);
                rest = after;
            }
            staged.outcomes.push((offer.caller, outcome));
        }
        for index in staged.touched_days().collect::<Vec<_>>() {
            staged.month.summarise(index, &self.frame, &self.facts);
        }
        Ok(staged)
    }

    /// Whether totals depend on neighbouring readings.
    pub(crate) fn is_index(&self) -> bool {
        self.facts.kind == SeriesKind::Index
    }
}

impl Staged {
    fn merge_day(
        &mut self,
        index: usize,
        offered: &[Reading],
        known: Known,
        outcome: &mut Appended,
    ) {
        let changes_before = self.changes.len();
        let Some(day) = self.month.day_mut(index) else {
            return;
        };
        let mut place = 0;
        for &reading in offered {
            let rest = day.readings.get(place..).unwrap_or_default();
            // Readings mostly follow each other: look at the next place before searching.
            place += match rest.first() {
                Some(next) if next.at < reading.at => rest.partition_point(|r| r.at < reading.at),
                _ => 0,
            };
            let mut was = None;
            match day.readings.get_mut(place) {
                Some(there) if there.at == reading.at => {
                    if there.value == reading.value && there.quality == reading.quality {
                        outcome.unchanged += 1;
                        continue;
                    }
                    outcome.corrected += 1;
                    was = Some(*there);
                    self.replaced.push(Replaced {
                        old: *there,
                        new: reading,
                        known_at: known.at,
                    });
                    *there = reading;
                }
                Some(_) => {
                    outcome.added += 1;
                    day.readings.insert(place, reading);
                }
                None => {
                    outcome.added += 1;
                    day.readings.push(reading);
                }
            }
            self.changes.push(reading);
            if known.is_late {
                let at = reading.at;
                self.late.push((known.at, LateChange { at, was }));
            }
        }
        if self.changes.len() > changes_before {
            self.touch(index);
        }
    }
}
