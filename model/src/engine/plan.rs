use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Closing, CounterIndex, EnteredFigures, SeriesIndex, Town, TownSeries};
use crate::city::{
    Climate, Denominator, Indicator, PlaceId, PlaceTree, QuantityCode, ThemePack, Window,
};
use crate::score::Objective;
use crate::time::Day;

/// Which series every objective adds up, worked out once when the town is put together.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// By place, then in the order of themes and indicators.
    by_place: HashMap<PlaceId, Vec<JudgedPlan>>,
}

/// One objective with the series it adds up.
#[derive(Debug, Clone)]
pub struct JudgedPlan {
    /// Position of the theme in the town.
    pub theme: usize,
    /// Definition.
    pub indicator: Indicator,
    /// What is aimed at.
    pub objective: Objective,
    /// What is added.
    pub terms: Vec<Term>,
    /// What is added below the line, where an indicator divides by measured amounts.
    pub under: Vec<Term>,
    /// Whose days it puts together, where it measures reception.
    pub counters: Vec<CounterIndex>,
    /// What was entered, where it is entered by hand.
    pub entered: Option<EnteredFigures>,
    /// What it is divided by, in thousandths of the denominator's base unit, where that is fixed.
    pub denominator_milli: Option<i64>,
    /// What of it belongs to places that close, once they do.
    pub closings: Vec<Closing>,
    /// From which day on its own place is closed.
    pub closed_on: Option<Day>,
    /// From the quotient to the indicator's unit.
    pub factor: f64,
}

impl JudgedPlan {
    /// Every series it looks at, above and below the line.
    pub fn series(&self) -> impl Iterator<Item = SeriesIndex> {
        self.terms.iter().chain(&self.under).map(|term| term.series)
    }

    /// What it is divided by for twelve months up to a day, where that is fixed: places
    /// that closed count with the days before they did.
    pub fn denominator_on(&self, day: Day) -> Option<i64> {
        let less: i64 = self.closings.iter().map(|c| c.less_milli(day)).sum();
        Some(self.denominator_milli? - less)
    }

    /// Whether its place is closed on a day.
    pub fn is_closed(&self, day: Day) -> bool {
        self.closed_on.is_some_and(|closed| closed <= day)
    }

    /// Whether its amounts are brought to normal weather.
    pub fn is_corrected(&self) -> bool {
        self.indicator.numerator.climate == Climate::Corrected
    }
}

/// One series in a sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    /// Which series.
    pub series: SeriesIndex,
    /// From the unit of the series to the unit of the sum.
    pub factor: f64,
    /// Distinguishes quantities, so that silent gas is compared to gas.
    pub quantity: usize,
    /// Size the series is compared by; `None`: by its own amount a year before.
    pub size: Option<f64>,
    /// Whether a factor that brings it to the unit of the sum is known. Without
    /// one it counts like a series that was never known: it lowers coverage.
    pub convertible: bool,
}

impl Plan {
    /// Works out the plan of a town.
    pub fn new(town: &Town) -> Self {
        let mut below: HashMap<PlaceId, Vec<SeriesIndex>> = HashMap::new();
        let counted = |(_, series): &(usize, &TownSeries)| series.is_counted();
        for (index, series) in town.series().iter().enumerate().filter(counted) {
            for place in town.tree().upwards(series.place) {
                below.entry(place).or_default().push(SeriesIndex(index));
            }
        }
        let mut by_place: HashMap<PlaceId, Vec<JudgedPlan>> = HashMap::new();
        for (position, theme) in town.themes().iter().enumerate() {
            for indicator in &theme.indicator {
                for objective in town
                    .objectives()
                    .iter()
                    .filter(|o| o.indicator == indicator.code)
                {
                    let Some(place) = town.tree().id(objective.place.as_str()) else {
                        continue;
                    };
                    let series = below.get(&place).map_or(&[][..], Vec::as_slice);
                    by_place.entry(place).or_default().push(judged_plan(
                        town, theme, position, indicator, objective, series,
                    ));
                }
            }
        }
        Self { by_place }
    }

