use std::collections::HashMap;

use super::{Place, PlaceCode};
use crate::time::Day;

/// Position of a place in its [`PlaceTree`]; parents come before children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(usize);

impl PlaceId {
    /// Position in the order of [`PlaceTree::places`].
    pub const fn index(self) -> usize {
        self.0
    }
}

/// All places, in one tree under the city.
#[derive(Debug, Clone, Default)]
pub struct PlaceTree {
    places: Vec<Place>,
    parents: Vec<Option<PlaceId>>,
    children: Vec<Vec<PlaceId>>,
    closings: Vec<Option<Day>>,
    ids: HashMap<PlaceCode, PlaceId>,
}

/// Why places do not make one tree.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PlaceTreeError {
    /// A code is used twice.
    #[error("place `{0}` is declared twice")]
    Duplicate(PlaceCode),
    /// The parent does not exist: declare it, or correct the code.
    #[error("place `{place}`: parent `{parent}` does not exist")]
    UnknownParent {
        /// The child.
        place: PlaceCode,
        /// The code that leads nowhere.
        parent: PlaceCode,
    },
    /// Following the parents of this place leads back to it.
    #[error("place `{0}` is its own ancestor")]
    Cycle(PlaceCode),
    /// A second place without parent: there is one city.
    #[error("place `{second}` has no parent, but `{first}` is already the city")]
    SecondRoot {
        /// The city.
        first: PlaceCode,
        /// The other one.
        second: PlaceCode,
    },
}

impl PlaceTree {
    /// Arranges places in any order into the tree.
    ///
    /// # Errors
    /// [`PlaceTreeError`] naming the place that does not fit.
    pub fn new(places: Vec<Place>) -> Result<Self, PlaceTreeError> {
        let mut by_code: HashMap<PlaceCode, Place> = HashMap::with_capacity(places.len());
        let mut by_parent: HashMap<Option<PlaceCode>, Vec<PlaceCode>> = HashMap::new();
        for place in places {
            by_parent
                .entry(place.parent.clone())
                .or_default()
                .push(place.code.clone());
            if let Some(twice) = by_code.insert(place.code.clone(), place) {
                return Err(PlaceTreeError::Duplicate(twice.code));
            }
        }
        for place in by_code.values() {
            if let Some(parent) = place.parent.as_ref().filter(|p| !by_code.contains_key(*p)) {
                return Err(PlaceTreeError::UnknownParent {
                    place: place.code.clone(),
                    parent: parent.clone(),
                });
            }
        }
        let mut tree = Self::default();
        let roots = by_parent.remove(&None).unwrap_or_default();
        if let [first, second, ..] = roots.as_slice() {
            return Err(PlaceTreeError::SecondRoot {
                first: first.clone(),
                second: second.clone(),
            });
        }
        let mut queue: std::collections::VecDeque<_> =
            roots.into_iter().map(|code| (None, code)).collect();
        while let Some((parent, code)) = queue.pop_front() {
            let Some(place) = by_code.remove(&code) else {
                continue;
            };
            let id = tree.push(place, parent);
            let mut children = by_parent.remove(&Some(code)).unwrap_or_default();
            children.sort();
            queue.extend(children.into_iter().map(|child| (Some(id), child)));
        }
        match by_code.into_keys().min() {
            Some(code) => Err(PlaceTreeError::Cycle(code)),
            None => Ok(tree),
        }
    }

    fn push(&mut self, place: Place, parent: Option<PlaceId>) -> PlaceId {
        let id = PlaceId(self.places.len());
        self.ids.insert(place.code.clone(), id);
        let above = parent.and_then(|parent| self.closed_on(parent));
        let closings = place.closed_on().into_iter().chain(above);
        self.closings.push(closings.min());
        self.places.push(place);
        self.parents.push(parent);
        self.children.push(Vec::new());
        if let Some(siblings) = parent.and_then(|p| self.children.get_mut(p.0)) {
            siblings.push(id);
        }
        id
    }

