use std::sync::Arc;

use model::city::Fact;
use serde::Serialize;

use super::accounts::Desk;
use crate::access::SignedIn;
use crate::live::Hub;
use crate::store::StoreError;

/// Where people write facts of places: with who did it, and shown to every screen.
#[derive(Clone)]
pub struct DatedFacts {
    pub(super) desk: Desk,
    hub: Arc<Hub>,
}

impl DatedFacts {
    /// Facts of that town, told to those screens.
    pub const fn new(desk: Desk, hub: Arc<Hub>) -> Self {
        Self { desk, hub }
    }

    /// Keeps a fact with the trace of who did what to which object, and reads the town anew.
    pub(super) async fn decide<T: Serialize>(
        &self,
        who: &SignedIn,
        (act, object): (&str, String),
        (before, after): (Option<&T>, &T),
        fact: Fact,
    ) -> Result<(), StoreError> {
        let state = &self.desk.state;
        let at = self.desk.accounts.clock().now();
        let trace = who.actor().changed(act, object, (before, Some(after)), at);
        let known_at = state.clock().now();
        state.store().decide_fact(fact, known_at, trace).await?;
        // It is kept: a failure to read anew is made good by the next full reading.
        if let Err(fault) = state.reload().await {
            tracing::error!(%fault, "a fact is not shown yet");
        }
        state.publish_all(&self.hub);
        Ok(())
    }
}
