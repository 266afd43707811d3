use super::{Cause, Finding, Spread, WatchedDay, finding, mean_expected, runs};

/// Days without readings from which a meter is called silent.
const LEAST_GAP: usize = 2;
/// Days of a shift in level from which it is no whim (domain §1.8; upwards).
const LEAST_HIGH: usize = 7;
/// Downwards, a holiday must not look like a swapped meter.
const LEAST_LOW: usize = 28;
const HIGH: f64 = 3.0;
const LOW: f64 = 0.2;
/// Below this share of the mean day, ratios of what was expected say nothing.
const LEAST_EXPECTED: f64 = 0.2;
/// Flat on more than one day in so many, a meter is flat by nature.
const OFTEN_ONE_IN: usize = 12;
/// Two amounts this close are the same.
const EQUAL: f64 = 1e-6;

/// What is wrong with the data rather than with the building.
pub(super) fn findings(days: &[WatchedDay]) -> Vec<Finding> {
    let known = days.iter().position(|d| d.amount.is_some());
    let Some(first) = known else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |marked: Vec<bool>, cause, least: usize, bridge| {
        for run in runs(&marked, bridge) {
            if run.1 - run.0 + 1 >= least {
                found.extend(finding(days, run, cause, 0.0));
            }
        }
    };
    let mark = |is: &dyn Fn(&WatchedDay) -> bool| -> Vec<bool> {
        let after = |(position, day): (usize, &WatchedDay)| position > first && is(day);
        days.iter().enumerate().map(after).collect()
    };
    add(
        mark(&|d| d.amount.is_none() && !d.zeros),
        Cause::Gap,
        LEAST_GAP,
        0,
    );
    add(mark(&|d| d.zeros), Cause::Zeros, LEAST_GAP, 0);
    if !is_often_flat(days) {
        // A boiler at rest keeps its pilot light.
        let least = LEAST_EXPECTED * mean_expected(days);
        let flat = mark(&|d| is_flat(d) && d.amount.is_some_and(|a| a > least));
        add(flat, Cause::FlatLine, 1, 0);
    }
    let mean = mean_expected(days);
    let ratio = |d: &WatchedDay| -> Option<f64> {
        let expected = d.expected.filter(|e| *e > LEAST_EXPECTED * mean)?;
        Some(d.amount? / expected)
    };
    let sigma = spread(days);
    let far = |d: &WatchedDay| d.residual().is_some_and(|r| r.abs() > 3.0 * sigma);
    let high = mark(&|d| ratio(d).is_some_and(|r| r > HIGH) && far(d));
    add(high, Cause::LevelShift, LEAST_HIGH, 1);
    let low = mark(&|d| ratio(d).is_some_and(|r| r < LOW) && far(d));
    add(low, Cause::LevelShift, LEAST_LOW, 1);
    found
}

/// All hours alike: the lowest of them makes the whole day.
fn is_flat(day: &WatchedDay) -> bool {
    match (day.amount, day.base) {
        (Some(amount), Some(base)) => amount > 0.0 && (amount - base).abs() <= EQUAL * amount,
        _ => false,
    }
}

/// A meter that counts in whole steps of a slow use is flat by nature: its flat
/// days say nothing.
fn is_often_flat(days: &[WatchedDay]) -> bool {
    let hourly = days
        .iter()
        .filter(|d| d.amount.zip(d.base).is_some())
        .count();
    let flat = days.iter().filter(|d| is_flat(d)).count();
    flat * OFTEN_ONE_IN > hourly
}

fn spread(days: &[WatchedDay]) -> f64 {
    let residuals: Vec<f64> = days.iter().filter_map(WatchedDay::residual).collect();
    Spread::of(&residuals).map_or(0.0, |s| s.sigma)
}
