use super::reception_value::CountedCounter;
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
    /// Numerator and denominator of all, where the value is a quotient.
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
        let figure = found.figure.as_ref().map(|f| f.by_steps(rules.step));
        let amounts = match figure {
            Some(Figure::Quotient {
                numerator_milli,
                denominator_milli,
                ..
            }) => Some((numerator_milli, denominator_milli)),
            Some(Figure::Rank { .. }) | None => None,
        };
        let lines = found.counters.iter();
        Self {
            amounts,
            counters: lines
                .filter_map(|counted| line(town, counted, decimals, rules))
                .collect(),
            counted_by: Some(rules.step),
            rank: figure.filter(|figure| matches!(figure, Figure::Rank { .. })),
        }
    }
}

fn line(
    town: &Town,
    counted: &CountedCounter,
    decimals: u8,
    rules: DisclosureRules,
) -> Option<CounterLine> {
    let place = town.counter_at(counted.counter)?.place;
    let few = counted.n < rules.answers;
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
