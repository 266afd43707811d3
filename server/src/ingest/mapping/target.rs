use model::time::At;

use super::pace::Pace;
use super::{Mapping, Scale, SourceUnit, Variables};
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
    /// How a written value becomes one of the series.
    pub(super) scale: Scale,
    /// Position in the groups; unknown after they were handed over.
    pub(super) position: Option<usize>,
    /// Local time of the reading before, as an instant, before end stamps are moved.
    pub(super) before: Option<At>,
    pub(super) pace: Pace,
}

impl Target {
    pub(super) fn new(
        entry: SeriesEntry,
        mapping: &Mapping,
        variables: &Variables,
    ) -> Result<Self, LineFault> {
        let scale = scale(&entry, mapping, variables).map_err(|fault| {
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
            scale,
            position: None,
            before: None,
            pace: Pace::default(),
        })
    }
}

fn scale(entry: &SeriesEntry, mapping: &Mapping, variables: &Variables) -> Result<Scale, String> {
    let Some(unit) = &mapping.value.unit else {
        return Ok(Scale::SAME);
    };
    let text = unit
        .fill(variables, &mapping.maps)
        .map_err(|fault| fault.to_string())?;
    let unit = SourceUnit::read(&text)?;
    if !mapping.value.mean {
        return unit.scale_to(&entry.unit);
    }
    let hour = "h".parse().map_err(|fault| format!("{fault}"))?;
    let Scale { zero, factor } = unit.scale_to(&entry.unit.per(&hour))?;
    let hours = f64::from(mapping.time.step_s.unwrap_or(entry.step_s)) / 3600.0;
    Ok(Scale {
        zero,
        factor: factor * hours,
    })
}
