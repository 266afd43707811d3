use super::reception_value::{CountedCounter, ReceptionValue};
use super::{IndicatorValue, Town};
use crate::reception::{DisclosureRules, Figure};
use crate::score::CounterLine;

/// What an explanation tells of the people behind a value of reception.
///
/// Explanations are for everybody, so counts are told by fives, and of a counter with
/// fewer than eleven people nothing is told: neither from one explanation to the next,
/// nor from a building less its other counters, can anybody be counted
/// (docs/decisions/0012-small-counts.md). The note is that of the true counts.
#[derive(Debug, Default)]
pub(super) struct ToldCounts {
    /// Numerator and denominator of all counters that are told of, where the value is a
    /// quotient: the sum of their lines, so that it says nothing of the others.
    pub(super) amounts: Option<(i64, i64)>,
    /// Counter by counter.
    pub(super) counters: Vec<CounterLine>,
    /// In multiples of what.
    pub(super) counted_by: Option<u32>,
    /// The distribution, where the value is a rank of one.
    pub(super) rank: Option<Figure>,
}

impl ToldCounts {
    /// Of a value that is none of reception, nothing.
    pub(super) fn of(town: &Town, value: &IndicatorValue, decimals: u8) -> Self {
        let Some(found) = &value.reception else {
            return Self::default();
        };
        let rules = DisclosureRules::default();
        let counters: Vec<CounterLine> = found
            .counters
            .iter()
            .filter_map(|counted| line(town, counted, decimals, rules))
            .collect();
        let is_quotient = matches!(found.figure, Some(Figure::Quotient { .. }));
        let sum = |of: fn(&CounterLine) -> i64| counters.iter().map(of).sum();
        let amounts = (sum(|c| c.numerator_milli), sum(|c| c.denominator_milli));
        Self {
            amounts: is_quotient.then_some(amounts),
            counted_by: Some(rules.step),
            rank: found.figure.as_ref().and_then(|_| rank(found, rules)),
            counters,
        }
    }
}

/// The distribution of those who are told of, in groups.
fn rank(found: &ReceptionValue, rules: DisclosureRules) -> Option<Figure> {
    let told = found
        .counters
        .iter()
        .filter(|counted| !is_few(counted, rules));
    let mut all: Option<Figure> = None;
    for figure in told.filter_map(|counted| counted.figure.as_ref()) {
        match (&mut all, figure) {
            (Some(Figure::Rank { counts, .. }), Figure::Rank { counts: more, .. }) => {
                counts.merge(more);
            }
            (None, Figure::Rank { .. }) => all = Some(figure.clone()),
            (_, Figure::Quotient { .. }) | (Some(Figure::Quotient { .. }), _) => return None,
        }
    }
    all.map(|all| all.by_steps(rules.step))
}

fn is_few(counted: &CountedCounter, rules: DisclosureRules) -> bool {
    counted.few || counted.n < rules.answers
}

fn line(
    town: &Town,
    counted: &CountedCounter,
    decimals: u8,
    rules: DisclosureRules,
) -> Option<CounterLine> {
    let place = town.counter_at(counted.counter)?.place;
    let few = is_few(counted, rules);
    let figure = counted.figure.as_ref().filter(|_| !few);
    let (numerator_milli, denominator_milli) = match figure.map(|f| f.by_steps(rules.step)) {
        Some(Figure::Quotient {
            numerator_milli,
            denominator_milli,
            ..
        }) => (numerator_milli, denominator_milli),
        Some(Figure::Rank { .. }) | None => (0, 0),
    };
    Some(CounterLine {
        place: town.tree().place(place)?.code.clone(),
        numerator_milli,
        denominator_milli,
        n: if few { 0 } else { rules.told(counted.n) },
        value: figure.and_then(|f| f.value(decimals)),
        coverage: counted.coverage,
        stands_in: counted.stands_in,
        few,
        last_day: counted.last_day,
    })
}
