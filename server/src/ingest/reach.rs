use std::collections::HashSet;
use std::sync::Arc;

use model::city::{PlaceCode, PlaceTree};

use super::LineFault;

/// The places that a source may tell of; a clone shares the same set.
///
/// ```
/// use model::city::{Place, PlaceCode, PlaceTree};
/// use server::ingest::Reach;
///
/// let place = |code: &str, parent: Option<&str>| Place {
///     code: PlaceCode::new(code).unwrap(),
///     parent: parent.map(|parent| PlaceCode::new(parent).unwrap()),
///     kind: "site".to_owned(),
///     name: code.to_owned(),
///     attributes: Default::default(),
/// };
/// let places = vec![
///     place("ville", None),
///     place("ecole", Some("ville")),
///     place("gare", Some("ville")),
/// ];
/// let tree = PlaceTree::new(places).unwrap();
/// let [town, school, station] = ["ville", "ecole", "gare"].map(|c| PlaceCode::new(c).unwrap());
/// let reach = Reach::of(Some(&school), &tree);
/// assert!(reach.check(&school, "series", b"school-gas").is_ok());
/// assert!(reach.check(&town, "series", b"sun").is_err());
/// assert!(reach.check(&station, "series", b"station-gas").is_err());
/// let everything = Reach::of(None, &tree);
/// assert!(everything.check(&station, "series", b"station-gas").is_ok());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Reach {
    below: Option<Below>,
}

#[derive(Debug, Clone)]
struct Below {
    place: PlaceCode,
    places: Arc<HashSet<PlaceCode>>,
}

impl Reach {
    /// A place and what is below it, or the whole town. A place that is not in the tree
    /// leaves nothing to tell of.
    pub fn of(place: Option<&PlaceCode>, tree: &PlaceTree) -> Self {
        let below = place.map(|place| {
            let ids = tree.id(place.as_str()).map(|id| tree.subtree(id));
            let places = ids.into_iter().flatten().filter_map(|id| tree.place(id));
            Below {
                place: place.clone(),
                places: Arc::new(places.map(|found| found.code.clone()).collect()),
            }
        });
        Self { below }
    }

    /// Goes on only for a place that it may tell of; `field` names it as `code`.
    ///
    /// # Errors
    /// [`LineFault`] that says what the key is for.
    pub fn check(&self, place: &PlaceCode, field: &str, code: &[u8]) -> Result<(), LineFault> {
        match &self.below {
            Some(below) if !below.places.contains(place) => {
                let (code, held) = (LineFault::quoted(code), &below.place);
                let reason =
                    format!("`{code}` is not at `{held}`, and the key may tell of no more");
                Err(LineFault::of(field, reason))
            }
            _ => Ok(()),
        }
    }
}
