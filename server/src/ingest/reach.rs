use std::collections::HashSet;
use std::sync::Arc;

use model::city::{PlaceCode, PlaceTree, TicketCode};

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
/// // Sources count their tickets alike: those of a place are known by it.
/// let ticket = |reach: &Reach, code: &str| reach.ticket(code.parse().unwrap()).ok();
/// assert_eq!(ticket(&reach, "A042"), "ecole:A042".parse().ok());
/// assert_eq!(ticket(&everything, "A042"), "A042".parse().ok());
/// assert_eq!(ticket(&reach, "gare:A042"), None);
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

    /// The code under which a ticket of the source is known. What a key of a place calls its
    /// tickets says nothing of those that others call the same: `PLACE:CODE`. No such code
    /// holds another `:`, so that no two places ever mean one ticket.
    ///
    /// # Errors
    /// [`LineFault`] where the code holds `:`, or is too long together with the place.
    pub fn ticket(&self, code: TicketCode) -> Result<TicketCode, LineFault> {
        let Some(Below { place, .. }) = &self.below else {
            return Ok(code);
        };
        if code.as_str().contains(':') {
            let reason =
                format!("`{code}` holds `:`, which a key of a place may not use in a ticket");
            return Err(LineFault::of("ticket", reason));
        }
        TicketCode::new(format!("{place}:{code}"))
            .map_err(|fault| LineFault::of("ticket", fault.to_string()))
    }
}
