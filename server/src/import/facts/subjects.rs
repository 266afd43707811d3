use std::collections::HashSet;

use crate::ingest::LineFault;
use crate::store::{Store, StoreError};

/// What facts may be about: the series and places that are declared.
pub(super) struct Subjects {
    series: HashSet<String>,
    places: HashSet<String>,
}

impl Subjects {
    pub(super) async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let series = store.series().await?.into_iter();
        let places = store.places().await?.into_iter();
        Ok(Self {
            series: series.map(|s| s.series.code.as_str().to_owned()).collect(),
            places: places.map(|p| p.code.as_str().to_owned()).collect(),
        })
    }

    pub(super) fn series(&self, code: &str) -> Result<String, LineFault> {
        known(&self.series, "series", code)
    }

    pub(super) fn place(&self, code: &str) -> Result<String, LineFault> {
        known(&self.places, "place", code)
    }
}

fn known(codes: &HashSet<String>, what: &str, code: &str) -> Result<String, LineFault> {
    if codes.contains(code) {
        return Ok(code.to_owned());
    }
    let quoted = LineFault::quoted(code.as_bytes());
    let reason = format!("unknown {what} `{quoted}`: import it first");
    Err(LineFault::of(what, reason))
}
