use super::{Picture, Town};
use crate::city::PlaceId;
use crate::score::{Note, Objective};

/// The notes that an objective at a place bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotesBorneOn {
    /// Of the theme, at the place.
    pub theme: Option<Note>,
    /// Of the place, over all themes.
    pub place: Option<Note>,
    /// Of the theme, for the city.
    pub city_theme: Option<Note>,
    /// Of the city.
    pub city: Option<Note>,
}

impl NotesBorneOn {
    /// The notes of a picture.
    pub fn of(town: &Town, picture: &Picture, place: PlaceId, theme: usize) -> Self {
        let root = town.tree().root();
        let note = |place: Option<PlaceId>, theme| picture.aggregate(place?, theme)?.note();
        Self {
            theme: note(Some(place), Some(theme)),
            place: note(Some(place), None),
            city_theme: note(root, Some(theme)),
            city: note(root, None),
        }
    }
}

impl Town {
    /// The same town with other objectives, ready to be evaluated.
    #[must_use]
    pub fn with_objectives(&self, objectives: Vec<Objective>) -> Self {
        let mut town = self.clone();
        town.set_objectives(objectives);
        town.replan();
        town
    }

    /// The objectives in force with some of them put in the place of those with the same
    /// indicator and place.
    pub fn objectives_with(&self, proposed: &[Objective]) -> Vec<Objective> {
        let is_replaced = |known: &&Objective| {
            proposed
                .iter()
                .any(|new| new.indicator == known.indicator && new.place == known.place)
        };
        let kept = self.objectives().iter().filter(|known| !is_replaced(known));
        kept.chain(proposed).cloned().collect()
    }
}
