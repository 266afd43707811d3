use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use model::city::SeriesId;
use model::measure::Reading;
use model::time::At;
use sqlx::SqlitePool;

use super::calendar::Calendar;
use super::file_lock::FileLock;
use super::listener::Listener;
use super::series_facts::SeriesFacts;
use super::shelf::Shelf;
use crate::store::{ReceptionTouched, StoreError, TouchedDay};

/// What the writer and the readers have in common.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The database file.
    pub(crate) path: PathBuf,
    /// Local months and days.
    pub(crate) calendar: Calendar,
    /// Connections that only read.
    pub(crate) readers: SqlitePool,
    /// Whether the data are invented.
    pub(crate) demo: AtomicBool,
    /// When the town was first shown; what comes late is remembered from then on.
    followed_from: Mutex<Option<At>>,
    /// Who hears of changed days of series.
    pub(crate) listener: Listener<Vec<TouchedDay>>,
    /// Who hears of the reception.
    pub(crate) reception: Listener<ReceptionTouched>,
    /// Given back when the store is closed.
    pub(crate) lock: Mutex<Option<FileLock>>,
    shelf: RwLock<Shelf>,
    catalogue: RwLock<Catalogue>,
}

/// Series as the writer needs them.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// How the readings of each add up.
    pub(crate) facts: HashMap<SeriesId, Arc<SeriesFacts>>,
    /// The latest reading of each.
    pub(crate) latest: HashMap<SeriesId, Reading>,
}

impl Shared {
    /// Starts with nothing in memory.
    pub(crate) fn new(
        path: PathBuf,
        calendar: Calendar,
        readers: SqlitePool,
        lock: FileLock,
    ) -> Self {
        Self {
            path,
            calendar,
            readers,
            demo: AtomicBool::new(false),
            followed_from: Mutex::default(),
            listener: Listener::default(),
            reception: Listener::default(),
            lock: Mutex::new(Some(lock)),
            shelf: RwLock::default(),
            catalogue: RwLock::default(),
        }
    }

    /// When the town was first shown, if it was.
    pub(crate) fn followed_from(&self) -> Option<At> {
        let from = self.followed_from.lock();
        *from.unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes when the town was first shown.
    pub(crate) fn set_followed_from(&self, from: Option<At>) {
        let known = self.followed_from.lock();
        *known.unwrap_or_else(PoisonError::into_inner) = from;
    }

    /// The months, to look at.
    pub(crate) fn shelf(&self) -> RwLockReadGuard<'_, Shelf> {
        self.shelf.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The months, to change.
    pub(crate) fn shelf_mut(&self) -> RwLockWriteGuard<'_, Shelf> {
        self.shelf.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// The series, to look at.
    pub(crate) fn catalogue(&self) -> RwLockReadGuard<'_, Catalogue> {
        self.catalogue
            .read()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The series, to change.
    pub(crate) fn catalogue_mut(&self) -> RwLockWriteGuard<'_, Catalogue> {
        self.catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// How the readings of a series add up.
    pub(crate) fn facts(&self, series: SeriesId) -> Result<Arc<SeriesFacts>, StoreError> {
        let facts = self.catalogue().facts.get(&series).cloned();
        facts.ok_or_else(|| StoreError::Conflict(format!("there is no series {}", series.0)))
    }
}
