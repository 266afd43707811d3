//! Figures and findings in words.

use model::energy::eet::Bound;
use model::energy::{DegreeDayMethod, Parameters};
use model::format::{NARROW_SPACE, decimal, integer, percent};

use model::time::Day;

use super::Scheme;
use super::assess::{Assessed, NoAbsolute};

/// kWh/m² without its unit; « – » where there is none.
pub(super) fn amount(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), integer)
}

/// An energy: in MWh from 10 000 kWh on.
pub(super) fn energy(kwh: f64) -> String {
    if kwh.abs() >= 10_000.0 {
        format!("{}{NARROW_SPACE}MWh", integer(kwh / 1000.0))
    } else {
        format!("{}{NARROW_SPACE}kWh", integer(kwh))
    }
}

/// An amount of money, with as many digits as an estimate deserves.
pub(super) fn money(euros: f64) -> String {
    let step = if euros.abs() >= 10_000.0 {
        1000.0
    } else {
        100.0
    };
    format!("{}{NARROW_SPACE}€", integer((euros / step).round() * step))
}

/// « à gagner » or « d’avance ».
pub(super) fn gap_words(kwh: f64) -> String {
    if kwh > 0.0 {
        energy(kwh)
    } else {
        format!("{} d’avance", energy(-kwh))
    }
}

/// The gap in euros; nothing is owed by who is ahead.
pub(super) fn money_words(euros: f64) -> String {
    if euros > 0.0 {
        money(euros)
    } else {
        String::new()
    }
}

pub(super) const fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Relative => "relatif",
        Bound::Absolute => "absolu",
    }
}

/// Below the name of a site: use, area, and what keeps it from being compared.
pub(super) fn fact(assessed: &Assessed) -> String {
    let site = &assessed.site;
    let area = format!("{}{NARROW_SPACE}m²", integer(site.area));
    let mut parts: Vec<String> = site.r#use.iter().cloned().chain([area]).collect();
    if site.meters.is_empty() {
        parts.push("aucun compteur d’énergie".to_owned());
    } else if assessed.kwh.is_none() {
        parts.push(format!(
            "relevés insuffisants ({})",
            percent(assessed.coverage.share(), 0)
        ));
    } else if assessed.coverage.is_partial() {
        parts.push(format!(
            "complétude {}",
            percent(assessed.coverage.share(), 0)
        ));
    }
    if assessed.reference.candidate().is_none() && !site.meters.is_empty() {
        parts.push("pas d’année de référence".to_owned());
    }
    parts.join(" · ")
}

/// Why a site has no absolute objective.
pub(super) const fn no_absolute(reason: NoAbsolute) -> &'static str {
    match reason {
        NoAbsolute::Category => "sous-catégorie d’activité non renseignée",
        NoAbsolute::UnknownCategory => "sous-catégorie absente des paramètres",
        NoAbsolute::Activities => "liste d’activités illisible (attribut eet_activities)",
        NoAbsolute::Zone => "zone climatique ou altitude non renseignée",
        NoAbsolute::Value => "pas de valeur publiée",
    }
}

/// What the page computes with, and where it comes from.
pub(super) fn rules(scheme: &Scheme<'_>, sites: &[Assessed], day: Day) -> Vec<String> {
    let mut rules = vec![
        format!(
            "Sont assujettis les sites d’au moins {}{NARROW_SPACE}m² de surface de plancher (code de la construction, article R.{NARROW_SPACE}174-22). Les consommations sont divisées par la surface de consommations énergétiques\u{202f}; là où elle manque, par la surface de plancher.",
            integer(scheme.eet.least_area)
        ),
        format!(
            "L’énergie est l’énergie finale de l’arrêté du 10 avril 2020 (annexe I)\u{202f}: {} kWh par kWh PCS de gaz, {} par kWh livré par un réseau de chaleur. La production solaire n’est pas comptée.",
            constant(scheme.dated, "final.gas", day),
            constant(scheme.dated, "final.heat_network", day)
        ),
        "Deux objectifs, un seul à tenir\u{202f}: réduire par rapport à l’année de référence, ou atteindre la valeur absolue de l’activité. Le plus haut des deux est celui qui compte.".to_owned(),
        format!(
            "Notation\u{202f}: une droite va de l’année de référence à la valeur absolue de la décennie, avec une bande de ±{NARROW_SPACE}{} autour d’elle. Sans valeur absolue connue, la droite va à l’objectif qui compte (choix de ce tableau de bord).",
            percent(scheme.eet.band, 0)
        ),
        "Les valeurs absolues viennent de l’annexe I de l’arrêté, lue pour une partie dans une extraction\u{202f}: à vérifier sur OPERAT avant toute décision. OPERAT fait foi.".to_owned(),
    ];
    let assumed = sites.iter().any(|s| s.price.is_some());
    if assumed {
        rules.push(format!(
            "Coût estimé\u{202f}: tarif de chaque compteur quand il est renseigné, sinon prix moyens supposés (électricité {}{NARROW_SPACE}€/kWh, gaz {}{NARROW_SPACE}€/kWh PCS).",
            constant(scheme.dated, "price.electricity", day),
            constant(scheme.dated, "price.gas", day)
        ));
    }
    rules
}

/// The value of a parameter as the page writes it.
fn constant(dated: &Parameters, code: &str, day: Day) -> String {
    dated
        .value(code, day)
        .map_or_else(|| "–".to_owned(), |value| decimal(value, 2))
}

/// How much was lost or gained, in percent, without its sign: « 12 % ».
pub(super) fn change(from: f64, to: f64) -> Option<String> {
    (from > 0.0).then(|| {
        format!(
            "{}{NARROW_SPACE}%",
            decimal((to / from - 1.0).abs() * 100.0, 0)
        )
    })
}

/// How degree days are counted, in words.
pub(super) const fn method_words(method: DegreeDayMethod) -> &'static str {
    match method {
        DegreeDayMethod::MeteoMinmax => "degrés-jours de la méthode météo",
        DegreeDayMethod::ProEnergie => "degrés-jours de la méthode des professionnels de l’énergie",
        DegreeDayMethod::MeanHourly => "degrés-jours sur la moyenne des heures",
    }
}
