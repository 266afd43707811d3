use std::path::Path;

use model::city::{IndicatorCode, PlaceCode, SeriesRole};
use model::energy::Parameters;
use model::score::{Direction, Objective, Trajectory};
use model::time::Day;

use super::directorate::Directorate;
use super::district::District;
use super::fluid::Fluid;
use super::incidents::NEWEST;
use super::meter::Meter;
use super::places::{TOWN, district_code};
use super::reference::Reference;
use super::site::Site;
use super::standing::{Standing, Taken};
use super::town_wide::TownWide;
use crate::parameters::all_parameters;

/// What the objectives of the town are derived from.
pub(super) struct Ambition<'a> {
    pub(super) today: Day,
    pub(super) sites: &'a [Site],
    pub(super) meters: &'a [Meter],
    /// By site.
    pub(super) taken: &'a [Taken],
    pub(super) standings: &'a [Standing],
    pub(super) town_wide: TownWide,
}

/// Two fifths less than in 2019, by 2030.
const CUT: f64 = 0.40;
const DELIBERATION: &str = "Délibération 2024-117";
const ANNEX: &str = "Délibération 2024-117, annexe 2";
const WEIGHTS: [f64; 3] = [0.4, 0.3, 0.3];

/// Every objective: town, districts, buildings, meters.
pub(super) fn objectives(of: &Ambition<'_>) -> Vec<Objective> {
    let asked = asked(of.today);
    // The files are tested to be readable; without factors no town objective would be due.
    let parameters = all_parameters(Path::new("")).unwrap_or_default();
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
    let mut decided = of_town(of_district(None), of.town_wide, &parameters);
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
        let code = meter.code.as_str();
        decided.extend(less(&indicator, code, kwh, 0).map(|o| voted(o, 1.0, owner, ANNEX)));
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

/// Five for the town as a whole: energy, gas, base load, water, sun.
fn of_town(reference: Reference, wide: TownWide, parameters: &Parameters) -> Vec<Objective> {
    let kwh = reference.final_kwh(|quantity| {
        let code = format!("final.{quantity}");
        parameters.value(&code, baseline_at()).unwrap_or(1.0)
    });
    let rows = [
        (less("energie_finale_m2", TOWN, kwh / reference.m2, 1), 0.4),
        (
            less("gaz_kwh_m2", TOWN, reference.gas / reference.gas_m2, 1),
            0.2,
        ),
        // A quarter less of what never stops; an eighth less water for each user.
        (
            to("talon_part", TOWN, wide.base_load, wide.base_load * 0.75, 1),
            0.15,
        ),
        (
            to("eau_l_usager", TOWN, wide.water, wide.water * 0.875, 0),
            0.15,
        ),
        (to("solaire_kwh", TOWN, wide.sun, 700_000.0, 0), 0.1),
    ];
    let estate = Directorate::Estate.label();
    rows.into_iter()
        .filter_map(|(objective, weight)| Some(voted(objective?, weight, estate, DELIBERATION)))
        .collect()
}

fn of_place(code: &str, reference: Reference, owner: &str, decision: &str) -> Vec<Objective> {
    let metered = reference.electricity + reference.gas + reference.network;
    let rows = [
        ("energie_kwh_m2", metered, reference.m2),
        ("elec_kwh_m2", reference.electricity, reference.m2),
        ("gaz_kwh_m2", reference.gas, reference.gas_m2),
    ];
    rows.into_iter()
        .zip(WEIGHTS)
        .filter(|((_, _, m2), _)| *m2 > 0.0)
        .filter_map(|((indicator, kwh, m2), weight)| {
            Some(voted(
                less(indicator, code, kwh / m2, 1)?,
                weight,
                owner,
                decision,
            ))
        })
        .collect()
}

fn less(indicator: &str, place: &str, baseline: f64, decimals: i32) -> Option<Objective> {
    to(indicator, place, baseline, baseline * (1.0 - CUT), decimals)
}

fn voted(objective: Objective, weight: f64, owner: &str, decision: &str) -> Objective {
    Objective {
        weight,
        owner: Some(owner.to_owned()),
        decision: Some(decision.to_owned()),
        ..objective
    }
}

/// `None` when a code is not valid; the tests count that none is lost.
fn to(
    indicator: &str,
    place: &str,
    baseline: f64,
    target: f64,
    decimals: i32,
) -> Option<Objective> {
    let grid = 10_f64.powi(decimals);
    let shown = |value: f64| (value * grid).round() / grid;
    Some(Objective {
        indicator: IndicatorCode::new(indicator).ok()?,
        place: PlaceCode::new(place).ok()?,
        direction: if target > baseline {
            Direction::Up
        } else {
            Direction::Down
        },
        baseline: Some(shown(baseline)),
        baseline_at: Some(baseline_at()),
        target: shown(target),
        target_high: None,
        tolerance: None,
        target_at: target_at(),
        trajectory: Trajectory::Linear,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 1,
    })
}
