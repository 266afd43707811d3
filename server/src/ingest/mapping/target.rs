use model::measure::UnitError;
use model::time::At;

use super::{Mapping, Variables};
use crate::ingest::{LineFault, SeriesDirectory, SeriesEntry};

/// Finds the series of a code, or declares it.
pub trait SeriesSource: Send + Sync {
    /// The series with that code; `variables` fill the templates of a declaration.
    ///
    /// # Errors
    /// A [`LineFault`] that says what to do when there is none.
    fn resolve(&self, code: &str, variables: &Variables) -> Result<SeriesEntry, LineFault>;
}

impl SeriesSource for SeriesDirectory {
    fn resolve(&self, code: &str, _: &Variables) -> Result<SeriesEntry, LineFault> {
        self.get(code.as_bytes())
            .cloned()
            .ok_or_else(|| crate::ingest::gather::unknown_series(code.as_bytes()))
    }
}

/// A series as a mapped file feeds it.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) entry: SeriesEntry,
    /// By what a written value is multiplied.
    pub(super) factor: f64,
    /// Position in the groups; unknown after they were handed over.
    pub(super) position: Option<usize>,
    /// Local time of the reading before, as an instant, before end stamps are moved.
    pub(super) before: Option<At>,
}

impl Target {
    pub(super) fn new(entry: SeriesEntry, mapping: &Mapping) -> Result<Self, LineFault> {
        let factor = factor(&entry, mapping).map_err(|fault| {
            LineFault::of(
                "value",
                format!(
                    "series `{}`: {fault}: check value.unit in the mapping",
                    entry.code
                ),
            )
        })?;
        Ok(Self {
            entry,
            factor,
            position: None,
            before: None,
        })
    }
}

fn factor(entry: &SeriesEntry, mapping: &Mapping) -> Result<f64, UnitError> {
    let Some(unit) = &mapping.value.unit else {
        return Ok(1.0);
    };
    if !mapping.value.mean {
        return unit.factor_to(&entry.unit);
    }
    let per_hour = entry.unit.per(&"h".parse()?);
    let hours = f64::from(mapping.time.step_s.unwrap_or(entry.step_s)) / 3600.0;
    Ok(unit.factor_to(&per_hour)? * hours)
}
