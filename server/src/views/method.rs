use app::view::{MethodTarget, MethodView};
use model::city::{Cadence, Denominator, Indicator, ReceptionMeasure, ThemePack, Window};
use model::energy::Parameters;
use model::format::{NARROW_SPACE, date_short, decimal, exact_note, signed};
use model::score::{Direction, RowOutcome, RowSubject, Trajectory};
use model::time::Day;

use super::indicator_news::indicator_news;
use super::objective_history::objective_history;
use super::parameters::parameter_lines;
use super::{Scene, frame, outlook};
use crate::store::ObjectiveVersion;

/// Versions listed at most: the city's first, then the largest parts.
const MOST_TARGETS: usize = 60;

/// `/methode/{indicator}`.
pub(super) fn view(
    scene: &Scene<'_>,
    code: &str,
    versions: &[ObjectiveVersion],
    parameters: &Parameters,
) -> Option<MethodView> {
    let (theme, indicator) = scene.town().themes().iter().find_map(|theme| {
        theme
            .indicator
            .iter()
            .find(|i| i.code.as_str() == code)
            .map(|i| (theme, i))
    })?;
    let history = objective_history(scene, indicator, versions);
    Some(MethodView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: indicator.name.clone(),
        theme: (theme.code.to_string(), theme.name.clone()),
        description: indicator.description.clone(),
        formula: formula(theme, indicator),
        unit: indicator.unit.label(),
        direction: direction(indicator.direction).to_owned(),
        source: indicator.source.clone(),
        coverage_rules: coverage_rules(theme, indicator),
        note_rules: note_rules(),
        outlook_rules: outlook::rules(scene, indicator),
        example: example(scene, theme, indicator),
        parameters: parameter_lines(scene, indicator, parameters),
        targets: targets(scene, indicator, versions),
        news: indicator_news(scene, indicator, &history),
        history,
    })
}

fn formula(theme: &ThemePack, indicator: &Indicator) -> String {
    if let Some(entered) = indicator.entered {
        return format!(
            "Saisi à la main, {}, au plus tard {} jours après. Un chiffre en retard compte avec \
             le moins bon du dernier chiffre et de la moyenne d’un an, et fait baisser la \
             complétude.",
            match entered.cadence {
                Cadence::Month => "chaque mois pour le mois fini",
                Cadence::Quarter => "chaque trimestre pour le trimestre fini",
                Cadence::Year => "chaque année pour l’année finie",
            },
            entered.due_days,
        );
    }
    if indicator.reception.is_some() {
        return match indicator.window {
            Window::Day => "Sur la journée en cours, tous points d’accueil réunis.",
            Window::FourWeeks => "Sur quatre semaines glissantes, tous points d’accueil réunis.",
            Window::RollingYear => "Sur douze mois glissants, tous points d’accueil réunis.",
        }
        .to_owned();
    }
    let added: Vec<String> = indicator
        .numerator
        .quantities
        .iter()
        .filter_map(|code| theme.quantity(code))
        .map(|quantity| {
            format!(
                "{} ({})",
                quantity.name.to_lowercase(),
                quantity.unit.label()
            )
        })
        .collect();
    let sum = format!(
        "Somme sur douze mois glissants{NARROW_SPACE}: {}",
        added.join(" + ")
    );
    match &indicator.denominator {
        Denominator::Nothing => sum,
        Denominator::Attribute { name, unit } => {
            let what = if name == "floor_area_m2" {
                "surface de plancher"
            } else {
                name.as_str()
            };
            format!("{sum}, divisée par la {what} ({}).", unit.label())
        }
        Denominator::Amount { quantities } => {
            let names: Vec<String> = quantities
                .iter()
                .filter_map(|code| theme.quantity(code))
                .map(|quantity| quantity.name.to_lowercase())
                .collect();
            format!("{sum}, divisée par celle de {}.", names.join(" + "))
        }
        Denominator::ReferenceYear { year } => {
            format!("{sum}, divisée par la même somme en {year}, en pourcentage.")
        }
    }
}

const fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "plus c’est haut, mieux c’est",
        Direction::Down => "plus c’est bas, mieux c’est",
        Direction::Band => "le mieux est d’être dans la bande",
        Direction::Context => "donné pour information, jamais noté",
    }
}

fn coverage_rules(theme: &ThemePack, indicator: &Indicator) -> Vec<String> {
    if let Some(measure) = indicator.reception {
        return reception_coverage_rules(measure);
    }
    if indicator.entered.is_some() {
        return vec![
            "La complétude est la part des chiffres attendus depuis un an qui ont été saisis."
                .to_owned(),
            "Sous la moitié, il n’y a pas de note\u{202f}: le silence n’est ni bon ni mauvais."
                .to_owned(),
        ];
    }
    let mut rules = vec![
        "Un jour sans relevé compte au pire de deux valeurs : le même jour de semaine un an plus \
         tôt, et la moyenne des douze derniers mois connus."
            .to_owned(),
        "Un compteur muet plus de la moitié de l’année compte au pire de sa dernière valeur connue \
         et de la moyenne des autres. Il est nommé."
            .to_owned(),
        "Sous 75 % de données, la note est dite partielle. Sous 50 %, il n’y a pas de note : le \
         silence n’est ni bon ni mauvais."
            .to_owned(),
    ];
    for quantity in indicator
        .numerator
        .quantities
        .iter()
        .filter_map(|code| theme.quantity(code))
    {
        let name = quantity.name.to_lowercase();
        match quantity.silence.zero_days {
            Some(1) => rules.push(format!(
                "Un jour à 0 {} en {name} est un relevé manquant, pas une économie.",
                quantity.unit.label()
            )),
            Some(days) => rules.push(format!(
                "{days} jours de suite à 0 {} en {name} sont des relevés manquants.",
                quantity.unit.label()
            )),
            None => {}
        }
    }
    rules.iter().map(|rule| french_spaces(rule)).collect()
}

