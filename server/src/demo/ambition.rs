use model::city::{IndicatorCode, PlaceCode, SeriesRole};
use model::score::{Direction, Objective, Trajectory};
use model::time::Day;

use super::directorate::Directorate;
use super::district::District;
use super::fluid::Fluid;
use super::heat_source::HeatSource;
use super::incidents::NEWEST;
use super::meter::Meter;
use super::places::{TOWN, district_code};
use super::site::Site;
use super::standing::{Standing, Taken, baseline};

/// What the objectives of the town are derived from.
pub(super) struct Ambition<'a> {
    pub(super) today: Day,
    pub(super) sites: &'a [Site],
    pub(super) meters: &'a [Meter],
    /// By site.
    pub(super) taken: &'a [Taken],
    pub(super) standings: &'a [Standing],
}

/// Two fifths less than in 2019, by 2030.
const CUT: f64 = 0.40;
const DELIBERATION: &str = "Délibération 2024-117";
const ANNEX: &str = "Délibération 2024-117, annexe 2";
const WEIGHTS: [f64; 3] = [0.4, 0.3, 0.3];

/// kWh of the year of reference and the areas they were taken on.
#[derive(Debug, Clone, Copy, Default)]
struct Reference {
    electricity: f64,
    gas: f64,
    electric_m2: f64,
    gas_m2: f64,
}

/// Every objective: town, districts, buildings, meters.
pub(super) fn objectives(of: &Ambition<'_>) -> Vec<Objective> {
    let asked = asked(of.today);
    let references: Vec<Reference> = of
        .sites
        .iter()
        .zip(of.taken)
        .zip(of.standings)
        .map(|((site, taken), standing)| Reference::of(site, *taken, *standing, asked))
        .collect();
    let of_district = |district: Option<District>| -> Reference {
        of.sites
            .iter()
            .zip(&references)
            .filter(|(site, _)| site.code != NEWEST)
            .filter(|(site, _)| district.is_none_or(|d| d == site.district))
            .fold(Reference::default(), |sum, (_, one)| sum.plus(*one))
    };
    let estate = Directorate::Estate.label();
    let mut decided = of_place(TOWN, of_district(None), estate, DELIBERATION);
    for district in District::ALL {
        let code = district_code(district);
        decided.extend(of_place(
            &code,
            of_district(Some(district)),
            estate,
            DELIBERATION,
        ));
    }
    for (site, reference) in of.sites.iter().zip(&references) {
        let owner = site.entry.of.profile().directorate.label();
        decided.extend(of_place(&site.code, *reference, owner, ANNEX));
    }
    for meter in of.meters {
        let Some((site, reference)) = meter
            .site()
            .and_then(|nth| Some((of.sites.get(nth)?, references.get(nth)?)))
            .filter(|_| meter.role() == SeriesRole::Main)
        else {
            continue;
        };
        let kwh = match meter.fluid {
            Fluid::Electricity => reference.electricity,
            Fluid::Gas | Fluid::GasVolume => reference.gas,
            _ => continue,
        };
        let owner = site.entry.of.profile().directorate.label();
        let indicator = format!("{}_kwh", meter.fluid.prefix());
        let rounded = kwh.round();
        decided.extend(one(
            &indicator,
            meter.code.as_str(),
            rounded,
            0,
            1.0,
            owner,
            ANNEX,
        ));
    }
    // The newest building did not exist in the year of reference.
    for objective in &mut decided {
        if objective.place.as_str().ends_with(NEWEST) {
            objective.baseline = None;
            objective.baseline_at = None;
            objective.trajectory = Trajectory::Step;
        }
    }
    decided
}

/// Share of the baseline that the line asks to have saved by a day.
pub(super) fn asked(today: Day) -> f64 {
    let gone = today.year_fraction() - baseline_at().year_fraction();
    let whole = target_at().year_fraction() - baseline_at().year_fraction();
    (CUT * gone / whole).clamp(0.05, CUT)
}

fn baseline_at() -> Day {
    Day::from_ymd(2019, 1, 1).unwrap_or_default()
}

fn target_at() -> Day {
    Day::from_ymd(2030, 1, 1).unwrap_or_default()
}

impl Reference {
    fn of(site: &Site, taken: Taken, standing: Standing, asked: f64) -> Self {
        let has_gas = matches!(
            site.entry.heat,
            HeatSource::Gas | HeatSource::GasVolume | HeatSource::BilledGas
        );
        let heat = baseline(taken.heat, standing.heat, asked);
        Self {
            electricity: baseline(taken.electricity, standing.electricity, asked),
            gas: if has_gas { heat } else { 0.0 },
            electric_m2: site.area(),
            gas_m2: if has_gas { site.area() } else { 0.0 },
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            electricity: self.electricity + other.electricity,
            gas: self.gas + other.gas,
            electric_m2: self.electric_m2 + other.electric_m2,
            gas_m2: self.gas_m2 + other.gas_m2,
        }
    }
}

fn of_place(code: &str, reference: Reference, owner: &str, decision: &str) -> Vec<Objective> {
    let all = reference.electricity + reference.gas;
    let rows = [
        ("energie_kwh_m2", all, reference.electric_m2),
        ("elec_kwh_m2", reference.electricity, reference.electric_m2),
        ("gaz_kwh_m2", reference.gas, reference.gas_m2),
    ];
    rows.into_iter()
        .zip(WEIGHTS)
        .filter(|((_, _, m2), _)| *m2 > 0.0)
        .filter_map(|((indicator, kwh, m2), weight)| {
            one(indicator, code, kwh / m2, 1, weight, owner, decision)
        })
        .collect()
}

/// `None` when a code is not valid; the tests count that none is lost.
fn one(
    indicator: &str,
    place: &str,
    baseline: f64,
    decimals: i32,
    weight: f64,
    owner: &str,
    decision: &str,
) -> Option<Objective> {
    let grid = 10_f64.powi(decimals);
    let shown = |value: f64| (value * grid).round() / grid;
    Some(Objective {
        indicator: IndicatorCode::new(indicator).ok()?,
        place: PlaceCode::new(place).ok()?,
        direction: Direction::Down,
        baseline: Some(shown(baseline)),
        baseline_at: Some(baseline_at()),
        target: shown(baseline * (1.0 - CUT)),
        target_high: None,
        tolerance: None,
        target_at: target_at(),
        trajectory: Trajectory::Linear,
        weight,
        owner: Some(owner.to_owned()),
        decision: Some(decision.to_owned()),
        version: 1,
    })
}
