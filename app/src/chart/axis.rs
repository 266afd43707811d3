//! Round numbers along an axis, with French labels.

use super::number::number;

/// One mark on an axis: its value and its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// Round values from 0 to the first one at or above `max`: `wanted` steps, or
/// up to two more where that leaves less empty room above. Bars and
/// trajectories start at 0: a cut axis would lie.
pub fn ticks_from_zero(max: f64, wanted: u32) -> Vec<Tick> {
    let max = if max.is_finite() && max > 0.0 {
        max
    } else {
        1.0
    };
    let wanted = wanted.max(1);
    let top = |step: f64| (max / step - 1e-9).ceil() * step;
    let step = (wanted..=wanted + 2)
        .map(|n| nice_step(max / f64::from(n)))
        .min_by(|a, b| top(*a).total_cmp(&top(*b)))
        .unwrap_or(max);
    spread(0.0, top(step), step)
}

/// Round values around `min`–`max`, about `wanted` steps.
pub fn ticks_between(min: f64, max: f64, wanted: u32) -> Vec<Tick> {
    if !(min.is_finite() && max.is_finite() && max > min) {
        let only = if min.is_finite() { min } else { 0.0 };
        return ticks_between(only - 1.0, only + 1.0, wanted);
    }
    let step = nice_step((max - min) / f64::from(wanted.max(1)));
    spread(
        (min / step + 1e-9).floor() * step,
        (max / step - 1e-9).ceil() * step,
        step,
    )
}

fn spread(first: f64, last: f64, step: f64) -> Vec<Tick> {
    let decimals = [0, 1, 2, 3, 4, 5, 6]
        .into_iter()
        .find(|d| {
            let scaled = step * 10_f64.powi(*d);
            (scaled - scaled.round()).abs() < 1e-6 * scaled.max(1e-9)
        })
        .and_then(|d| usize::try_from(d).ok())
        .unwrap_or(6);
    (0..=40_u32)
        .map(|i| first + f64::from(i) * step)
        .take_while(|v| *v <= last + step * 1e-6)
        .map(|at| Tick {
            at,
            label: number(at, decimals),
        })
        .collect()
}

/// The step of 1, 2, 2.5 or 5 times a power of ten at or above `rough`.
pub fn nice_step(rough: f64) -> f64 {
    if !(rough.is_finite() && rough > 0.0) {
        return 1.0;
    }
    let power = 10_f64.powf(rough.log10().floor());
    [1.0, 2.0, 2.5, 5.0]
        .into_iter()
        .map(|m| m * power)
        .find(|step| *step >= rough * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|t| t.label.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_and_french() {
        assert_eq!(
            labels(&ticks_from_zero(230.0, 5)),
            ["0", "50", "100", "150", "200", "250"]
        );
        assert_eq!(
            labels(&ticks_from_zero(1.9, 4)),
            ["0,0", "0,5", "1,0", "1,5", "2,0"]
        );
        assert_eq!(
            labels(&ticks_from_zero(2_400.0, 2)),
            ["0", "1\u{202f}000", "2\u{202f}000", "3\u{202f}000"]
        );
        assert_eq!(labels(&ticks_between(-3.0, 4.0, 2)), ["−5", "0", "5"]);
    }

    #[test]
    fn odd_ranges_still_give_an_axis() {
        for max in [0.0, -4.0, f64::NAN, f64::INFINITY, 1e-12, 1e12] {
            let ticks = ticks_from_zero(max, 4);
            assert!((2..=12).contains(&ticks.len()), "{max}: {ticks:?}");
            assert!(ticks.iter().all(|t| t.at.is_finite()));
        }
        assert!(ticks_between(5.0, 5.0, 4).len() >= 2);
    }
}
