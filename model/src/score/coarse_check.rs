use super::quotient;
use crate::reception::{Figure, WholeCounts};

/// Whether a value can be what counts came to before they were rounded to multiples of
/// `step` (thousandths where they are a quotient).
pub(super) fn quotient_allows(
    value: f64,
    (numerator_milli, denominator_milli): (i64, i64),
    factor: f64,
    decimals: u8,
    step: u32,
) -> bool {
    let half = i64::from(step) * 500;
    if denominator_milli <= half {
        return true;
    }
    let mut low = f64::INFINITY;
    let mut high = f64::NEG_INFINITY;
    for above in [numerator_milli - half, numerator_milli + half] {
        for below in [denominator_milli - half, denominator_milli + half] {
            let Some(corner) = quotient(above, Some(below), factor, decimals) else {
                return true;
            };
            low = low.min(corner);
            high = high.max(corner);
        }
    }
    (low..=high).contains(&value)
}

/// The same for the value at a rank: it is in the group of the rank or beside it.
pub(super) fn rank_allows(value: f64, figure: &Figure, step: u32) -> bool {
    let (Figure::Rank { counts, percentile }, step) = (figure, step) else {
        return false;
    };
    let asked = match percentile {
        Some(p) => counts.percentile(*p),
        None => counts.median().and_then(|_| counts.percentile(50.0)),
    };
    let Some(asked) = asked else {
        // So few that nothing is said.
        return true;
    };
    let (before, group, after) = around(counts, asked);
    let labels = [before.map(|(label, _)| label), Some(asked), after];
    let stated = labels
        .iter()
        .flatten()
        .any(|&label| value == f64::from(label));
    let between = labels.windows(2).any(|pair| {
        matches!(pair, [Some(a), Some(b)] if value == f64::midpoint(f64::from(*a), f64::from(*b)))
    });
    // What was few stands under the highest number of its group.
    let is_joined = group <= 2 * step;
    let low = before.map_or(0.0, |(label, _)| f64::from(label));
    let high = after.map_or(f64::INFINITY, f64::from);
    stated || between || (is_joined && (low..=high).contains(&value))
}

type Group = (u16, u32);

/// The group before a number, the count of its own, and the number after it.
fn around(counts: &WholeCounts, asked: u16) -> (Option<Group>, u32, Option<u16>) {
    let before = counts
        .iter()
        .take_while(|(number, _)| *number < asked)
        .last();
    let own = counts.iter().find(|(number, _)| *number == asked);
    let after = counts.iter().find(|(number, _)| *number > asked);
    (
        before,
        own.map_or(0, |(_, n)| n),
        after.map(|(number, _)| number),
    )
}
