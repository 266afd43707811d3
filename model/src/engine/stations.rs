use super::{SeriesIndex, Town};
use crate::city::{PlaceId, SeriesKind};

/// The quantity of outdoor temperature; reserved in every theme (docs/DATA-MODEL.md).
pub(super) const TEMPERATURE: &str = "temperature";

/// Kind of the places that only hold instruments.
const STATION: &str = "station";

/// For each place the outdoor temperature that is felt there: measured at the
/// place itself, at a station beside it, or the same one level up.
pub(super) fn stations(town: &Town) -> Vec<Option<SeriesIndex>> {
    let tree = town.tree();
    let mut own: Vec<Option<SeriesIndex>> = vec![None; tree.places().len()];
    for (position, series) in town.series().iter().enumerate() {
        let outdoor = series.series.quantity.as_str() == TEMPERATURE
            && series.series.kind == SeriesKind::Gauge;
        if let Some(held) = own.get_mut(series.place.index()).filter(|_| outdoor) {
            held.get_or_insert(SeriesIndex(position));
        }
    }
    let at = |place: PlaceId| own.get(place.index()).copied().flatten();
    let near = |place: PlaceId| {
        at(place).or_else(|| {
            tree.children(place)
                .iter()
                .filter(|&&child| tree.place(child).is_some_and(|p| p.kind == STATION))
                .find_map(|&child| at(child))
        })
    };
    tree.ids()
        .map(|place| tree.upwards(place).find_map(near))
        .collect()
}