fn reception_coverage_rules(measure: ReceptionMeasure) -> Vec<String> {
    let quiet = match measure.quiet_days {
        0 | 1 => "Un point d’accueil ouvert dont rien n’est dit de la journée est muet ce \
                  jour-là ; le jour même, une heure après l’ouverture."
            .to_owned(),
        days => format!(
            "Un point d’accueil dont rien n’est dit {days} jours ouverts de suite est muet."
        ),
    };
    let rules = [
        quiet.as_str(),
        "Fermé, il ne doit rien : ni bon, ni mauvais.",
        "Ses jours muets comptent comme ses derniers jours connus, sauf si le reste fait moins \
         bien : se taire n’améliore jamais une note. Il est nommé.",
        "Sous 75 % de données, la note est dite partielle. Sous 50 %, il n’y a pas de note.",
    ];
    rules.map(french_spaces).into()
}

fn note_rules() -> Vec<String> {
    [
        "La note compare le chemin parcouru depuis le départ au chemin demandé à ce jour.",
        "Note = 10 × (valeur − départ) ÷ (trajectoire − départ), entre 0 et 10.",
        "La trajectoire va en ligne droite du départ à la cible. Une cible qui change laisse sa trace, avec la raison.",
        "Atteint à partir de 9,5 ; à surveiller à partir de 8 ; en écart en dessous.",
        "En cours de journée, un niveau ne change que si la note passe sa limite de 0,2 : rien ne clignote.",
        "La tendance compare la note à celle d’il y a trente jours.",
    ]
    .map(french_spaces)
    .into()
}

/// Puts narrow no-break spaces where French wants them.
pub(super) fn french_spaces(text: &str) -> String {
    [" :", " ;", " %", " !", " ?"]
        .iter()
        .fold(text.to_owned(), |text, mark| {
            text.replace(mark, &format!("{NARROW_SPACE}{}", mark.trim_start()))
        })
}

fn example(scene: &Scene<'_>, theme: &ThemePack, indicator: &Indicator) -> Option<String> {
    let index = scene
        .town()
        .themes()
        .iter()
        .position(|t| t.code == theme.code)?;
    let explanation = scene.now().explain(scene.town(), scene.root, Some(index))?;
    explanation.rows.iter().find_map(|row| {
        let RowSubject::Objective(judged) = &row.subject else {
            return None;
        };
        let RowOutcome::Scored { note, .. } = row.outcome else {
            return None;
        };
        let (baseline, value) = (judged.baseline?, judged.value?);
        if judged.indicator != indicator.code {
            return None;
        }
        let number = |value| decimal(value, judged.decimals);
        Some(format!(
            "{}{NARROW_SPACE}: 10 × ({} − {}) ÷ ({} − {}) = {}",
            scene.name(scene.root),
            number(value),
            number(baseline),
            number(judged.required),
            number(baseline),
            exact_note(note),
        ))
    })
}

fn targets(
    scene: &Scene<'_>,
    indicator: &Indicator,
    versions: &[ObjectiveVersion],
) -> Vec<MethodTarget> {
    let tree = scene.town().tree();
    let mut found: Vec<_> = versions
        .iter()
        .filter(|version| version.objective.indicator == indicator.code)
        .filter_map(|version| Some((tree.id(version.objective.place.as_str())?, version)))
        .collect();
    found.sort_by_key(|(place, version)| (*place, core::cmp::Reverse(version.objective.version)));
    found
        .into_iter()
        .take(MOST_TARGETS)
        .map(|(place, version)| target(scene, indicator, version, scene.name(place)))
        .collect()
}

fn target(
    scene: &Scene<'_>,
    indicator: &Indicator,
    version: &ObjectiveVersion,
    place_name: &str,
) -> MethodTarget {
    let objective = &version.objective;
    let number = |value| decimal(value, indicator.decimals);
    let year = |day: Day| day.year();
    // Percent of percents say nothing: a share moves by points.
    let in_points = indicator.unit.label() == "%";
    let change = objective.baseline.filter(|b| *b > 0.0).map(|b| {
        if in_points {
            return format!(" ({} points)", signed(objective.target - b, 0));
        }
        let share = signed((objective.target / b - 1.0) * 100.0, 0);
        format!(" ({share}{NARROW_SPACE}%)")
    });
    let adopted = scene.town().zone().day(version.known_at);
    MethodTarget {
        place: objective.place.to_string(),
        place_name: place_name.to_owned(),
        baseline: match (objective.baseline, objective.baseline_at) {
            (Some(value), Some(at)) => format!("{} en {}", number(value), year(at)),
            (Some(value), None) => number(value),
            (None, _) => "–".to_owned(),
        },
        target: format!(
            "{} en {}{}",
            number(objective.target),
            year(objective.target_at),
            change.unwrap_or_default()
        ),
        trajectory: match objective.trajectory {
            Trajectory::Linear => "linéaire",
            Trajectory::Step => "en une fois",
        }
        .to_owned(),
        decision: objective.decision.clone().unwrap_or_default(),
        version: match version.withdrawn_from {
            Some(from) => format!(
                "version {}, retrait le {}",
                objective.version,
                date_short(from)
            ),
            None => format!(
                "version {}, enregistrée le {}",
                objective.version,
                date_short(adopted)
            ),
        },
        replaced: version.retired_at.is_some(),
    }
}