    /// The windows over which objectives look at reception.
    pub fn reception_windows(&self) -> BTreeSet<Window> {
        let plans = self.by_place.values().flatten();
        plans
            .filter(|plan| plan.indicator.reception.is_some())
            .map(|plan| plan.indicator.window)
            .collect()
    }

    /// Whether any objective looks at amounts brought to normal weather.
    pub fn looks_at_climate(&self) -> bool {
        self.by_place
            .values()
            .flatten()
            .any(JudgedPlan::is_corrected)
    }

    /// The objectives of a place, in the order of themes and indicators.
    pub fn at(&self, place: PlaceId) -> &[JudgedPlan] {
        self.by_place.get(&place).map_or(&[], Vec::as_slice)
    }

    /// A plan for an indicator at a place, whether or not an objective is set there.
    pub fn of_indicator(
        town: &Town,
        theme: usize,
        indicator: &Indicator,
        objective: &Objective,
        place: PlaceId,
    ) -> Option<JudgedPlan> {
        let pack = town.themes().get(theme)?;
        let inside = town.tree().subtree(place);
        let series: Vec<_> = town
            .series()
            .iter()
            .enumerate()
            .filter(|(_, s)| s.is_counted() && inside.contains(&s.place))
            .map(|(i, _)| SeriesIndex(i))
            .collect();
        Some(judged_plan(
            town, pack, theme, indicator, objective, &series,
        ))
    }
}

fn judged_plan(
    town: &Town,
    theme: &ThemePack,
    position: usize,
    indicator: &Indicator,
    objective: &Objective,
    series: &[SeriesIndex],
) -> JudgedPlan {
    let numerator = &indicator.numerator;
    let place = town.tree().id(objective.place.as_str());
    let counters = match (indicator.reception, place) {
        (Some(_), Some(place)) => town.counters_below(place),
        _ => Vec::new(),
    };
    let mut terms = terms_of(
        town,
        theme,
        &numerator.quantities,
        &numerator.factors,
        series,
    );
    let mut under = Vec::new();
    let mut denominator_milli = None;
    let mut closings = Vec::new();
    let unit_of_sum = |quantities: &[QuantityCode]| {
        let first = quantities.first().and_then(|code| theme.quantity(code))?;
        Some(first.unit.clone())
    };
    let top = match &numerator.unit {
        Some(unit) => Some(unit.clone()),
        None => unit_of_sum(&numerator.quantities),
    };
    // Amounts are in the unit of the first quantity, or where factors say so in that of the sum.
    let sum_unit = unit_of_sum(&numerator.quantities);
    let to_top = match (&sum_unit, &top) {
        (Some(from), Some(to)) if numerator.factors.is_empty() => from.factor_to(to).unwrap_or(1.0),
        _ => 1.0,
    };
    for term in &mut terms {
        term.factor *= to_top;
    }
    let made = match (&indicator.denominator, &top) {
        (Denominator::Amount { quantities }, Some(top)) => {
            under = terms_of(town, theme, quantities, &[], series);
            unit_of_sum(quantities).map(|unit| top.per(&unit))
        }
        (Denominator::Attribute { name, unit }, Some(top)) => {
            let holders = divide_by_attribute(town, name, &mut terms);
            denominator_milli = Some(milli(holders.values().sum()));
            closings = closing_holders(town.tree(), &holders);
            Some(top.per(unit))
        }
        (Denominator::ReferenceYear { year }, Some(top)) => {
            let total = divide_by_year(town, *year, objective, &mut terms);
            denominator_milli = Some(milli(total));
            Some(top.per(top))
        }
        (_, top) => top.clone(),
    };
    // A checked pack always converts; 1 keeps an unchecked one readable.
    let factor = made
        .and_then(|made| made.factor_to(&indicator.unit).ok())
        .unwrap_or(1.0);
    JudgedPlan {
        theme: position,
        indicator: indicator.clone(),
        objective: objective.clone(),
        terms,
        under,
        counters,
        entered: indicator
            .entered
            .map(|entered| EnteredFigures::of(town, entered, objective)),
        denominator_milli,
        closings,
        closed_on: place.and_then(|place| town.tree().closed_on(place)),
        factor,
    }
}

