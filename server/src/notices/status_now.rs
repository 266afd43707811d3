use model::city::PlaceId;
use model::engine::TownSeries;
use model::score::Note;
use model::time::At;

use crate::figures::{OwedState, owed};
use crate::state::Snapshot;
use crate::store::{StatusChange, StatusKind, StatusSubject};

/// A source is silent when nothing was heard for three of its steps, and for a day at least:
/// what an hour brings late is no news.
const STEPS: i64 = 3;
const LEAST_S: i64 = 86_400;

/// Where a subject stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusNow {
    /// What is watched.
    pub subject: StatusSubject,
    /// The word of where it stands.
    pub word: &'static str,
    /// Of a level: the note.
    pub note: Option<Note>,
}

/// Where everything that is watched stands: levels of judged places down to the sites and
/// their counters, over all themes and on each, and measured sources that ever spoke.
pub fn status_now(snapshot: &Snapshot, now: At) -> Vec<StatusNow> {
    let tree = snapshot.town.tree();
    let mut found = Vec::new();
    for id in tree.ids() {
        found.extend(levels(snapshot, id));
    }
    let today = snapshot.now.moment().day;
    let is_closed = |series: &TownSeries| tree.is_closed(series.place, today);
    let sources = snapshot.town.series().iter().filter(|s| !is_closed(s));
    found.extend(sources.filter_map(|series| source(snapshot, series, now)));
    // Whoever enters a figure is a source too: overdue, it is silent.
    found.extend(owed(snapshot, |_| true).into_iter().map(|one| StatusNow {
        subject: StatusSubject {
            kind: StatusKind::Source,
            place: one.place,
            theme: String::new(),
            series: one.indicator.code.to_string(),
        },
        word: match one.state {
            OwedState::Late { .. } => StatusChange::SILENT,
            OwedState::Due { .. } | OwedState::Done { .. } => StatusChange::HEARD,
        },
        note: None,
    }));
    found
}

fn levels(snapshot: &Snapshot, id: PlaceId) -> Vec<StatusNow> {
    let place = snapshot.town.tree().place(id);
    // A meter's note is that of its site, told once more.
    let Some(place) = place.filter(|place| place.kind != "meter") else {
        return Vec::new();
    };
    let Some(standing) = snapshot.standing(id) else {
        return Vec::new();
    };
    let all = (String::new(), standing.standing);
    let themes = standing.themes.iter();
    let themes = themes.map(|theme| (theme.theme.to_string(), theme.standing));
    core::iter::once(all)
        .chain(themes)
        .filter(|(_, standing)| standing.judged)
        .map(|(theme, standing)| StatusNow {
            subject: StatusSubject {
                kind: StatusKind::Level,
                place: place.code.clone(),
                theme,
                series: String::new(),
            },
            word: standing.level.as_str(),
            note: standing.note,
        })
        .collect()
}

fn source(snapshot: &Snapshot, series: &TownSeries, now: At) -> Option<StatusNow> {
    let latest = series.latest.filter(|_| series.derivation.is_none())?;
    let place = snapshot.town.tree().place(series.place)?;
    Some(StatusNow {
        subject: StatusSubject {
            kind: StatusKind::Source,
            place: place.code.clone(),
            theme: String::new(),
            series: series.series.code.to_string(),
        },
        word: match is_silent(series.series.step_s, now.seconds_since(latest.at)) {
            true => StatusChange::SILENT,
            false => StatusChange::HEARD,
        },
        note: None,
    })
}

/// Whether a source that promises a reading every `step_s` seconds and was last heard
/// `age_s` seconds ago is silent.
pub(crate) fn is_silent(step_s: u32, age_s: i64) -> bool {
    age_s > (i64::from(step_s) * STEPS).max(LEAST_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_measured_by_what_a_source_promises() {
        assert!(!is_silent(900, 86_400), "a day is the least");
        assert!(is_silent(900, 86_401));
        let month = 30 * 86_400;
        assert!(!is_silent(month, 3 * i64::from(month)));
        assert!(is_silent(month, 3 * i64::from(month) + 1));
    }
}
