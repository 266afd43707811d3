use super::{CounterLine, Judged, quotient};
use crate::reception::{Figure, WholeCounts};

/// How far the true counts may be from the told ones, in thousandths, as (numerator,
/// denominator): half a step a counter, and ten people each where nothing is told, who
/// gave scores of five at most. `None` where what is counted is not people, and nobody
/// can say.
fn slack(lines: &[CounterLine], step: u32) -> Option<(i64, i64)> {
    let half = i64::from(step) * 500;
    let told = lines.iter().filter(|line| !line.few);
    let is_people = |line: &CounterLine| {
        i64::try_from(line.n).is_ok_and(|n| line.denominator_milli == n.saturating_mul(1000))
    };
    if lines.iter().any(|line| line.few) && !told.clone().all(is_people) {
        return None;
    }
    Some(lines.iter().fold((half, half), |(above, below), line| {
        let (more, people) = if line.few {
            (50_000, 10_000)
        } else {
            (half, half)
        };
        (above.saturating_add(more), below.saturating_add(people))
    }))
}

/// Whether the value can be what the counts came to before they were rounded.
pub(super) fn quotient_allows(judged: &Judged, value: f64, step: u32) -> bool {
    let Some(denominator) = judged.denominator_milli else {
        return false;
    };
    let Some((far_above, far_below)) = slack(&judged.counters, step) else {
        return true;
    };
    if denominator <= far_below {
        return true;
    }
    let mut low = f64::INFINITY;
    let mut high = f64::NEG_INFINITY;
    for above in [-far_above, far_above] {
        for below in [-far_below, far_below] {
            let (above, below) = (judged.numerator_milli + above, denominator + below);
            let corner = quotient(above, Some(below), judged.factor, judged.decimals);
            let Some(corner) = corner else {
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
    let Figure::Rank { counts, percentile } = figure else {
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
