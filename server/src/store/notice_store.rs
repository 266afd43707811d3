use model::time::At;

use super::trait_store::Answer;
use super::{AuditEntry, StatusAcknowledgement, StatusChange};

/// What the rest of the server may ask of a database about changes that people are told of.
/// They are only ever added to.
pub trait NoticeStore: Send + Sync + 'static {
    /// Adds changes, whose numbers are not looked at, all or none.
    fn add_status_changes(&self, changes: Vec<StatusChange>) -> Answer<'_, ()>;

    /// The latest change of each subject.
    fn latest_statuses(&self) -> Answer<'_, Vec<StatusChange>>;

    /// Changes since an instant, first sights left out, the latest first, with who took
    /// them on.
    fn status_changes(
        &self,
        since: At,
        most: u32,
    ) -> Answer<'_, Vec<(StatusChange, Option<StatusAcknowledgement>)>>;

    /// Notes that somebody takes a change on, with its trace; `false` when there is no such
    /// change, or somebody did before.
    fn acknowledge_status(
        &self,
        acknowledgement: StatusAcknowledgement,
        trace: AuditEntry,
    ) -> Answer<'_, bool>;
}
