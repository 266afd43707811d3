use std::collections::HashMap;
use std::sync::Arc;

use super::derivation::{DatedFactor, Derivation, Taken};
use super::{SeriesIndex, TownSeries};
use crate::city::{
    DerivedHow, Fact, FactBody, OpeningCalendar, PlaceId, PlaceTree, Quantity, QuantityCode,
    Series, SeriesCode, SeriesKind, SeriesRole, ThemePack,
};

const HOUR_S: u32 = 3_600;
const DAY_S: u32 = 86_400;

/// A series that follows from a measured one.
pub(super) struct Derived {
    pub series: Series,
    pub place: PlaceId,
    pub derivation: Derivation,
}

/// Every series that follows from the measured ones and from what is known of them.
///
/// From each measured series: itself converted to the quantity it stands for
/// (`CODE@kwh`), each of these shared among the places it serves (`CODE@PLACE`),
/// and of each of those the quantities that the theme packs derive (`CODE@base`,
/// `CODE@closed`).
pub(super) fn derived(
    themes: &[ThemePack],
    tree: &PlaceTree,
    measured: &[TownSeries],
    facts: &[Fact],
) -> Vec<Derived> {
    let mut all = Vec::new();
    let mut calendars: HashMap<PlaceId, Arc<OpeningCalendar>> = HashMap::new();
    let mut calendar = |place| {
        let of = || Arc::new(OpeningCalendar::of(tree, facts, place));
        Arc::clone(calendars.entry(place).or_insert_with(of))
    };
    for (position, source) in measured.iter().enumerate() {
        let own = Derived {
            series: source.series.clone(),
            place: source.place,
            derivation: Derivation {
                source: SeriesIndex(position),
                of: Taken::Amount,
                factors: Vec::new(),
                otherwise: Some(1.0),
            },
        };
        let told: Vec<&Fact> = facts
            .iter()
            .filter(|fact| fact.subject == source.series.code.as_str())
            .collect();
        let mut made: Vec<Derived> = converted(themes, &own, &told).into_iter().collect();
        let shares: Vec<Derived> = core::iter::once(&own)
            .chain(&made)
            .flat_map(|whole| shared(tree, whole, &told))
            .collect();
        made.extend(shares);
        let parts: Vec<Derived> = core::iter::once(&own)
            .chain(&made)
            .flat_map(|whole| parts(themes, whole, &mut calendar))
            .collect();
        made.extend(parts);
        all.extend(made);
    }
    all
}

fn converted(themes: &[ThemePack], own: &Derived, facts: &[&Fact]) -> Option<Derived> {
    let quantity = quantity(themes, &own.series.quantity)?;
    let target = self::quantity(themes, quantity.converts_to.as_ref()?)?;
    let to_unit = own.series.unit.factor_to(&quantity.unit).ok()?;
    let factors: Vec<DatedFactor> = dated(facts, |body| match body {
        FactBody::Coefficient { per_unit } => Some(per_unit * to_unit),
        _ => None,
    });
    Some(Derived {
        series: Series {
            code: SeriesCode::derived(&own.series.code, "@kwh")?,
            quantity: target.code.clone(),
            unit: target.unit.clone(),
            ..derived_from(&own.series)
        },
        place: own.place,
        derivation: Derivation {
            factors,
            otherwise: None,
            ..own.derivation.clone()
        },
    })
}

fn shared(tree: &PlaceTree, whole: &Derived, facts: &[&Fact]) -> Vec<Derived> {
    if whole.series.role != SeriesRole::Shared {
        return Vec::new();
    }
    let mut served: Vec<PlaceId> = facts
        .iter()
        .filter_map(|fact| match &fact.body {
            FactBody::Allocation { place, .. } => tree.id(place.as_str()),
            _ => None,
        })
        .collect();
    served.sort_unstable();
    served.dedup();
    let one = |place: PlaceId| {
        let found = tree.place(place)?;
        let shares = dated(facts, |body| match body {
            FactBody::Allocation { place, share } if *place == found.code => Some(*share),
            _ => None,
        });
        Some(Derived {
            series: Series {
                code: SeriesCode::derived(&whole.series.code, &format!("@{}", found.code))?,
                place: found.code.clone(),
                role: SeriesRole::Main,
                ..derived_from(&whole.series)
            },
            place,
            // A day without a key for this place is served to others.
            derivation: whole.derivation.times(&shares, Some(0.0)),
        })
    };
    served.into_iter().filter_map(one).collect()
}

/// What the theme packs take of a series: its base load, its closed days.
fn parts(
    themes: &[ThemePack],
    whole: &Derived,
    calendar: &mut impl FnMut(PlaceId) -> Arc<OpeningCalendar>,
) -> Vec<Derived> {
    if whole.series.kind == SeriesKind::Gauge {
        return Vec::new();
    }
    let hourly = whole.series.kind == SeriesKind::Interval && whole.series.step_s <= HOUR_S;
    themes
        .iter()
        .flat_map(|theme| &theme.quantity)
        .filter_map(|quantity| {
            let derived = quantity.derived.as_ref()?;
            if derived.from != whole.series.quantity {
                return None;
            }
            let (suffix, of) = match derived.how {
                DerivedHow::BaseLoad if hourly => ("@base", Taken::Base),
                DerivedHow::ClosedDays if whole.series.step_s <= DAY_S => {
                    ("@closed", Taken::ClosedDays(calendar(whole.place)))
                }
                // A longer step does not tell one hour, or one day, from the next.
                DerivedHow::BaseLoad | DerivedHow::ClosedDays => return None,
            };
            Some(Derived {
                series: Series {
                    code: SeriesCode::derived(&whole.series.code, suffix)?,
                    quantity: quantity.code.clone(),
                    ..derived_from(&whole.series)
                },
                place: whole.place,
                derivation: Derivation {
                    of,
                    ..whole.derivation.clone()
                },
            })
        })
        .collect()
}

fn quantity<'a>(themes: &'a [ThemePack], code: &QuantityCode) -> Option<&'a Quantity> {
    themes.iter().find_map(|theme| theme.quantity(code))
}

fn dated(facts: &[&Fact], factor: impl Fn(&FactBody) -> Option<f64>) -> Vec<DatedFactor> {
    let mut factors: Vec<DatedFactor> = facts
        .iter()
        .filter_map(|fact| {
            Some(DatedFactor {
                from: fact.from,
                to: fact.to,
                factor: factor(&fact.body)?,
            })
        })
        .collect();
    factors.sort_by_key(|f| f.from);
    factors
}

/// A series like its source, as an amount by step.
fn derived_from(source: &Series) -> Series {
    Series {
        zero_is_missing: false,
        rollover_at: None,
        ..source.clone()
    }
}
