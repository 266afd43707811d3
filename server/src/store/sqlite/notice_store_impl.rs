use model::time::At;

use super::SqliteStore;
use super::tables::status_changes;
use crate::store::trait_store::Answer;
use crate::store::{AuditEntry, NoticeStore, StatusAcknowledgement, StatusChange};

impl NoticeStore for SqliteStore {
    fn add_status_changes(&self, changes: Vec<StatusChange>) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| Box::pin(status_changes::add(&mut writer.connection, changes))),
        )
    }

    fn latest_statuses(&self) -> Answer<'_, Vec<StatusChange>> {
        Box::pin(status_changes::latest(&self.shared.readers))
    }

    fn status_changes(
        &self,
        since: At,
        most: u32,
    ) -> Answer<'_, Vec<(StatusChange, Option<StatusAcknowledgement>)>> {
        Box::pin(status_changes::list(&self.shared.readers, since, most))
    }

    fn acknowledge_status(
        &self,
        acknowledgement: StatusAcknowledgement,
        trace: AuditEntry,
    ) -> Answer<'_, bool> {
        Box::pin(self.ask(move |writer| {
            Box::pin(status_changes::acknowledge(
                &mut writer.connection,
                acknowledgement,
                trace,
            ))
        }))
    }
}
