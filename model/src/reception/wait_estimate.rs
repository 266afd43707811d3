use serde::{Deserialize, Serialize};

use super::segment::seconds;
use super::{
    EstimateRules, NoEstimate, OpeningClock, QueueSnapshot, erlang_quantile, queue_length_wait,
    shrunken_mean, throughput_wait,
};
use crate::time::At;

/// How long somebody who comes now will wait, and what it rests on. Minutes are
/// open minutes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WaitEstimate {
    /// The blend: the median of the three estimators that have an answer.
    pub minutes: f64,
    /// What the public is told: most wait less (P80), rounded up.
    pub public_min: u32,
    /// The middle of the range and more: P50 rounded down, P90 rounded up.
    pub range_min: (u32, u32),
    /// When the public minutes are over, breaks left out; `None` with `last_ticket`.
    pub around: Option<At>,
    /// The wait would go beyond the last closing of the day: « dernier ticket ».
    pub last_ticket: bool,
    /// Age of the data in seconds.
    pub age_s: u32,
    /// By the length of the queue (QL).
    pub by_length: Option<f64>,
    /// By the pace of the last open minutes.
    pub by_throughput: Option<f64>,
    /// What the first in the queue has waited so far (HOL).
    pub by_head: Option<f64>,
    /// What the last to enter service had waited (LES); beside the blend.
    pub by_last: Option<f64>,
}

/// Estimates the wait of one queue (domain §2.4).
///
/// The spread around the blend is that of an Erlang law of Q + 1 stages, which
/// the wait has where service times are exponential.
///
/// ```
/// use model::city::{OpenRange, OpeningHours};
/// use model::reception::{EstimateRules, OpeningClock, QueueSnapshot, estimate_wait};
/// use model::time::Zone;
/// let hours = OpeningHours {
///     week: vec![vec![OpenRange { from: 510, to: 1050 }]; 5],
///     open_on_holidays: false, alsace_moselle: false, exceptions: vec![],
/// };
/// let zone = Zone::new(Zone::PARIS_POSIX)?;
/// let clock = OpeningClock::new(&hours, &zone);
/// let now = zone.instant("2026-04-07T10:00".parse().expect("local"))?;
/// // 6 ahead, 3 desks, 8 minutes each; 12 started in 30 minutes; the first waits for 20
/// let queue = QueueSnapshot {
///     at: now, waiting: 6, desks_open: 3, desks: 3.0, free: false, service_min: 0.0, services: 0,
///     started: 12, window_s: 1_800, head_min: Some(20.0), last_min: None,
/// };
/// let estimate = estimate_wait(&queue, EstimateRules::default(), now, &clock).expect("open");
/// // the median of 18.67, 15 and 20; P80 is 24.2: « environ 25 min », between 15 and 30
/// assert!((estimate.minutes - 18.67).abs() < 0.005);
/// assert_eq!((estimate.public_min, estimate.range_min), (25, (15, 30)));
/// # Ok::<(), model::time::ZoneError>(())
/// ```
///
/// # Errors
/// [`NoEstimate`]: closed, too few desks, data too old or from the future, or
/// nothing to go by.
pub fn estimate_wait(
    queue: &QueueSnapshot,
    rules: EstimateRules,
    now: At,
    clock: &OpeningClock,
) -> Result<WaitEstimate, NoEstimate> {
    if !clock.is_open(now) {
        let opens_at = clock.open_from(now);
        return Err(NoEstimate::Closed { opens_at });
    }
    let (age_s, ahead_s) = (queue.age_s(now), seconds(now, queue.at));
    if ahead_s > rules.ahead_s {
        return Err(NoEstimate::ClockWrong { ahead_s });
    }
    if age_s > rules.age_s {
        return Err(NoEstimate::Stale { age_s });
    }
    if queue.desks_open < rules.desks {
        let desks = queue.desks_open;
        return Err(NoEstimate::TooFewDesks { desks });
    }
    let service_min = shrunken_mean(
        queue.service_min,
        queue.services,
        rules.usual_service_min,
        rules.usual_weight,
    );
    let by_length = service_min
        .and_then(|service| queue_length_wait(queue.waiting, service, queue.desks, queue.free));
    let long_enough = queue.window_s >= u64::from(rules.least_window_s);
    let window_min = f64::from(u32::try_from(queue.window_s).unwrap_or(u32::MAX)) / 60.0;
    let by_throughput = long_enough
        .then(|| throughput_wait(queue.waiting, queue.started, window_min))
        .flatten();
    let by_head = queue.head_min;
    // A desk is free and nobody is before: whatever the pace was, she is served at once.
    let at_once = (queue.free && queue.waiting == 0).then_some(0.0);
    let minutes = at_once
        .or_else(|| middle([by_length, by_throughput, by_head]))
        .ok_or(NoEstimate::NoBasis)?;

    let stages = queue.waiting.saturating_add(1);
    let at_p = |p| {
        let ratio = erlang_quantile(stages, p).map(|q| q / f64::from(stages));
        minutes * ratio.unwrap_or(1.0)
    };
    let public_min = rounded(at_p(rules.public_p), rules.round_min, f64::ceil);
    let range_min = (
        rounded(at_p(0.5), rules.round_min, f64::floor),
        rounded(at_p(0.9), rules.round_min, f64::ceil).max(public_min),
    );
    let announced_s = u64::from(public_min) * 60;
    let left_s = clock
        .last_closing(now)
        .map_or(0, |closing| clock.open_seconds(now, closing));
    let last_ticket = announced_s > left_s;
    Ok(WaitEstimate {
        minutes,
        public_min,
        range_min,
        around: (!last_ticket)
            .then(|| clock.after_open(now, announced_s))
            .flatten(),
        last_ticket,
        age_s,
        by_length,
        by_throughput,
        by_head,
        by_last: queue.last_min,
    })
}

/// The median of those that are known, each at least 0.
fn middle(estimates: [Option<f64>; 3]) -> Option<f64> {
    let mut known: Vec<f64> = estimates
        .into_iter()
        .flatten()
        .filter(|e| e.is_finite())
        .map(|e| e.max(0.0))
        .collect();
    known.sort_by(f64::total_cmp);
    let low = known.get(known.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(*low, *known.get(known.len() / 2)?))
}

/// To a whole multiple of `step` minutes, at most a day.
#[expect(
    clippy::as_conversions,
    reason = "between 0 and 1 440, and whole after rounding"
)]
fn rounded(minutes: f64, step: u32, to_whole: fn(f64) -> f64) -> u32 {
    let step = f64::from(step.max(1));
    // Less than a thousandth of a step is the rounding of the arithmetic.
    let steps = minutes / step;
    let near = steps.round();
    let whole = if (steps - near).abs() < 1e-3 {
        near
    } else {
        to_whole(steps)
    };
    (whole * step).clamp(0.0, 1_440.0) as u32
}

#[cfg(test)]
mod tests;
