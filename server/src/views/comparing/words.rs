use model::format::{NARROW_SPACE, date_long, integer, percent};

use super::Totals;
use super::against::{Against, lower};
use super::span::Span;

/// A change smaller than this is none, as a share.
const STABLE: f64 = 0.005;

/// The finding, as the heading of the chart.
pub fn title(totals: &Totals, against: &Against) -> String {
    let than = match against {
        Against::Trajectory | Against::YearBefore => "qu’un an plus tôt".to_owned(),
        Against::Previous => "que la période précédente".to_owned(),
        Against::Reference(year) => format!("qu’en {year}"),
        Against::Event { name, .. } => format!("qu’avant {}", lower(name)),
    };
    match change(totals) {
        None => "Rien à comparer sur cette période".to_owned(),
        Some(share) if share.abs() < STABLE => format!("Autant {than}"),
        Some(share) if share < 0.0 => format!("{} de moins {than}", percent(-share, 0)),
        Some(share) => format!("{} de plus {than}", percent(share, 0)),
    }
}

/// What was used, and against how much, in one sentence.
pub fn sentence(totals: &Totals, span: &Span, against: &Against, corrected: bool) -> Vec<String> {
    if change(totals).is_none() {
        return vec![
            "Trop peu de relevés couvrent les deux périodes pour les comparer.".to_owned(),
        ];
    }
    let weather = if corrected { ", à météo égale" } else { "" };
    let mut sentences = vec![format!(
        "{}{NARROW_SPACE}: {} d’énergie finale, contre {}{weather}.",
        span.words,
        amount(totals.this),
        amount(totals.other)
    )];
    if let Against::Event { on, name } = against {
        sentences.push(format!("{name}{NARROW_SPACE}: {}.", date_long(*on)));
    }
    sentences
}

/// How to read it, and what is not in it.
pub fn notes(totals: &Totals, span: &Span, against: &Against, corrected: bool) -> Vec<String> {
    let mut notes =
        vec!["Barres\u{202f}: la période. Trait\u{202f}: ce à quoi elle est comparée.".to_owned()];
    if totals.running {
        notes.push(
            "La période en cours est comparée aux mêmes jours, pas au mois entier. Barre plus pâle."
                .to_owned(),
        );
    }
    if !span.is_monthly() && *against != Against::Previous {
        notes.push(
            "Les jours de semaine sont alignés\u{202f}: un lundi est comparé à un lundi."
                .to_owned(),
        );
    }
    if corrected {
        notes.push(
            "La période comparée est ramenée à la météo de celle-ci, par la signature de chaque \
             compteur. Seule la part de chauffage ou de climatisation bouge."
                .to_owned(),
        );
    }
    match totals.left_out {
        0 => {}
        1 => notes.push(
            "Un compteur sans assez de relevés dans les deux périodes n’est pas compté.".to_owned(),
        ),
        n => notes.push(format!(
            "{n} compteurs sans assez de relevés dans les deux périodes ne sont pas comptés."
        )),
    }
    notes
}

fn change(totals: &Totals) -> Option<f64> {
    (totals.compared > 0 && totals.other > 0.0).then(|| totals.this / totals.other - 1.0)
}

fn amount(kwh: f64) -> String {
    if kwh >= 100_000.0 {
        format!("{}{NARROW_SPACE}MWh", integer(kwh / 1_000.0))
    } else {
        format!("{}{NARROW_SPACE}kWh", integer(kwh))
    }
}
