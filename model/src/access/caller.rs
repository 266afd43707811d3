use serde::{Deserialize, Serialize};

use super::{Right, Role};
use crate::city::{PlaceCode, PlaceTree};

/// Somebody who signed in, as pages and forms know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Name, for the screen.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// The place at and below which they act; without one, the whole town.
    pub scope: Option<PlaceCode>,
}

impl Caller {
    /// Whether they have a right at a place: their role has it, and the place
    /// is at or below their scope. A place that is not in the tree is nobody's.
    ///
    /// ```
    /// use model::access::{Caller, Right, Role};
    /// use model::city::{Place, PlaceCode, PlaceTree};
    ///
    /// let place = |code: &str, parent: Option<&str>| Place {
    ///     code: code.parse().unwrap(),
    ///     parent: parent.map(|parent| parent.parse().unwrap()),
    ///     kind: "site".to_owned(),
    ///     name: code.to_owned(),
    ///     attributes: Default::default(),
    /// };
    /// let tree = PlaceTree::new(vec![
    ///     place("ville", None),
    ///     place("nord", Some("ville")),
    ///     place("ecole", Some("nord")),
    ///     place("sud", Some("ville")),
    /// ]).unwrap();
    /// let head = Caller {
    ///     name: "A. Martin".to_owned(),
    ///     role: Role::Directeur,
    ///     scope: Some(PlaceCode::new("nord").unwrap()),
    /// };
    /// let at = |code: &str| head.may(Right::AlertAct, &code.parse().unwrap(), &tree);
    /// assert!(at("nord") && at("ecole"));
    /// assert!(!at("ville") && !at("sud") && !at("ailleurs"));
    /// ```
    pub fn may(&self, right: Right, at: &PlaceCode, tree: &PlaceTree) -> bool {
        let Some(place) = tree.id(at.as_str()) else {
            return false;
        };
        self.role.has(right)
            && self.scope.as_ref().is_none_or(|scope| {
                let scope = tree.id(scope.as_str());
                scope.is_some_and(|scope| tree.upwards(place).any(|above| above == scope))
            })
    }

    /// Whether they have a right over the whole town: nobody with a scope has.
    pub fn may_everywhere(&self, right: Right) -> bool {
        self.role.has(right) && self.scope.is_none()
    }
}
