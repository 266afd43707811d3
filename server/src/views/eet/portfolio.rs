//! All liable sites together.

use app::view::{EetFact, EetMutual};
use model::energy::eet::{EetParameters, SiteBalance, mutualise};
use model::format::{NARROW_SPACE, integer, signed};

use super::assess::{Assessed, Reference};
use super::liable::Liable;
use super::words::{energy, money};

/// Sites that can be compared with their objective.
fn compared(sites: &[Assessed]) -> impl Iterator<Item = (&Assessed, f64)> {
    sites.iter().filter_map(|s| Some((s, s.gap_kwh?)))
}

/// Sites at their objective, of how many that can be compared.
fn met(sites: &[Assessed]) -> Option<(u32, u32)> {
    let all = u32::try_from(compared(sites).count()).unwrap_or(u32::MAX);
    let met = compared(sites).filter(|(_, gap)| *gap <= 0.0).count();
    (all > 0).then(|| (u32::try_from(met).unwrap_or(u32::MAX), all))
}

/// How far the consumption is from that of the reference years, and how far the
/// objectives ask it to be, over the sites that have both.
pub(super) fn progress(sites: &[Assessed]) -> Option<(String, String)> {
    let with = sites.iter().filter_map(|s| {
        let reference = s.reference.candidate()?.per_m2;
        let (_, target) = s.binding()?;
        Some([reference, s.used?, target].map(|per_m2| per_m2 * s.site.area))
    });
    let [reference, used, target] = with.reduce(|[a, b, c], [d, e, f]| [a + d, b + e, c + f])?;
    let year = sites.iter().find_map(|s| s.objectives.first())?.year;
    let change = |kwh: f64| signed((kwh / reference - 1.0) * 100.0, 0);
    (reference > 0.0).then(|| {
        (
            change(used),
            format!(
                "depuis les années de référence{NARROW_SPACE}; {}{NARROW_SPACE}% demandés en {year}",
                change(target)
            ),
        )
    })
}

/// kWh the sites in deficit still have to save.
fn missing_kwh(sites: &[Assessed]) -> f64 {
    compared(sites).map(|(_, gap)| gap.max(0.0)).sum()
}

pub(super) fn headline(sites: &[Assessed], decade: i16) -> Vec<String> {
    if sites.is_empty() {
        return vec!["Aucun bâtiment n’est assujetti.".to_owned()];
    }
    let Some((met, all)) = met(sites) else {
        return vec!["Aucun bâtiment ne peut encore être comparé à son objectif.".to_owned()];
    };
    let missing = missing_kwh(sites);
    let first = match (met, all) {
        (met, all) if met == all => {
            return vec![format!(
                "Tous les bâtiments tiennent déjà leur objectif {decade}."
            )];
        }
        (0, _) => format!("Aucun bâtiment ne tient encore son objectif {decade}."),
        (1, all) => format!("Un bâtiment sur {all} tient déjà son objectif {decade}."),
        (met, all) => format!("{met} bâtiments sur {all} tiennent déjà leur objectif {decade}."),
    };
    vec![
        first,
        format!("Aux autres, il manque {} par an.", energy(missing)),
    ]
}

pub(super) fn facts(sites: &[Assessed]) -> Vec<EetFact> {
    let mut facts = Vec::new();
    let mut add = |name: &str, value: String, note: String| {
        facts.push(EetFact {
            name: name.to_owned(),
            value,
            note,
        });
    };
    let known: Vec<&Assessed> = sites.iter().filter(|s| s.kwh.is_some()).collect();
    let kwh: f64 = known.iter().filter_map(|s| s.kwh).sum();
    let area: f64 = known.iter().map(|s| s.site.area).sum();
    if area > 0.0 {
        add(
            "Énergie finale consommée",
            format!("{} par an", energy(kwh)),
            format!(
                "{}{NARROW_SPACE}kWh/m², {} bâtiments, {}{NARROW_SPACE}m²",
                integer(kwh / area),
                known.len(),
                integer(area)
            ),
        );
    }
    if compared(sites).next().is_some() {
        let wanting = compared(sites).filter(|(_, gap)| *gap > 0.0).count();
        add(
            "Reste à économiser",
            format!("{} par an", energy(missing_kwh(sites))),
            format!("{wanting} bâtiments au-dessus de leur objectif"),
        );
        let euros: f64 = sites
            .iter()
            .filter_map(Assessed::gap_money)
            .map(|m| m.max(0.0))
            .sum();
        add(
            "Ce que cela représente",
            format!("{} par an", money(euros)),
            "coût estimé au prix moyen de chaque bâtiment".to_owned(),
        );
        let ahead: f64 = compared(sites).map(|(_, gap)| (-gap).max(0.0)).sum();
        add(
            "Avance des autres",
            format!("{} par an", energy(ahead)),
            "mutualisable à l’intérieur d’un groupe de bâtiments".to_owned(),
        );
    }
    let unchosen = sites
        .iter()
        .filter(|s| matches!(s.reference, Reference::Best(_)))
        .count();
    if unchosen > 0 {
        add(
            "Années de référence à choisir",
            unchosen.to_string(),
            "la plus favorable est retenue ici en attendant".to_owned(),
        );
    }
    facts
}

