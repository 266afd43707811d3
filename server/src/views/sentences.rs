//! Findings in words, made from the data.

use model::city::PlaceId;
use model::engine::Standing;
use model::format::{NARROW_SPACE, date_short, decimal, percent};
use model::score::{
    Explanation, ExplanationRow, Judged, Level, RowOutcome, RowSubject, Trend, Unscored,
};
use model::time::Day;

use super::Scene;

/// The headline of the city: where it goes, and which theme lags.
pub(super) fn city(scene: &Scene<'_>, standing: &Standing) -> Vec<String> {
    let name = scene.name(scene.root);
    let mut sentences = vec![direction(name, standing)];
    if standing.note.is_some() {
        let lagging = scene
            .standing(scene.root)
            .into_iter()
            .flat_map(|s| s.themes)
            .filter(|t| t.standing.level == Level::Gap)
            .find_map(|t| {
                let theme = scene.town().themes().iter().find(|p| p.code == t.theme)?;
                Some(theme.name.clone())
            });
        if let Some(theme) = lagging {
            sentences.push(format!(
                "{} reste en retard sur sa trajectoire.",
                with_article(&theme)
            ));
        }
    }
    sentences
}

fn direction(name: &str, standing: &Standing) -> String {
    match (standing.note, standing.level, standing.trend) {
        (None, ..) if !standing.judged => format!("{name} n’a pas encore d’objectif."),
        (None, ..) => format!("{name} n’est pas noté{NARROW_SPACE}: les données manquent."),
        (_, Level::Ok, Trend::Down) => format!("{name} tient ses objectifs, mais recule."),
        (_, Level::Ok, _) => format!("{name} tient ses objectifs."),
        (_, _, Trend::Up) => format!("{name} se rapproche de ses objectifs."),
        (_, _, Trend::Down) => format!("{name} s’éloigne de ses objectifs."),
        (_, Level::Watch, _) => format!("{name} est près de ses objectifs."),
        _ => format!("{name} est loin de ses objectifs."),
    }
}

/// The headline of a place or theme, from its first objective: what it
/// consumes and what was asked for, or why there is no note. Where that objective is not about
/// all that is consumed (`is_whole`), it is named.
pub(super) fn of_explanation(
    subject: &str,
    explanation: &Explanation,
    is_whole: bool,
    day: Day,
) -> Vec<String> {
    let first = explanation.rows.iter().find_map(|row| match &row.subject {
        RowSubject::Objective(judged) => Some((row, judged.as_ref())),
        RowSubject::Place { .. } | RowSubject::Theme { .. } => None,
    });
    match first {
        Some((row, judged)) => of_objective(subject, row, judged, is_whole),
        None if explanation.rows.is_empty() => {
            vec![format!("Aucun objectif n’est encore fixé pour {subject}.")]
        }
        None => of_parts(explanation, day),
    }
}

fn of_objective(
    subject: &str,
    row: &ExplanationRow,
    judged: &Judged,
    is_whole: bool,
) -> Vec<String> {
    let outcome = row.outcome;
    let amount = |value| format!("{}{NARROW_SPACE}{}", shown(value, judged), judged.unit);
    if let RowOutcome::Unscored {
        reason: Unscored::Closed,
    } = outcome
    {
        return vec![format!(
            "Rien n’est à mesurer pour {subject}{NARROW_SPACE}: c’est fermé."
        )];
    }
    let Some(value) = judged.value else {
        return vec![format!("Aucun relevé pour {subject}.")];
    };
    if matches!(
        outcome,
        RowOutcome::Unscored {
            reason: Unscored::TooLittleData
        }
    ) {
        return vec![format!(
            "Trop de relevés manquent pour dire ce que {subject} consomme."
        )];
    }
    let is_amount = judged.counters.is_empty() && judged.entered.is_none();
    let first = if is_amount && !is_whole {
        format!("{}{NARROW_SPACE}: {} par an.", row.name, amount(value))
    } else if is_amount {
        format!(
            "{} consomme {} par an.",
            capitalised(subject),
            amount(value)
        )
    } else {
        of_reception(&row.name, judged, value)
    };
    let second = match outcome {
        RowOutcome::Unscored {
            reason: Unscored::NotStarted,
        } => "Sa trajectoire commence aujourd’hui.".to_owned(),
        RowOutcome::Unscored { .. } | RowOutcome::Stale { .. } => {
            "Trop de relevés manquent pour le noter.".to_owned()
        }
        RowOutcome::Scored { .. } => {
            format!(
                "Son objectif à ce jour est de {}.",
                shown(judged.required, judged)
            )
        }
    };
    vec![first, second]
}

fn of_parts(explanation: &Explanation, day: Day) -> Vec<String> {
    let parts = explanation.rows.len();
    let scored = explanation
        .rows
        .iter()
        .filter(|row| matches!(row.outcome, RowOutcome::Scored { .. }))
        .count();
    vec![format!(
        "{scored} {} sur {parts} au {}.",
        if scored < 2 {
            "partie notée"
        } else {
            "parties notées"
        },
        date_short(day)
    )]
}

