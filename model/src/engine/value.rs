use super::climate::Correction;
use super::plan::milli;
use super::{EnteredValue, Estimate, JudgedPlan, ReceptionValue, SeriesIndex, Term};
use crate::reception::Figure;
use crate::score::{Coverage, Direction, quotient};
use crate::time::Day;

/// The value of an indicator at a place, with what each series brought.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorValue {
    /// In the indicator's unit, rounded to its decimals; `None` when nothing is known.
    pub value: Option<f64>,
    /// Sum of the counted amounts, in thousandths.
    pub numerator_milli: i64,
    /// What it is divided by, in thousandths; `None`: nothing.
    pub denominator_milli: Option<i64>,
    /// Share of the data behind it, weighted by amount.
    pub coverage: Coverage,
    /// From their quotient to the indicator's unit.
    pub factor: f64,
    /// One per series.
    pub counted: Vec<Counted>,
    /// By counter instead, where it measures reception.
    pub reception: Option<Box<ReceptionValue>>,
    /// What was entered instead, where it is entered by hand.
    pub entered: Option<EnteredValue>,
}

/// What one series counts with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counted {
    /// Which series.
    pub series: SeriesIndex,
    /// Amount in thousandths of the unit of the sum.
    pub amount_milli: i64,
    /// Of which not measured.
    pub estimated_milli: i64,
    /// Of which brought to normal weather.
    pub climate_milli: i64,
    /// Share of its readings that are there.
    pub coverage: Coverage,
    /// Silent: it counts with the worse of its last value and the mean of the rest.
    pub stale: bool,
    /// Nobody said how it is converted: it counts like a series never known.
    pub unconverted: bool,
}

/// Coverage from which the weather may speak for a meter.
const LEAST_FOR_FAVOUR: f64 = 0.95;

/// Sums over the known series of one quantity, themselves at their last known value.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    amount: f64,
    size: f64,
    count: u32,
}

impl Known {
    fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| self.amount / f64::from(self.count))
    }
}

impl IndicatorValue {
    /// Adds up a plan from the estimates of now and of a year before.
    ///
    /// A silent series counts with the worse of its own estimate and its size
    /// times the mean of the others of its quantity; a series never known
    /// counts with that mean where its size is known, else with nothing. Both
    /// lower coverage, and so does one whose factor is missing. The others are taken at their last known values, so that
    /// no silence ever improves the value. What stands below the line counts
    /// the other way round, for the same reason.
    ///
    /// `climate` holds what each series is corrected by where the plan asks for
    /// normal weather. Without a weather that was ever known for any of them there is no value;
    /// where it is only an earlier one, the series counts like a silent one. `day` is
    /// the one up to which twelve months are added up.
    pub(super) fn of(
        plan: &JudgedPlan,
        now: &[Estimate],
        before: &[Estimate],
        climate: &[Option<Correction>],
        day: Day,
    ) -> Self {
        let direction = plan.objective.direction;
        let correct = |term: &Term| {
            if !plan.is_corrected() {
                return Some(Correction::NONE);
            }
            let own = climate.get(term.series.0).copied().flatten()?;
            Some(Correction {
                amount: own.amount * term.factor,
                ..own
            })
        };
        let above = Sum::of(&plan.terms, direction, now, before, &correct);
        let below = (!plan.under.is_empty()).then(|| {
            Sum::of(&plan.under, direction.reversed(), now, before, &|_| {
                Some(Correction::NONE)
            })
        });
        let denominator_milli = match &below {
            Some(below) => Some(below.milli),
            None => plan.denominator_on(day),
        };
        let known = above.known && below.as_ref().is_none_or(|below| below.known);
        let value = known
            .then(|| {
                quotient(
                    above.milli,
                    denominator_milli,
                    plan.factor,
                    plan.indicator.decimals,
                )
            })
            .flatten();
        let coverage = match &below {
            Some(below) => above.coverage.min(below.coverage),
            None => above.coverage,
        };
        Self {
            value,
            numerator_milli: above.milli,
            denominator_milli,
            coverage,
            factor: plan.factor,
            counted: above.counted,
            reception: None,
            entered: None,
        }
    }

    /// The value of an indicator of reception.
    pub(super) fn of_reception(found: ReceptionValue, decimals: u8) -> Self {
        let value = found.figure.as_ref().and_then(|f| f.value(decimals));
        let (numerator_milli, denominator_milli, factor) = match &found.figure {
            Some(Figure::Quotient {
                numerator_milli,
                denominator_milli,
                factor,
            }) => (*numerator_milli, Some(*denominator_milli), *factor),
            Some(Figure::Rank { .. }) | None => (milli(value.unwrap_or(0.0)), None, 1.0),
        };
        Self {
            value,
            numerator_milli,
            denominator_milli,
            coverage: found.coverage,
            factor,
            counted: Vec::new(),
            reception: Some(Box::new(found)),
            entered: None,
        }
    }

