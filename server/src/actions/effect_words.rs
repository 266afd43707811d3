use model::format::{NARROW_SPACE, date_short, signed};
use model::piloting::Action;
use model::score::BeforeAfter;
use model::time::Day;

use super::{EffectSamples, Subject};
use crate::state::Snapshot;

/// What an action has changed so far, as sentences; nothing before it is started.
pub fn effect_words(snapshot: &Snapshot, action: &Action, subject: &Subject<'_>) -> Vec<String> {
    let today = snapshot.now.moment().day;
    let Some(start) = action.started().or(action.done()) else {
        return Vec::new();
    };
    let Some(plan) = subject.plan else {
        let words = "Aucun objectif n’est fixé ici\u{202f}: l’effet ne se mesure pas.";
        return vec![words.to_owned()];
    };
    let samples = EffectSamples::of(&snapshot.town, plan, start, today);
    match BeforeAfter::of(&samples.before, &samples.after) {
        Some(found) => told(&found, &samples, action, subject),
        None => vec![missing(&samples, start)],
    }
}

fn missing(samples: &EffectSamples, start: Day) -> String {
    let least = BeforeAfter::LEAST;
    let wanted = i32::try_from(least).unwrap_or(i32::MAX);
    let so = |count: usize, side: &str| {
        let year = match (samples.against_year, count) {
            (false, _) => "",
            (true, 0 | 1) => ", connue aussi un an plus tôt",
            (true, _) => ", connues aussi un an plus tôt",
        };
        format!(
            "Pas assez de mesures{NARROW_SPACE}: {} {side}{year}{NARROW_SPACE}; il en faut {least}.",
            counted(count, samples)
        )
    };
    if samples.passed < wanted {
        // One period more: a week begins on the Monday after.
        let from = start.plus((wanted + 1) * samples.step);
        return format!(
            "Trop tôt{NARROW_SPACE}: {} depuis le début, il en faut {least}. L’effet se lira au plus tard le {}.",
            counted(usize::try_from(samples.passed).unwrap_or(0), samples),
            date_short(from)
        );
    }
    if samples.before.len() < least {
        so(samples.before.len(), "avant le début")
    } else {
        so(samples.after.len(), "depuis le début")
    }
}

/// « aucune semaine entière », « une période de 28 jours », « 3 semaines entières ».
fn counted(count: usize, samples: &EffectSamples) -> String {
    match count {
        0 => format!("aucune {}", period(samples, "")),
        1 => format!("une {}", period(samples, "")),
        _ => format!("{count} {}", period(samples, "s")),
    }
}

/// What is counted, with the ending of its number.
fn period(samples: &EffectSamples, s: &str) -> String {
    match samples.step {
        7 => format!("semaine{s} entière{s}"),
        days => format!("période{s} de {days} jours"),
    }
}

fn told(
    found: &BeforeAfter,
    samples: &EffectSamples,
    action: &Action,
    subject: &Subject<'_>,
) -> Vec<String> {
    let decimals = subject.indicator.decimals;
    let unit = subject.indicator.unit.label();
    let number = |value: f64| signed(value, decimals);
    let figure = |value: f64| format!("{}{NARROW_SPACE}{unit}", number(value));
    let periods = period(samples, "s");
    let means = if samples.against_year {
        format!(
            "Par rapport à la même semaine un an plus tôt, au rythme d’une année{NARROW_SPACE}: {} avant ({} {periods}), {} après ({}).",
            figure(found.before),
            samples.before.len(),
            figure(found.after),
            samples.after.len()
        )
    } else {
        format!(
            "En moyenne {} avant ({} {periods}), {} après ({}).",
            subject.figure(found.before),
            samples.before.len(),
            subject.figure(found.after),
            samples.after.len()
        )
    };
    let (low, high) = found.band();
    let sure = if found.may_be_chance() {
        " Cet écart peut venir du hasard."
    } else {
        ""
    };
    let difference = format!(
        "Écart mesuré{NARROW_SPACE}: {}, entre {} et {} neuf fois sur dix.{sure}",
        figure(found.difference()),
        number(low),
        number(high)
    );
    let expected = action.expected.map(|expected| {
        let against = if (low..=high).contains(&expected) {
            "l’attendu est dans la marge"
        } else if found.difference() * expected <= 0.0 {
            "la valeur n’est pas allée dans le sens attendu"
        } else if found.difference().abs() < expected.abs() {
            "l’effet est plus faible qu’attendu"
        } else {
            "l’effet est plus fort qu’attendu"
        };
        format!(
            "Attendu {}, mesuré {}{NARROW_SPACE}: {against}.",
            subject.typed_change(expected),
            figure(found.difference())
        )
    });
    [Some(means), Some(difference), expected]
        .into_iter()
        .flatten()
        .collect()
}
