use std::sync::{Arc, PoisonError, RwLock};

use crate::http::api::SourceKeys;
use crate::ingest::SeriesDirectory;
use crate::live::Hub;
use crate::reception::LiveHalls;
use crate::state::State;

/// What a running server reads again when a command changed the database.
#[derive(Clone)]
pub struct Reload {
    /// The town.
    pub(crate) state: State,
    /// Keys of sources.
    pub(crate) keys: SourceKeys,
    /// Series by code.
    pub(crate) series: Arc<RwLock<SeriesDirectory>>,
    /// Live feed.
    pub(crate) hub: Arc<Hub>,
    /// The running day of the halls.
    pub(crate) halls: LiveHalls,
}

impl Reload {
    /// The state of the server.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Reads the keys again.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn keys(&self) -> anyhow::Result<()> {
        Ok(self.keys.reload(self.state.store().as_ref()).await?)
    }

    /// Reads everything again, and tells every screen.
    ///
    /// # Errors
    /// When the store does not answer or its content does not fit together.
    pub async fn everything(&self) -> anyhow::Result<()> {
        self.keys().await?;
        let directory = SeriesDirectory::load(self.state.store().as_ref()).await?;
        *self.series.write().unwrap_or_else(PoisonError::into_inner) = directory;
        self.state.reload().await?;
        self.state.publish_all(&self.hub);
        self.halls.renew();
        Ok(())
    }
}