    /// The city.
    pub fn root(&self) -> Option<PlaceId> {
        (!self.places.is_empty()).then_some(PlaceId(0))
    }

    /// Every place, parents before children.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// Every id, parents before children.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = PlaceId> + use<> {
        (0..self.places.len()).map(PlaceId)
    }

    /// The place with that id.
    pub fn place(&self, id: PlaceId) -> Option<&Place> {
        self.places.get(id.0)
    }

    /// The id of a code.
    pub fn id(&self, code: &str) -> Option<PlaceId> {
        self.ids.get(code).copied()
    }

    /// From which day on a place is closed for good: its own closing or that of a place
    /// above it, whichever came first.
    pub fn closed_on(&self, id: PlaceId) -> Option<Day> {
        self.closings.get(id.0).copied().flatten()
    }

    /// Whether a place is closed for good on a day.
    pub fn is_closed(&self, id: PlaceId, day: Day) -> bool {
        self.closed_on(id).is_some_and(|closed| closed <= day)
    }

    /// The place a place is part of.
    pub fn parent(&self, id: PlaceId) -> Option<PlaceId> {
        self.parents.get(id.0).copied().flatten()
    }

    /// The parts of a place, by code.
    pub fn children(&self, id: PlaceId) -> &[PlaceId] {
        self.children.get(id.0).map_or(&[], Vec::as_slice)
    }

    /// The place itself, then each place it is part of, up to the city.
    pub fn upwards(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        core::iter::successors(Some(id), |&at| self.parent(at))
    }

    /// The place itself and everything below it.
    pub fn subtree(&self, id: PlaceId) -> Vec<PlaceId> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(&at) = found.get(next) {
            found.extend_from_slice(self.children(at));
            next += 1;
        }
        found
    }

    /// The nearest place of that kind, upwards from (and with) `id`.
    pub fn nearest(&self, id: PlaceId, kind: &str) -> Option<PlaceId> {
        self.upwards(id)
            .find(|&at| self.place(at).is_some_and(|p| p.kind == kind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, parent: Option<&str>) -> Place {
        Place {
            code: PlaceCode::new(code).expect("valid"),
            parent: parent.map(|p| PlaceCode::new(p).expect("valid")),
            kind: "site".into(),
            name: code.into(),
            attributes: Default::default(),
        }
    }

    #[test]
    fn places_in_any_order_make_one_tree() {
        let tree = PlaceTree::new(vec![
            place("meter", Some("school")),
            place("school", Some("town")),
            place("town", None),
        ])
        .expect("a tree");
        let meter = tree.id("meter").expect("there");
        let path: Vec<_> = tree
            .upwards(meter)
            .filter_map(|id| tree.place(id))
            .map(|p| p.name.clone())
            .collect();
        assert_eq!(path, ["meter", "school", "town"]);
        assert_eq!(tree.subtree(tree.root().expect("town")).len(), 3);
    }

    #[test]
    fn cycles_orphans_and_second_cities_are_named() {
        let cycle = vec![
            place("town", None),
            place("a", Some("b")),
            place("b", Some("a")),
        ];
        assert!(
            matches!(PlaceTree::new(cycle), Err(PlaceTreeError::Cycle(c)) if c.as_str() == "a")
        );
        let orphan = vec![place("town", None), place("a", Some("nowhere"))];
        assert!(matches!(
            PlaceTree::new(orphan),
            Err(PlaceTreeError::UnknownParent { .. })
        ));
        let two = vec![place("town", None), place("other", None)];
        assert!(matches!(
            PlaceTree::new(two),
            Err(PlaceTreeError::SecondRoot { .. })
        ));
        let twice = vec![place("town", None), place("town", None)];
        assert!(matches!(
            PlaceTree::new(twice),
            Err(PlaceTreeError::Duplicate(_))
        ));
    }
}
