use super::robust_z::Spread;
use super::{Cause, Finding, WatchedDay, cusum};
use crate::city::DayType;
use crate::time::Day;

mod base;
mod meter;
mod residuals;

/// What is known of a series beside its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WatchOptions {
    /// Findings that end before this day are left out.
    pub since: Day,
    /// It counts water: a base load is a leak.
    pub water: bool,
    /// It counts what is produced: too little is what matters.
    pub produced: bool,
}

/// Holds the days of a series against the rules of domain §1.8 and gives what
/// was out of line, one finding a cause, the most telling cause where several
/// speak of the same days.
///
/// `days` are dense, in order, completed, and know what was expected of them.
pub fn detect(days: &[WatchedDay], options: &WatchOptions) -> Vec<Finding> {
    let mut found = meter::findings(days);
    let silent: Vec<bool> = days
        .iter()
        .map(|d| found.iter().any(|f| f.from <= d.day && d.day <= f.to))
        .collect();
    // What a faulty meter says is held against no building.
    let sound: Vec<WatchedDay> = days
        .iter()
        .zip(&silent)
        .map(|(day, silent)| WatchedDay {
            amount: day.amount.filter(|_| !silent),
            base: day.base.filter(|_| !silent),
            ..*day
        })
        .collect();
    if !options.produced {
        found.extend(base::findings(&sound, options.water));
    }
    found.extend(residuals::findings(&sound, options.produced));
    found.retain(|finding| finding.to >= options.since);
    latest_of_each_cause(one_cause_a_day(found))
}

/// Keeps the most telling of the findings that speak of the same days.
fn one_cause_a_day(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|finding| (finding.cause, finding.from));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        if !kept
            .iter()
            .any(|k| k.cause != finding.cause && k.overlaps(&finding))
        {
            kept.push(finding);
        }
    }
    kept
}

fn latest_of_each_cause(found: Vec<Finding>) -> Vec<Finding> {
    let mut latest: Vec<Finding> = Vec::new();
    for finding in found {
        match latest.iter_mut().find(|f| f.cause == finding.cause) {
            Some(known) if known.to < finding.to => *known = finding,
            Some(_) => {}
            None => latest.push(finding),
        }
    }
    latest
}

/// Runs of marked days, two runs at most `bridge` days apart taken as one.
fn runs(marked: &[bool], bridge: usize) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (position, _) in marked.iter().enumerate().filter(|(_, m)| **m) {
        match runs.last_mut() {
            Some((_, end)) if position - *end <= bridge + 1 => *end = position,
            _ => runs.push((position, position)),
        }
    }
    runs
}

/// What a day is expected to use, in the mean.
fn mean_expected(days: &[WatchedDay]) -> f64 {
    let expected: Vec<f64> = days.iter().filter_map(|d| d.expected).collect();
    let count = f64::from(u32::try_from(expected.len()).unwrap_or(u32::MAX).max(1));
    expected.iter().sum::<f64>() / count
}

/// The finding of a run of days, with the means of what they used.
fn finding(days: &[WatchedDay], run: (usize, usize), cause: Cause, spread: f64) -> Option<Finding> {
    let inside = days.get(run.0..=run.1)?;
    let mean = |values: Vec<f64>| {
        let count = f64::from(u32::try_from(values.len()).unwrap_or(u32::MAX));
        if count > 0.0 {
            values.iter().sum::<f64>() / count
        } else {
            0.0
        }
    };
    Some(Finding {
        cause,
        from: inside.first()?.day,
        to: inside.last()?.day,
        measured: mean(inside.iter().filter_map(|d| d.amount).collect()),
        expected: mean(inside.iter().filter_map(|d| d.expected).collect()),
        spread,
        waste: inside
            .iter()
            .filter_map(WatchedDay::residual)
            .map(|r| r.max(0.0))
            .sum(),
    })
}

#[cfg(test)]
mod tests;