fn closing_holders(tree: &PlaceTree, holders: &BTreeMap<PlaceId, f64>) -> Vec<Closing> {
    let closing = |(&place, &size): (&PlaceId, &f64)| {
        let on = tree.closed_on(place)?;
        Some(Closing { place, on, size })
    };
    holders.iter().filter_map(closing).collect()
}

/// The series of some quantities, each brought to the unit of the first quantity,
/// or where factors say so to its own unit and from there by the factors.
fn terms_of(
    town: &Town,
    theme: &ThemePack,
    quantities: &[QuantityCode],
    families: &[String],
    series: &[SeriesIndex],
) -> Vec<Term> {
    let Some(top) = quantities.first().and_then(|code| theme.quantity(code)) else {
        return Vec::new();
    };
    series
        .iter()
        .filter_map(|&index| {
            let found = town.series_at(index)?;
            let quantity = quantities
                .iter()
                .position(|q| *q == found.series.quantity)?;
            let unit = match (families, quantities.get(quantity)) {
                ([], _) => &top.unit,
                (_, code) => &theme.quantity(code?)?.unit,
            };
            let factor = found.series.unit.factor_to(unit).ok()?;
            let known = families.iter().try_fold(factor, |product, family| {
                Some(product * town.factor(family, &found.series)?)
            });
            Some(Term {
                series: index,
                factor: known.unwrap_or(0.0),
                quantity,
                size: None,
                convertible: known.is_some(),
            })
        })
        .collect()
}

/// Drops terms of places without the attribute, shares each holder's attribute
/// among its terms of one quantity, and returns the holders. What cannot be converted
/// brings nothing above the line, hence nothing below it.
fn divide_by_attribute(town: &Town, name: &str, terms: &mut Vec<Term>) -> BTreeMap<PlaceId, f64> {
    let tree = town.tree();
    let holder = |term: &Term| {
        let place = town.series_at(term.series)?.place;
        let found = tree
            .upwards(place)
            .find(|&p| town.figure(p, name).is_some_and(|n| n > 0.0))?;
        Some((found, town.figure(found, name)?))
    };
    let mut holders: BTreeMap<PlaceId, f64> = BTreeMap::new();
    let mut sharing: HashMap<(PlaceId, usize), u32> = HashMap::new();
    for term in terms.iter().filter(|term| term.convertible) {
        if let Some((place, size)) = holder(term) {
            holders.insert(place, size);
            *sharing.entry((place, term.quantity)).or_default() += 1;
        }
    }
    terms.retain_mut(|term| {
        let Some((place, size)) = holder(term) else {
            return false;
        };
        if term.convertible {
            let among = sharing.get(&(place, term.quantity)).copied().unwrap_or(1);
            term.size = Some(size / f64::from(among));
        }
        true
    });
    holders
}

/// Gives each term its amount of the reference year as size, and returns their sum.
fn divide_by_year(town: &Town, year: i16, objective: &Objective, terms: &mut Vec<Term>) -> f64 {
    for term in terms.iter_mut() {
        let amount = town.track(term.series).map(|track| {
            super::Estimate::of_year(track, year).amount(objective.direction) * term.factor
        });
        term.size = amount.filter(|a| *a > 0.0);
    }
    terms.retain(|term| term.size.is_some() || !term.convertible);
    terms.iter().filter_map(|term| term.size).sum()
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a float cast saturates; areas and yearly amounts stay far below"
)]
pub(super) fn milli(amount: f64) -> i64 {
    (amount * 1000.0).round() as i64
}
