use std::collections::BTreeMap;

use model::time::Day;

use super::seen::{Seen, Sum, WINDOW};
use super::truth::Truth;

/// More than anybody comes.
const MOST: i64 = 1_000;
/// Rounds after which nothing more is learned.
const ROUNDS: u32 = 200;

/// Keeps for each day of each counter how many can have come, and narrows it by all that
/// is known of sums, until nothing moves.
pub struct Attacker {
    counters: Vec<&'static str>,
    days: BTreeMap<(&'static str, Day), (i64, i64)>,
    sums: Vec<Sum>,
}

impl Attacker {
    pub fn new(counters: &[&'static str]) -> Self {
        Self {
            counters: counters.to_vec(),
            days: BTreeMap::new(),
            sums: Vec::new(),
        }
    }

    pub fn learn(&mut self, seen: &Seen) {
        for told in &seen.days {
            self.days
                .insert((told.counter, told.day), (told.low, told.high));
        }
        for sum in &seen.sums {
            let (counters, last) = (sum.counters.clone(), sum.last);
            for counter in &counters {
                for day in window(last) {
                    self.days.entry((counter, day)).or_insert((0, MOST));
                }
            }
            let (low, high) = (sum.low, sum.high);
            self.sums.push(Sum {
                counters,
                last,
                low,
                high,
            });
        }
        for _ in 0..ROUNDS {
            if !self.narrow() {
                break;
            }
        }
    }

    /// The hidden cells whose count is known for sure, and how many are hidden.
    pub fn found(&self, truth: &Truth) -> (Vec<String>, usize) {
        let (mut found, mut hidden) = (Vec::new(), 0);
        for (&(counter, day), &(low, high)) in &self.days {
            let n = truth.days.get(&(counter, day)).copied().unwrap_or(0);
            assert!(
                (low..=high).contains(&n),
                "{counter} {day}: {n} in {low}..{high}"
            );
            if (1..5).contains(&n) {
                hidden += 1;
                if low == high {
                    found.push(format!("{counter} on {day}: {n}"));
                }
            }
        }
        for counter in &self.counters {
            for last in self
                .sums
                .iter()
                .map(|sum| sum.last)
                .collect::<std::collections::BTreeSet<_>>()
            {
                let n = truth.window_sum(&[counter], last);
                if (1..11).contains(&n) {
                    hidden += 1;
                    let (low, high) = self.of_window(counter, last);
                    if low == high {
                        found.push(format!("{counter} up to {last}: {n}"));
                    }
                }
            }
        }
        (found, hidden)
    }

    /// What can be said of a window of one counter: its days, what was told of it, and
    /// whatever holds it less all others.
    fn of_window(&self, counter: &'static str, last: Day) -> (i64, i64) {
        let (mut low, mut high) = (0, 0);
        for day in window(last) {
            let (l, h) = self.days.get(&(counter, day)).copied().unwrap_or((0, MOST));
            (low, high) = (low + l, high + h);
        }
        for sum in self.sums.iter().filter(|sum| sum.last == last) {
            if sum.counters == [counter] {
                (low, high) = (low.max(sum.low), high.min(sum.high));
            } else if sum.counters.contains(&counter) {
                let (mut least, mut most) = (0, 0);
                for other in sum.counters.iter().filter(|c| **c != counter) {
                    let (l, h) = self.narrowest(other, last);
                    (least, most) = (least + l, most + h);
                }
                (low, high) = (low.max(sum.low - most), high.min(sum.high - least));
            }
        }
        (low, high)
    }

    fn narrowest(&self, counter: &'static str, last: Day) -> (i64, i64) {
        let (mut low, mut high) = (0, 0);
        for day in window(last) {
            let (l, h) = self.days.get(&(counter, day)).copied().unwrap_or((0, MOST));
            (low, high) = (low + l, high + h);
        }
        let own = self
            .sums
            .iter()
            .filter(|sum| sum.last == last && sum.counters == [counter]);
        own.fold((low, high), |(low, high), sum| {
            (low.max(sum.low), high.min(sum.high))
        })
    }

    /// Whether a sum taught something of a day.
    fn narrow(&mut self) -> bool {
        let mut moved = false;
        for sum in &self.sums {
            let cells: Vec<(&'static str, Day)> = sum
                .counters
                .iter()
                .flat_map(|counter| window(sum.last).map(move |day| (*counter, day)))
                .collect();
            let bounds = |cell| self.days.get(cell).copied().unwrap_or((0, MOST));
            let (least, most) = cells
                .iter()
                .map(bounds)
                .fold((0, 0), |(a, b), (l, h)| (a + l, b + h));
            for cell in &cells {
                let (low, high) = self.days.get(cell).copied().unwrap_or((0, MOST));
                let narrowed = (
                    low.max(sum.low - (most - high)),
                    high.min(sum.high - (least - low)),
                );
                if narrowed != (low, high) {
                    self.days.insert(*cell, narrowed);
                    moved = true;
                    // The others are bounded by what this one was: still true, only wider.
                }
            }
        }
        moved
    }
}

fn window(last: Day) -> impl Iterator<Item = Day> {
    (0..WINDOW).map(move |back| last.plus(-back))
}
