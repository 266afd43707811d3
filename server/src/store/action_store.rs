use model::piloting::{Action, ActionEvent, ItemOutcome, Review};
use model::time::At;

use super::AuditEntry;
use super::trait_store::Answer;

/// What the rest of the server may ask of a database about actions and reviews.
///
/// What changes one is stored together with its trace, or not at all; the trace names the
/// number that the object got. Nothing is rewritten.
pub trait ActionStore: Send + Sync + 'static {
    /// Adds an action, whose number and events are not looked at, and returns the number it
    /// got. One decided in a review is also what that review decided on its item.
    ///
    /// [`StoreError::Conflict`](super::StoreError::Conflict) when there is no such place, or
    /// the review is closed.
    fn add_action(&self, action: Action, trace: AuditEntry) -> Answer<'_, i64>;

    /// Adds what became of an action.
    ///
    /// [`StoreError::Conflict`](super::StoreError::Conflict) when it cannot happen to it,
    /// or not any more.
    fn add_deed(&self, action: i64, event: ActionEvent, trace: AuditEntry) -> Answer<'_, ()>;

    /// Every action with what became of it, by number.
    fn actions(&self) -> Answer<'_, Vec<Action>>;

    /// Adds a review with its agenda, whose number and outcomes are not looked at, and
    /// returns the number it got.
    fn open_review(&self, review: Review, trace: AuditEntry) -> Answer<'_, i64>;

    /// Adds what a review decided on an item (review, number on its agenda).
    ///
    /// [`StoreError::Conflict`](super::StoreError::Conflict) when there is no such item, or
    /// the review is closed.
    fn record_outcome(
        &self,
        item: (i64, u32),
        outcome: ItemOutcome,
        trace: AuditEntry,
    ) -> Answer<'_, ()>;

    /// Closes a review.
    ///
    /// [`StoreError::Conflict`](super::StoreError::Conflict) when none of that number is open.
    fn close_review(&self, review: i64, at: At, trace: AuditEntry) -> Answer<'_, ()>;

    /// Every review with its agenda and what was decided, by number.
    fn reviews(&self) -> Answer<'_, Vec<Review>>;
}
