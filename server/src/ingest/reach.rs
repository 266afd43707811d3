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
/// assert!(reach.allows(&school));
/// assert!(!reach.allows(&town) && !reach.allows(&station));
/// assert!(Reach::of(None, &tree).allows(&station), "the whole town");
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

    /// Whether it may tell of a place.
    pub fn allows(&self, place: &PlaceCode) -> bool {
        self.refusal(place).is_none()
    }

    /// Goes on only for a place that it may tell of; `field` names it as `code`.
    ///
    /// # Errors
    /// [`LineFault`] that says what the key is for.
    pub(super) fn check(
        &self,
        place: &PlaceCode,
        field: &str,
        code: &[u8],
    ) -> Result<(), LineFault> {
        self.refusal(place).map_or(Ok(()), |held| {
            let code = LineFault::quoted(code);
            let reason = format!("`{code}` is not at `{held}`, and the key may tell of no more");
            Err(LineFault::of(field, reason))
        })
    }

    /// The place that it is held to, where another one is outside.
    fn refusal(&self, place: &PlaceCode) -> Option<&PlaceCode> {
        let below = self.below.as_ref()?;
        (!below.places.contains(place)).then_some(&below.place)
    }
}
