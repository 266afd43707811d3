use model::piloting::{Action, ActionEvent, ItemOutcome, Review};
use model::time::At;

use super::SqliteStore;
use super::tables::{actions, reviews};
use crate::store::trait_store::Answer;
use crate::store::{ActionStore, AuditEntry};

impl ActionStore for SqliteStore {
    fn add_action(&self, action: Action, trace: AuditEntry) -> Answer<'_, i64> {
        Box::pin(
            self.ask(move |writer| Box::pin(actions::add(&mut writer.connection, action, trace))),
        )
    }

    fn add_deed(&self, action: i64, event: ActionEvent, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(actions::add_event(
                &mut writer.connection,
                action,
                event,
                trace,
            ))
        }))
    }

    fn actions(&self) -> Answer<'_, Vec<Action>> {
        Box::pin(actions::list(&self.shared.readers))
    }

    fn open_review(&self, review: Review, trace: AuditEntry) -> Answer<'_, i64> {
        Box::pin(
            self.ask(move |writer| Box::pin(reviews::open(&mut writer.connection, review, trace))),
        )
    }

    fn record_outcome(
        &self,
        item: (i64, u32),
        outcome: ItemOutcome,
        trace: AuditEntry,
    ) -> Answer<'_, ()> {
        Box::pin(self.ask(move |writer| {
            Box::pin(reviews::record(
                &mut writer.connection,
                item,
                outcome,
                trace,
            ))
        }))
    }

    fn close_review(&self, review: i64, at: At, trace: AuditEntry) -> Answer<'_, ()> {
        Box::pin(
            self.ask(move |writer| {
                Box::pin(reviews::close(&mut writer.connection, review, at, trace))
            }),
        )
    }

    fn reviews(&self) -> Answer<'_, Vec<Review>> {
        Box::pin(reviews::list(&self.shared.readers))
    }
}
