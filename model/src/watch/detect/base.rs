use std::collections::HashMap;

use super::super::expectation::Run;
use super::super::robust_z::median;
use super::{Cause, Finding, WatchedDay, finding, runs};

/// A base load this much above that of four weeks is an alert (domain §1.8, rule 4).
const RISE: f64 = 1.3;
/// And at least this share of what a day should use: a standby light is none.
const LEAST_SHARE: f64 = 0.08;
/// Days that make the base load of « four weeks before ».
const WINDOW: usize = 28;
const LEAST_WINDOW: usize = 14;
/// Days in a row from which a base load is not a party.
const LEAST_RUN: usize = 3;
/// Share of the rise that has to show in the day as a whole: nights that grow
/// where the day does not are the weather's, or of another way to run it.
const SEEN_IN_DAY: f64 = 0.5;
/// After so many days the new level is the normal one.
const NEW_NORMAL: usize = 120;

/// Base loads well above those of the weeks before.
///
/// Nights are held against those of days that were run alike, as shares of what the
/// day should use: the nights of a boiler that always runs grow with the cold as its
/// days do.
pub(super) fn findings(days: &[WatchedDay], water: bool) -> Vec<Finding> {
    let mut usual_of: HashMap<Run, Vec<f64>> = HashMap::new();
    let mut since = 0;
    let mut marked = vec![false; days.len()];
    let mut excess: Vec<Option<(f64, f64)>> = vec![None; days.len()];
    for ((day, mark), excess) in days.iter().zip(&mut marked).zip(&mut excess) {
        let Some((base, expected)) = day.base.zip(day.expected.filter(|e| *e > 0.0)) else {
            continue;
        };
        let share = base / expected;
        let usual = usual_of.entry(day.run()).or_default();
        let recent = usual.get(usual.len().saturating_sub(WINDOW)..);
        let before = recent.filter(|w| w.len() >= LEAST_WINDOW).and_then(median);
        let seen = |before: f64| {
            let rise = base - before * expected;
            day.residual().is_some_and(|r| r >= SEEN_IN_DAY * rise)
        };
        let high = before.is_some_and(|b| share > RISE * b && share - b > LEAST_SHARE && seen(b));
        if let Some(before) = before.filter(|_| high) {
            *mark = true;
            *excess = Some((base, before * expected));
            since += 1;
            if since > NEW_NORMAL {
                usual.clear();
            }
        } else {
            since = 0;
            usual.push(share);
        }
    }
    let cause = if water { Cause::Leak } else { Cause::NightLoad };
    runs(&marked, 1)
        .into_iter()
        .filter(|run| run.1 - run.0 + 1 >= LEAST_RUN)
        .filter_map(|run| {
            let inside: Vec<(f64, f64)> = excess
                .get(run.0..=run.1)?
                .iter()
                .flatten()
                .copied()
                .collect();
            let count = f64::from(u32::try_from(inside.len()).ok()?);
            let measured = inside.iter().map(|(base, _)| base).sum::<f64>();
            let expected = inside.iter().map(|(_, usual)| usual).sum::<f64>();
            Some(Finding {
                measured: measured / count,
                expected: expected / count,
                waste: measured - expected,
                ..finding(days, run, cause, 0.0)?
            })
        })
        .collect()
}
