use std::collections::HashMap;

use super::super::expectation::Run;
use super::{Cause, DayType, Finding, Spread, WatchedDay, cusum, finding, mean_expected, runs};
use crate::measure::rank;

/// Similar days that a spread is made of (domain §1.8, rule 2).
const SIMILAR: usize = 60;
const LEAST_SIMILAR: usize = 20;
/// σ is at least this share of what was expected.
const FLOOR: f64 = 0.05;
/// A day further from what was expected than this share of it matters to somebody (ours).
const MATERIAL: f64 = 0.15;
/// Less than expected is worth a look when so much of it is missing: a quiet week
/// is no fault (ours).
const MATERIAL_LOW: f64 = 0.5;
/// A day of which less than this share of a mean one is expected is held against
/// that: a third of nearly nothing is nearly nothing.
const LEAST_EXPECTED: f64 = 0.5;
/// Above so many times the least that is expected, a day is one of heating or cooling.
const CONDITIONED: f64 = 1.25;
/// The rank of the least that is expected.
const LEAST_RANK: f64 = 0.1;
/// Far out for one day.
const ONE_DAY: f64 = 3.5;
/// Far out for three days in a row.
const THREE_DAYS: f64 = 2.5;
/// A closed day that uses this much more than closed days do.
const CLOSED: f64 = 1.5;
/// Allowance and limit of the sum of small excesses (domain §1.8, rule 3).
const CUSUM_K: f64 = 0.5;
const CUSUM_H: f64 = 5.0;
/// Days the sum has to stay above its limit, and the mean excess it must make.
const DRIFT_DAYS: usize = 21;
const DRIFT_SHARE: f64 = 0.1;

/// How far out a day is: its robust z and the σ it rests on.
#[derive(Clone, Copy)]
struct Out {
    z: f64,
    sigma: f64,
}

/// Days out of line with what was expected of them. For what is produced, too
/// little is what matters.
pub(super) fn findings(days: &[WatchedDay], produced: bool) -> Vec<Finding> {
    let outs = outs(days);
    let spread_of = |run: (usize, usize)| {
        let inside = outs.get(run.0..=run.1).unwrap_or_default();
        let sigmas: Vec<f64> = inside.iter().flatten().map(|o| o.sigma).collect();
        Spread::of(&sigmas).map_or(0.0, |s| s.median)
    };
    let mut found = Vec::new();
    let mut add = |marked: &[bool], cause, least: usize, bridge| {
        for run in runs(marked, bridge) {
            if run.1 - run.0 + 1 >= least {
                found.extend(finding(days, run, cause, spread_of(run)));
            }
        }
    };
    let z = |position: usize| outs.get(position).copied().flatten().map(|o| o.z);
    let three = |position: usize, far: &dyn Fn(f64) -> bool| {
        (position.saturating_sub(2)..=position)
            .any(|start| (start..start + 3).all(|p| z(p).is_some_and(far)) && position < start + 3)
    };
    let positions = 0..days.len();
    let mean = mean_expected(days);
    let matters = |position: usize, sign: f64| {
        let share = if sign > 0.0 { MATERIAL } else { MATERIAL_LOW };
        days.get(position).is_some_and(|day| {
            let expected = day.expected.unwrap_or_default().max(LEAST_EXPECTED * mean);
            day.residual().is_some_and(|r| sign * r > share * expected)
        })
    };
    let closed: Vec<bool> = days
        .iter()
        .zip(positions.clone())
        .map(|(d, p)| {
            d.day_type == DayType::Closed
                && matters(p, 1.0)
                && z(p).is_some_and(|z| z > ONE_DAY)
                && d.amount
                    .zip(d.expected)
                    .is_some_and(|(a, e)| a > CLOSED * e)
        })
        .collect();
    let excess: Vec<bool> = positions
        .clone()
        .map(|p| z(p).is_some_and(|z| z > ONE_DAY) || three(p, &|z| z > THREE_DAYS))
        .zip(positions.clone())
        .map(|(far, p)| far && matters(p, 1.0))
        .collect();
    let shortfall: Vec<bool> = positions
        .map(|p| three(p, &|z| z < -THREE_DAYS) && matters(p, -1.0))
        .collect();
    if produced {
        add(&shortfall, Cause::Shortfall, 3, 1);
        return found;
    }
    // A weekend is two closed days, a week apart from the next.
    add(&closed, Cause::ClosedDay, 1, 6);
    add(&drifting(days, &outs), Cause::Drift, DRIFT_DAYS, 2);
    add(&excess, Cause::Excess, 1, 1);
    add(&shortfall, Cause::Shortfall, 3, 1);
    found
}

/// The least that is expected of a day that is run so, but for one day in ten.
fn least_expected(days: &[WatchedDay]) -> impl Fn(Run) -> f64 {
    let least = Run::ALL.map(|run| {
        let expected = days.iter().filter(|d| d.run() == run);
        let found = rank(expected.filter_map(|d| d.expected), LEAST_RANK);
        (run, found.unwrap_or_default())
    });
    move |run| {
        let own = least.iter().find(|(known, _)| *known == run);
        own.map_or(0.0, |(_, least)| *least)
    }
}

/// The robust z of each day against similar days before it that were in line.
fn outs(days: &[WatchedDay]) -> Vec<Option<Out>> {
    let mut kinds: HashMap<(Run, bool), Vec<f64>> = HashMap::new();
    let least = least_expected(days);
    days.iter()
        .map(|day| {
            let (residual, expected) = (day.residual()?, day.expected?);
            // A day of heating errs by more than one of summer.
            let conditioned = expected > CONDITIONED * least(day.run());
            let similar = kinds.entry((day.run(), conditioned)).or_default();
            let recent = similar.get(similar.len().saturating_sub(SIMILAR)..)?;
            let out = Spread::of(recent)
                .filter(|_| recent.len() >= LEAST_SIMILAR)
                .map(|spread| {
                    let sigma = spread.sigma.max(FLOOR * expected);
                    Out {
                        z: if sigma > 0.0 {
                            (residual - spread.median) / sigma
                        } else {
                            0.0
                        },
                        sigma,
                    }
                });
            if out.is_none_or(|o| o.z.abs() <= ONE_DAY) {
                similar.push(residual);
            }
            out
        })
        .collect()
}

/// Days on which small excesses have added up for long.
fn drifting(days: &[WatchedDay], outs: &[Option<Out>]) -> Vec<bool> {
    // One wild day is an excess, not a drift: it counts like a far one.
    let z: Vec<f64> = outs
        .iter()
        .map(|out| out.map_or(0.0, |o| o.z.clamp(-THREE_DAYS, THREE_DAYS)))
        .collect();
    let sums = cusum(&z, CUSUM_K);
    let above: Vec<bool> = sums.iter().map(|s| *s > CUSUM_H).collect();
    let mut marked = vec![false; days.len()];
    for run in runs(&above, 0) {
        let inside = days.get(run.0..=run.1).unwrap_or_default();
        let excess: f64 = inside.iter().filter_map(WatchedDay::residual).sum();
        let expected: f64 = inside.iter().filter_map(|d| d.expected).sum();
        if expected > 0.0 && excess > DRIFT_SHARE * expected {
            for mark in marked.get_mut(run.0..=run.1).unwrap_or_default() {
                *mark = true;
            }
        }
    }
    marked
}
