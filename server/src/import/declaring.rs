use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use model::city::PlaceCode;
use tokio::runtime::Handle;

use crate::clock::SharedClock;
use crate::ingest::mapping::{Declare, Declared, Maps, SeriesSource, Variables};
use crate::ingest::{LineFault, SeriesDirectory, SeriesEntry};
use crate::store::{Store, StoredSeries};

/// Finds series, and declares those a mapping describes and nobody has declared yet.
///
/// Called from the threads that read files; a declaration waits for the store.
pub(super) struct Declaring {
    store: Arc<dyn Store>,
    clock: SharedClock,
    runtime: Handle,
    rule: Option<Declare>,
    maps: Maps,
    city: Option<String>,
    directory: SeriesDirectory,
    made: Mutex<Made>,
}

#[derive(Default)]
struct Made {
    places: HashSet<PlaceCode>,
    series: HashMap<String, SeriesEntry>,
    counts: Counts,
}

/// How much was declared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) places: u64,
    pub(super) series: u64,
}

impl Declaring {
    /// To be made inside the runtime whose store it waits for.
    pub(super) fn new(
        store: Arc<dyn Store>,
        clock: SharedClock,
        rule: Option<Declare>,
        maps: Maps,
        city: Option<String>,
        directory: SeriesDirectory,
        places: HashSet<PlaceCode>,
    ) -> Self {
        Self {
            store,
            clock,
            runtime: Handle::current(),
            rule,
            maps,
            city,
            directory,
            made: Mutex::new(Made {
                places,
                ..Made::default()
            }),
        }
    }

    pub(super) fn counts(&self) -> Counts {
        self.made
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .counts
    }

    fn declare(
        &self,
        made: &mut Made,
        code: &str,
        variables: &Variables,
    ) -> Result<SeriesEntry, LineFault> {
        let Some(rule) = &self.rule else {
            return self.directory.resolve(code, variables);
        };
        let fault = |reason: String| LineFault::of("series", reason);
        let mut variables = variables.clone();
        match &self.city {
            Some(city) => variables.insert("city".to_owned(), city.clone()),
            None => {
                let reason = "there is no city yet: import places first, or add [declare.city]";
                return Err(fault(reason.to_owned()));
            }
        };
        let Declared { places, series } =
            rule.declare(code, &variables, &self.maps).map_err(fault)?;
        let mut new = Vec::new();
        for place in places {
            if let Some(parent) = place.parent.as_ref().filter(|p| !made.places.contains(*p)) {
                let reason = format!(
                    "declare.place: parent `{parent}` of `{}` does not exist",
                    place.code
                );
                return Err(fault(reason));
            }
            if made.places.insert(place.code.clone()) {
                new.push(place);
            }
        }
        if !made.places.contains(&series.place) {
            let reason = format!("declare.series: place `{}` does not exist", series.place);
            return Err(fault(reason));
        }
        let places = u64::try_from(new.len()).unwrap_or(0);
        let stored = series.clone();
        let now = self.clock.now();
        let ids = self.runtime.block_on(async {
            if !new.is_empty() {
                self.store.put_places(new, now).await?;
            }
            self.store.put_series(vec![series], now).await
        });
        let ids = ids.map_err(|e| fault(e.to_string()))?;
        let id = *ids
            .first()
            .ok_or_else(|| fault(format!("series `{code}` got no number")))?;
        made.counts.places += places;
        made.counts.series += 1;
        Ok(StoredSeries { id, series: stored }.into())
    }
}

impl SeriesSource for Declaring {
    fn resolve(&self, code: &str, variables: &Variables) -> Result<SeriesEntry, LineFault> {
        if let Some(entry) = self.directory.get(code.as_bytes()) {
            return Ok(entry.clone());
        }
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = made.series.get(code) {
            return Ok(entry.clone());
        }
        let entry = self.declare(&mut made, code, variables)?;
        made.series.insert(code.to_owned(), entry.clone());
        Ok(entry)
    }
}
