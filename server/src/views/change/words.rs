use app::view::ChangePart;
use model::format::{NARROW_SPACE, date_long, exact_note, signed};
use model::score::{Cause, NoteChange};
use model::time::Day;

/// A change below this, in ten-thousandths, is none that anybody sees.
pub(super) const LITTLE: i32 = 50;
/// Places, or indicators, that a sentence names.
const NAMED: usize = 2;

pub(super) const fn name(cause: Cause) -> &'static str {
    match cause {
        Cause::Measured => "Ce qui est mesuré",
        Cause::Weather => "Météo",
        Cause::Calendar => "Calendrier",
        Cause::Silence => "Données manquantes",
        Cause::Target => "Objectifs",
        Cause::Perimeter => "Périmètre",
    }
}

/// Beside the name of an indicator.
pub(super) const fn short(cause: Cause) -> &'static str {
    match cause {
        Cause::Measured => "ce qui est mesuré",
        Cause::Weather => "météo",
        Cause::Calendar => "calendrier",
        Cause::Silence => "données manquantes",
        Cause::Target => "objectif",
        Cause::Perimeter => "périmètre",
    }
}

pub(super) const fn what(cause: Cause) -> &'static str {
    match cause {
        Cause::Measured => "Consommations, attentes, réponses, hors météo et calendrier",
        Cause::Weather => "Degrés-jours, pour ce qui n’est pas corrigé du climat",
        Cause::Calendar => "Jours ouverts et fermés dans les douze mois",
        Cause::Silence => "La prudence avec laquelle un silence est compté",
        Cause::Target => "Une trajectoire demande un peu plus chaque jour",
        Cause::Perimeter => "Ce qui a commencé ou cessé d’être noté, ce qui a fermé, et les poids",
    }
}

/// What came out, from the whole to what weighs most. `subject` is « note de Clairval ».
pub(super) fn sentences(
    subject: &str,
    change: &NoteChange,
    (places, indicators): (&[ChangePart], &[ChangePart]),
    from: Day,
) -> Vec<String> {
    let total = change.difference();
    let notes = format!(
        "de {} à {}",
        exact_note(change.before),
        exact_note(change.after)
    );
    let since = date_long(from);
    if total.abs() < LITTLE && change.lines.iter().all(|line| line.points.abs() < LITTLE) {
        return vec![format!(
            "Depuis le {since}, rien n’a déplacé la {subject}{NARROW_SPACE}: {notes}."
        )];
    }
    let mut told = vec![format!(
        "Depuis le {since}, la {subject} passe {notes}{NARROW_SPACE}: {} {}.",
        points(total),
        if total.abs() < 20_000 {
            "point"
        } else {
            "points"
        }
    )];
    let sums = Cause::ALL.map(|cause| (cause, change.sum(|line| line.cause == cause)));
    let most = sums.iter().max_by_key(|(_, points)| points.abs());
    if let Some((cause, by)) = most.filter(|(_, by)| by.abs() >= LITTLE) {
        told.push(format!(
            "Ce qui pèse le plus{NARROW_SPACE}: {} ({}).",
            said(*cause),
            points(*by)
        ));
    }
    // What is judged over the whole place has no part to name.
    let of_parts = places.first().is_some_and(|part| part.address.is_some());
    let named: Vec<String> = if of_parts { places } else { indicators }
        .iter()
        .filter(|part| part.address.is_some() && part.points.abs() >= LITTLE)
        .take(NAMED)
        .map(|part| format!("{} ({})", part.name, points(part.points)))
        .collect();
    if !named.is_empty() {
        told.push(format!("Surtout{NARROW_SPACE}: {}.", named.join(", ")));
    }
    told
}

const fn said(cause: Cause) -> &'static str {
    match cause {
        Cause::Measured => "ce qui a été mesuré",
        Cause::Weather => "la météo",
        Cause::Calendar => "le nombre de jours ouverts",
        Cause::Silence => "des données manquantes",
        Cause::Target => "des objectifs qui demandent plus",
        Cause::Perimeter => "ce qui a commencé ou cessé d’être noté",
    }
}

pub(super) fn points(points: i32) -> String {
    signed(f64::from(points) / 10_000.0, 2)
}