/// How far the climate was taken out.
pub(super) fn climate(sites: &[Assessed]) -> String {
    let known = sites.iter().filter(|s| s.used.is_some()).count();
    let years = sites
        .iter()
        .filter_map(|s| s.climate.map(|(years, _)| years))
        .min();
    let corrected = sites.iter().filter(|s| s.climate.is_some()).count();
    let Some(years) = years.filter(|_| corrected > 0) else {
        return "non corrigé du climat".to_owned();
    };
    let all = if corrected == known {
        String::new()
    } else {
        format!(" pour {corrected} bâtiments sur {known}")
    };
    format!("corrigé du climat{all}, référence de {years} années")
}

/// What sharing surpluses would bring; `None` without a surplus or without a want.
pub(super) fn mutual(sites: &[Assessed]) -> Option<EetMutual> {
    let balances: Vec<SiteBalance> = compared(sites)
        .map(|(s, gap)| SiteBalance {
            site: s.site.code.clone(),
            balance_kwh: -gap,
            received_kwh: 0.0,
            given_kwh: 0.0,
        })
        .collect();
    let group = mutualise(balances);
    let given: f64 = group.sites.iter().map(|s| s.given_kwh).sum();
    if given <= 0.0 {
        return None;
    }
    let helped: Vec<(String, String, String)> = group
        .sites
        .iter()
        .filter(|s| s.received_kwh > 0.0 && s.met())
        .filter_map(|s| {
            let name = &sites.iter().find(|a| a.site.code == s.site)?.site.name;
            Some((s.site.clone(), name.clone(), energy(s.received_kwh)))
        })
        .collect();
    let would = match helped.len() {
        0 => "sans qu’aucun d’eux atteigne son objectif".to_owned(),
        1 => "et un bâtiment de plus tiendrait son objectif".to_owned(),
        n => format!("et {n} bâtiments de plus tiendraient leur objectif"),
    };
    let left = if group.missing_kwh > 0.0 {
        format!("Il manquerait encore {} par an.", energy(group.missing_kwh))
    } else {
        format!("Il resterait {} par an d’avance.", energy(group.left_kwh))
    };
    Some(EetMutual {
        sentence: format!(
            "En un seul groupe, les bâtiments en avance céderaient {} par an aux autres, {would}. {left}",
            energy(given)
        ),
        helped,
    })
}

/// Sites that are not on the page.
pub(super) fn outside(found: &Liable, parameters: &EetParameters) -> Vec<String> {
    let area = integer(parameters.least_area);
    let count = |n: usize, one: &str, many: String| match n {
        0 => None,
        1 => Some(one.to_owned()),
        n => Some(format!("{n} {many}")),
    };
    [
        count(
            found.small,
            &format!("Un bâtiment n’est pas assujetti\u{202f}: moins de {area}{NARROW_SPACE}m²."),
            format!("bâtiments ne sont pas assujettis\u{202f}: moins de {area}{NARROW_SPACE}m²."),
        ),
        count(
            found.unmeasured,
            "Un bâtiment n’a pas de surface de plancher\u{202f}: il ne peut être classé.",
            "bâtiments n’ont pas de surface de plancher\u{202f}: ils ne peuvent être classés."
                .to_owned(),
        ),
        count(
            found.not_concerned,
            "Un bâtiment est hors du champ\u{202f}: il n’est pas tertiaire.",
            "bâtiments sont hors du champ\u{202f}: ils ne sont pas tertiaires.".to_owned(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
