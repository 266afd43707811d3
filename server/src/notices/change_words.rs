use model::format::{NARROW_SPACE, note as note_text};
use model::score::Level;

use crate::state::Snapshot;
use crate::store::{StatusChange, StatusKind};

/// A change as people are told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeWords {
    /// Name of the place.
    pub place: String,
    /// Where to go about it.
    pub path: String,
    /// « Énergie : En écart, auparavant À surveiller (7,2 sur 10) ».
    pub what: String,
}

impl ChangeWords {
    /// The words for a change; `None` where its place is no more.
    pub fn of(snapshot: &Snapshot, change: &StatusChange) -> Option<Self> {
        let tree = snapshot.town.tree();
        let place = tree.place(tree.id(change.subject.place.as_str())?)?;
        let mut path = format!("/lieu/{}", change.subject.place);
        let what = match change.subject.kind {
            StatusKind::Source => {
                let series = &change.subject.series;
                let mut indicators = snapshot.town.themes().iter().flat_map(|t| &t.indicator);
                let entered = indicators.find(|one| one.code.as_str() == series);
                if entered.is_some() {
                    path = "/saisie".to_owned();
                }
                match (change.after.as_str(), entered) {
                    (StatusChange::SILENT, Some(one)) => {
                        format!("chiffre en retard{NARROW_SPACE}: {}", one.name)
                    }
                    (_, Some(one)) => format!("chiffre saisi{NARROW_SPACE}: {}", one.name),
                    (StatusChange::SILENT, None) => {
                        format!("source muette{NARROW_SPACE}: {series}")
                    }
                    (_, None) => format!("source de nouveau entendue{NARROW_SPACE}: {series}"),
                }
            }
            StatusKind::Level => {
                let themes = snapshot.town.themes().iter();
                let theme = themes
                    .filter(|theme| theme.code.as_str() == change.subject.theme)
                    .map(|theme| theme.name.as_str())
                    .next();
                let note = change
                    .note
                    .map(|note| format!(" ({} sur 10)", note_text(Some(note))));
                format!(
                    "{}{NARROW_SPACE}: {}, auparavant {}{}",
                    theme.unwrap_or("tous les thèmes"),
                    level(&change.after),
                    level(&change.before),
                    note.unwrap_or_default()
                )
            }
        };
        Some(Self {
            place: place.name.clone(),
            path,
            what,
        })
    }
}

/// The word on screen for a level's word in the store.
fn level(word: &str) -> &str {
    let levels = [Level::Ok, Level::Watch, Level::Gap, Level::None];
    let found = levels.into_iter().find(|level| level.as_str() == word);
    found.map_or(word, |level| level.label())
}
