//! One site in detail.

use app::view::{EetFact, EetReference, EetSite};
use model::energy::eet::{EetObjective, EetParameters, Leaf, ReferenceCandidate, deadline};
use model::format::{NARROW_SPACE, date_month, date_short, decimal, integer};

use super::super::Scene;
use super::assess::{Assessed, Reference};
use super::charts;
use super::declaration::{declared_year, month_words};
use super::words::{amount, bound, change, energy, gap_words, method_words, money, no_absolute};

pub(super) fn view(scene: &Scene<'_>, parameters: &EetParameters, s: &Assessed) -> EetSite {
    EetSite {
        code: s.site.code.clone(),
        name: s.site.name.clone(),
        fact: super::words::fact(s),
        used: amount(s.used),
        sentences: sentences(s),
        leaf: s.leaf,
        rating: rating(scene, parameters, s),
        chart: charts::site(scene, parameters, s),
        objectives: s.objectives.iter().map(objective).collect(),
        references: s.candidates.iter().map(|c| reference(s, c)).collect(),
        reference_note: reference_note(parameters, s),
        basis: basis(parameters, s),
        missing: missing(scene, parameters, s),
    }
}

/// What it uses, what is asked, what is missing.
fn sentences(s: &Assessed) -> Vec<String> {
    let name = &s.site.name;
    let Some(used) = s.used else {
        return vec![format!(
            "Trop de relevés manquent pour comparer {name} à son objectif."
        )];
    };
    let unit = format!("{NARROW_SPACE}kWh/m²");
    let first = format!("{name} consomme {}{unit} par an.", integer(used));
    let (Some((_, target)), Some(gap)) = (s.binding(), s.gap_kwh) else {
        return vec![
            first,
            "Sans année de référence, son objectif n’est pas connu.".to_owned(),
        ];
    };
    let year = s.objectives.first().map_or(0, |o| o.year);
    let asked = format!("L’objectif {year} est de {}{unit}", integer(target));
    if gap <= 0.0 {
        return vec![
            first,
            format!(
                "{asked}\u{202f}: il est tenu, avec {} d’avance.",
                energy(-gap)
            ),
        ];
    }
    let cost = s
        .gap_money()
        .map(|euros| format!(", environ {}", money(euros)))
        .unwrap_or_default();
    vec![
        first,
        format!(
            "{asked}\u{202f}: il reste {} à économiser chaque année{cost}.",
            energy(gap)
        ),
    ]
}

fn rating(scene: &Scene<'_>, parameters: &EetParameters, s: &Assessed) -> String {
    let year = scene.day.year();
    if parameters.unrated.contains(&year) {
        return format!("{year} n’est pas notée.");
    }
    let Some((line, leaf)) = s.line.zip(s.leaf) else {
        return "Pas de notation sans consommation et année de référence.".to_owned();
    };
    let (low, high) = line.edges(year);
    let where_to = if s.absolute.is_ok() {
        "valeur absolue"
    } else {
        "objectif relatif, faute de valeur absolue"
    };
    let band = format!(
        "La droite de {} à {} ({where_to}) demande {} en {year}, bande de {} à {}{NARROW_SPACE}kWh/m².",
        line.from,
        line.to,
        integer(line.value(year)),
        integer(low),
        integer(high)
    );
    let meaning = match leaf {
        Leaf::Grey => "Au-dessus de l’année de référence.",
        Leaf::Orange => "En baisse, mais au-dessus de la bande.",
        Leaf::One => "Dans la bande.",
        Leaf::Two => "Sous la bande.",
        Leaf::Three => "Valeur de la décennie atteinte.",
    };
    format!("{meaning} {band}")
}

fn objective(o: &EetObjective) -> [String; 4] {
    let unit = |value: Option<f64>| amount(value);
    [
        o.year.to_string(),
        unit(o.relative),
        unit(o.absolute),
        o.binding().map_or_else(
            || "–".to_owned(),
            |(b, value)| format!("{} ({})", integer(value), bound(b)),
        ),
    ]
}

fn reference(s: &Assessed, c: &ReferenceCandidate) -> EetReference {
    let last = c.to.plus(-1);
    EetReference {
        year: c.year.to_string(),
        period: format!("{} à {}", date_month(c.from), date_month(last)),
        per_m2: integer(c.per_m2),
        target: integer(c.target),
        bound: bound(c.bound),
        gap: c.gap_kwh.map(gap_words).unwrap_or_default(),
        chosen: s
            .reference
            .candidate()
            .is_some_and(|chosen| chosen.from == c.from),
    }
}

