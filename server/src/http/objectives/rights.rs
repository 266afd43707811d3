use model::access::Right;
use model::city::PlaceCode;

use super::Objectives;
use crate::access::SignedIn;
use crate::http::accounts::Refused;

impl Objectives {
    /// Goes on only for who has a right somewhere: over the whole town, or in their scope.
    /// Each place is asked for again where something is done or shown of it.
    pub(super) fn must_somewhere(&self, who: &SignedIn, right: Right) -> Result<(), Refused> {
        who.must_somewhere(right, &self.desk.state)
    }

    /// Whether they have a right at a place, given as it stands in an address.
    pub(super) fn may_at(&self, who: &SignedIn, right: Right, place: &str) -> bool {
        let place = place.parse::<PlaceCode>();
        place.is_ok_and(|place| who.may_at(right, &place, &self.desk.state))
    }
}