/// « Reçus en moins de 15 min : 78,4 %. »
fn of_reception(name: &str, judged: &Judged, value: f64) -> String {
    let unit = match judged.unit.as_str() {
        "" => String::new(),
        unit => format!("{NARROW_SPACE}{unit}"),
    };
    format!("{name}{NARROW_SPACE}: {}{unit}.", shown(value, judged))
}

/// The headline of a theme: the change since the baseline and what was asked for.
pub(super) fn theme(name: &str, explanation: &Explanation) -> Vec<String> {
    let scored = explanation
        .rows
        .iter()
        .find_map(|row| match (&row.subject, row.outcome) {
            (RowSubject::Objective(judged), RowOutcome::Scored { .. }) => {
                Some((row.name.as_str(), judged.as_ref()))
            }
            _ => None,
        });
    let subject = with_article(name);
    let Some((row, judged, value)) =
        scored.and_then(|(row, judged)| Some((row, judged, judged.value?)))
    else {
        return vec![theme_of_parts(&subject, explanation)];
    };
    let is_amount = judged.counters.is_empty() && judged.entered.is_none();
    let baseline = judged.baseline.filter(|b| is_amount && *b > 0.0);
    let Some(baseline) = baseline else {
        let since = judged.baseline.zip(judged.baseline_at);
        let since = since.map_or_else(String::new, |(baseline, at)| {
            format!(" C’était {} en {}.", shown(baseline, judged), at.year())
        });
        let asked = shown(judged.required, judged);
        return vec![
            format!("{}{since}", of_reception(row, judged, value)),
            format!("La trajectoire demande {asked} aujourd’hui."),
        ];
    };
    let change = value / baseline - 1.0;
    let asked = judged.required / baseline - 1.0;
    let since = judged
        .baseline_at
        .map(|d| format!(" depuis {}", d.year()))
        .unwrap_or_default();
    let verb = if change <= 0.0 {
        "a baissé de"
    } else {
        "a augmenté de"
    };
    let first = format!("{subject} {verb} {}{since}.", percent(change.abs(), 0));
    let second = if value <= judged.required {
        format!("La trajectoire demandait {}.", percent(asked.abs(), 0))
    } else {
        format!(
            "La trajectoire en demandait {}.",
            decimal(asked.abs() * 100.0, 0)
        )
    };
    vec![first, second]
}

/// A theme on which the place has no objective of its own.
fn theme_of_parts(subject: &str, explanation: &Explanation) -> String {
    let parts = explanation.rows.len();
    let is_scored = |row: &&ExplanationRow| matches!(row.outcome, RowOutcome::Scored { .. });
    match explanation.rows.iter().filter(is_scored).count() {
        0 => format!("{subject} n’a pas encore de note."),
        _ if explanation.note().is_none() => {
            format!("{subject} n’a pas de note{NARROW_SPACE}: trop de relevés manquent.")
        }
        1 if parts == 1 => format!("{subject} tient sa note du seul lieu qui a un objectif."),
        scored => format!("{subject} tient sa note de {scored} lieux sur {parts}."),
    }
}

/// The words by which a sentence speaks of a place: « cette école », « ce compteur ».
pub(super) fn this(scene: &Scene<'_>, id: PlaceId) -> String {
    let Some(place) = scene.place(id) else {
        return "ce lieu".to_owned();
    };
    match place.kind.as_str() {
        "city" => place.name.clone(),
        "district" => "ce quartier".to_owned(),
        "meter" => "ce compteur".to_owned(),
        _ => match place.text("use").map(str::to_lowercase) {
            Some(r#use) if r#use.starts_with("école") => "cette école".to_owned(),
            Some(r#use) if r#use.starts_with("crèche") => "cette crèche".to_owned(),
            Some(r#use) if r#use.starts_with("piscine") => "cette piscine".to_owned(),
            Some(r#use) if r#use.starts_with("médiathèque") => "cette médiathèque".to_owned(),
            Some(r#use) if r#use.starts_with("gymnase") => "ce gymnase".to_owned(),
            _ => "ce bâtiment".to_owned(),
        },
    }
}

/// « L’énergie », « La sécurité »: the article that the names of themes take.
pub(super) fn with_article(name: &str) -> String {
    let lower = name.to_lowercase();
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u', 'é', 'è', 'ê', 'h']);
    let feminine = lower.ends_with(['e', 'é']) || lower.ends_with("ion");
    match (vowel, feminine) {
        (true, _) => format!("L’{lower}"),
        (false, true) => format!("La {lower}"),
        (false, false) => format!("Le {lower}"),
    }
}

fn shown(value: f64, judged: &Judged) -> String {
    decimal(
        value,
        if value.abs() >= 100.0 {
            0
        } else {
            judged.decimals
        },
    )
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + chars.as_str()
    })
}