fn reference_note(parameters: &EetParameters, s: &Assessed) -> String {
    let (first, last) = (parameters.reference_first, parameters.reference_last);
    match (s.reference, s.candidates.first()) {
        (Reference::Chosen(chosen), Some(best)) if best.year != chosen.year => {
            let less = best.target - chosen.target;
            if less > 0.05 {
                format!(
                    "{} est l’année choisie par la ville. {} demanderait {}{NARROW_SPACE}kWh/m² de moins à ce bâtiment.",
                    chosen.year,
                    best.year,
                    decimal(less, 1)
                )
            } else {
                format!(
                    "{} est l’année choisie par la ville. Aucune autre n’est plus favorable.",
                    chosen.year
                )
            }
        }
        (Reference::Chosen(chosen), _) => {
            format!(
                "{} est l’année choisie par la ville, et la plus favorable.",
                chosen.year
            )
        }
        (Reference::Best(best), _) => format!(
            "La ville n’a pas encore choisi\u{202f}: {} est retenue ici, la plus favorable des années connues. Sans déclaration avant le {}, la première année complète déclarée s’impose.",
            best.year,
            deadline(parameters, parameters.reference_deadline.saturating_sub(1))
                .map(date_short)
                .unwrap_or_default()
        ),
        (Reference::Unknown(year), Some(_)) => format!(
            "{year} est l’année choisie par la ville, mais ses douze mois ne sont pas tous relevés ici. Importez les factures de {year}, ou choisissez une année connue."
        ),
        (Reference::Unknown(year), None) => format!(
            "{year} est l’année choisie par la ville, mais ses douze mois ne sont pas tous relevés ici. Importez les factures de {year}."
        ),
        (Reference::None, _) => format!(
            "Aucune période de douze mois entre {first} et {last} n’est entièrement relevée. Importez les factures d’une de ces années."
        ),
    }
}

fn basis(parameters: &EetParameters, s: &Assessed) -> Vec<EetFact> {
    let site = &s.site;
    let fact = |name: &str, value: String, note: &str| EetFact {
        name: name.to_owned(),
        value,
        note: note.to_owned(),
    };
    let named: Vec<String> = site
        .categories()
        .into_iter()
        .map(|code| {
            let known = parameters.category(code);
            known.map_or_else(|| code.to_owned(), |c| c.name.clone())
        })
        .collect();
    let area_note = if site.area_is_floor {
        "surface de plancher, faute de surface de consommations énergétiques"
    } else {
        "surface de consommations énergétiques"
    };
    let mut facts = vec![
        fact(
            "Surface",
            format!("{}{NARROW_SPACE}m²", integer(site.area)),
            area_note,
        ),
        fact(
            "Activité",
            match named.as_slice() {
                [] => "non renseignée".to_owned(),
                all => all.join(", "),
            },
            s.absolute.err().map_or("", no_absolute),
        ),
    ];
    if let (Some(zone), Some(altitude)) = (&site.zone, site.altitude) {
        facts.push(fact(
            "Zone et altitude",
            format!("{zone}, {}{NARROW_SPACE}m", integer(altitude)),
            "",
        ));
    }
    let climate = match s.climate {
        Some((years, method)) => {
            format!(
                "corrigé, référence de {years} années, {}",
                method_words(method)
            )
        }
        None => "non corrigé du climat".to_owned(),
    };
    let raw = s.kwh.map(|kwh| kwh / site.area);
    let note = match (raw, s.climate) {
        (Some(raw), Some(_)) => format!("{}{NARROW_SPACE}kWh/m² relevés", integer(raw)),
        _ => String::new(),
    };
    facts.push(fact("Climat", climate, &note));
    if let Some((reference, used)) = s.reference.candidate().zip(s.used)
        && let Some(share) = change(reference.per_m2, used)
    {
        let way = if used <= reference.per_m2 {
            "de moins"
        } else {
            "de plus"
        };
        facts.push(fact(
            "Depuis la référence",
            format!("{share} {way} qu’en {}", reference.year),
            "",
        ));
    }
    facts
}

fn missing(scene: &Scene<'_>, parameters: &EetParameters, s: &Assessed) -> String {
    let year = declared_year(parameters, scene.day);
    if s.missing.is_empty() {
        format!("Rien ne manque encore pour déclarer {year}.")
    } else {
        format!(
            "Pour déclarer {year}, il manque des relevés de {}.",
            month_words(&s.missing)
        )
    }
}