    /// The value of an indicator that is entered by hand.
    pub(super) fn of_entered(found: EnteredValue, decimals: u8) -> Self {
        let numerator_milli = milli(found.value.unwrap_or(0.0));
        let value = found.value;
        Self {
            value: value.and_then(|_| quotient(numerator_milli, None, 1.0, decimals)),
            numerator_milli,
            denominator_milli: None,
            coverage: found.coverage,
            factor: 1.0,
            counted: Vec::new(),
            reception: None,
            entered: Some(found),
        }
    }
}

/// Terms added up.
struct Sum {
    milli: i64,
    coverage: Coverage,
    counted: Vec<Counted>,
    /// Whether anything was ever known.
    known: bool,
}

impl Sum {
    fn of(
        terms: &[Term],
        direction: Direction,
        now: &[Estimate],
        before: &[Estimate],
        correct: &dyn Fn(&Term) -> Option<Correction>,
    ) -> Self {
        let sized: Vec<Sized> = terms
            .iter()
            .map(|term| Sized::new(term, direction, now, before))
            .collect();
        let mut by_quantity: Vec<Known> = Vec::new();
        for item in sized.iter().filter(|s| s.estimate.is_known()) {
            if by_quantity.len() <= item.quantity {
                by_quantity.resize(item.quantity + 1, Known::default());
            }
            if let Some(sum) = by_quantity.get_mut(item.quantity) {
                sum.amount += item.amount;
                sum.size += item.size;
                sum.count += 1;
            }
        }
        let everything = by_quantity.iter().fold(Known::default(), |all, of| Known {
            amount: all.amount + of.amount,
            size: all.size + of.size,
            count: all.count + of.count,
        });
        let mut sum = Self {
            milli: 0,
            coverage: Coverage::default(),
            counted: Vec::with_capacity(sized.len()),
            known: false,
        };
        let (mut covered, mut weight) = (0.0, 0.0);
        let (mut known, mut weather) = (false, true);
        for (item, term) in sized.iter().zip(terms) {
            let all = by_quantity.get(item.quantity).copied().unwrap_or_default();
            let amount = item.counted(all, direction);
            let correction = correct(term);
            weather &= correction.is_some() || !item.estimate.is_known();
            let correction = correction.unwrap_or(Correction::NONE);
            let coverage = if correction.is_current {
                item.estimate.coverage
            } else {
                Coverage::default()
            };
            let correction = item.corrected(correction.amount, direction);
            let climate_milli = milli(correction);
            let amount_milli = milli(amount) + climate_milli;
            sum.milli += amount_milli;
            known |= item.estimate.is_known();
            // A series that was never known weighs as much as a mean one of its
            // quantity, else of all.
            let own = if item.estimate.is_known() {
                amount.abs()
            } else {
                all.mean().or(everything.mean()).unwrap_or(1.0).abs()
            };
            let own = own.max(1e-9);
            covered += own * coverage.share();
            weight += own;
            sum.counted.push(Counted {
                series: item.series,
                amount_milli,
                estimated_milli: amount_milli - climate_milli - milli(item.measured),
                climate_milli,
                coverage,
                stale: !item.estimate.is_known() || item.estimate.is_stale(),
                unconverted: !term.convertible,
            });
        }
        sum.known = known && weather;
        if weight > 0.0 {
            sum.coverage = Coverage::of(covered / weight);
        }
        sum
    }
}

struct Sized {
    series: SeriesIndex,
    quantity: usize,
    estimate: Estimate,
    measured: f64,
    amount: f64,
    size: f64,
}

impl Sized {
    fn new(term: &Term, direction: Direction, now: &[Estimate], before: &[Estimate]) -> Self {
        let known = now.get(term.series.0).filter(|_| term.convertible);
        let estimate = known.copied().unwrap_or_default();
        let year_before = before.get(term.series.0).copied().unwrap_or_default();
        Self {
            series: term.series,
            quantity: term.quantity,
            estimate,
            measured: estimate.measured * term.factor,
            amount: estimate.amount(direction) * term.factor,
            size: term
                .size
                .unwrap_or_else(|| year_before.amount(direction) * term.factor),
        }
    }

    /// A correction never favours a meter that is not all there.
    fn corrected(&self, correction: f64, direction: Direction) -> f64 {
        if self.estimate.coverage.share() >= LEAST_FOR_FAVOUR {
            return correction;
        }
        match direction {
            Direction::Down => correction.max(0.0),
            Direction::Up => correction.min(0.0),
            Direction::Band | Direction::Context => correction,
        }
    }

    fn counted(&self, all: Known, direction: Direction) -> f64 {
        let known = self.estimate.is_known();
        if known && !self.estimate.is_stale() {
            return self.amount;
        }
        let (own_amount, own_size) = if known {
            (self.amount, self.size)
        } else {
            (0.0, 0.0)
        };
        let others = all.size - own_size;
        if others <= 0.0 {
            return own_amount;
        }
        let as_the_rest = self.size * (all.amount - own_amount) / others;
        match direction {
            _ if !known => as_the_rest,
            Direction::Down => own_amount.max(as_the_rest),
            Direction::Up => own_amount.min(as_the_rest),
            Direction::Band | Direction::Context => own_amount,
        }
    }
}
