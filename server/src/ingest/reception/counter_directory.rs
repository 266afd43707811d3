use std::collections::HashMap;
use std::sync::Arc;

use model::city::{Place, PlaceCode, TicketCode};

use crate::ingest::{LineFault, Reach};

/// The counters and desks that exist; a clone shares the same table.
#[derive(Debug, Clone, Default)]
pub struct CounterDirectory {
    is_counter: Arc<HashMap<PlaceCode, bool>>,
    reach: Reach,
}

impl CounterDirectory {
    /// Those among some places, for a source that may tell of what it reaches.
    pub fn new<'p>(places: impl IntoIterator<Item = &'p Place>, reach: Reach) -> Self {
        let known = places.into_iter().filter_map(|place| {
            let is_counter = match place.kind.as_str() {
                "counter" => true,
                "desk" => false,
                _ => return None,
            };
            Some((place.code.clone(), is_counter))
        });
        Self {
            is_counter: Arc::new(known.collect()),
            reach,
        }
    }

    /// The counter that a cell names.
    ///
    /// # Errors
    /// [`LineFault`] where there is none: what nobody declared is not counted.
    pub fn counter(&self, code: &str) -> Result<PlaceCode, LineFault> {
        self.find("counter", code, true)
    }

    /// The desk that a cell names. The name of an agent is none.
    ///
    /// # Errors
    /// [`LineFault`] where there is none.
    pub fn desk(&self, code: &str) -> Result<PlaceCode, LineFault> {
        self.find("desk", code, false)
    }

    /// The ticket that a source calls by that code.
    ///
    /// # Errors
    /// [`LineFault`] as [`Reach::ticket`].
    pub fn ticket(&self, code: TicketCode) -> Result<TicketCode, LineFault> {
        self.reach.ticket(code)
    }

    fn find(&self, kind: &str, code: &str, is_counter: bool) -> Result<PlaceCode, LineFault> {
        match self.is_counter.get_key_value(code) {
            Some((known, is)) if *is == is_counter => {
                self.reach.check(known, kind, code.as_bytes())?;
                Ok(known.clone())
            }
            _ => Err(LineFault::of(
                kind,
                format!(
                    "there is no {kind} `{}`: declare it as a place of the kind {kind}",
                    LineFault::quoted(code.as_bytes())
                ),
            )),
        }
    }
}
