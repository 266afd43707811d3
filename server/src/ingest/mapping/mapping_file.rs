use model::time::Zone;
use serde::Deserialize;

use super::{
    Ambiguous, CodeRule, Declare, FileFormat, Layout, LocalTime, Maps, QualityRule, SourceUnit,
    Stamp, Template, TimeRule, ValueRule,
};
use crate::ingest::stamp::offset_s;

/// Describes files of readings that are not canonical.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// How readings are laid out.
    pub layout: Layout,
    /// How the file is written.
    #[serde(default)]
    pub file: FileFormat,
    /// Where and how instants are written.
    pub time: TimeRule,
    /// Where and how values are written.
    #[serde(default)]
    pub value: ValueRule,
    /// How a value is known.
    #[serde(default)]
    pub quality: Option<QualityRule>,
    /// Which series a value belongs to.
    pub series: CodeRule,
    /// Replacements for templates.
    #[serde(default)]
    pub maps: Maps,
    /// Places and series to declare when they are not known yet.
    #[serde(default)]
    pub declare: Option<Declare>,
}

/// What is wrong in a mapping file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not TOML, a misspelt key, or a value that does not fit; names line and key.
    #[error("{0}")]
    Toml(String),
    /// Keys that contradict each other, or one that is missing.
    #[error("{key}: {reason}")]
    Key {
        /// Which key.
        key: &'static str,
        /// What to do.
        reason: String,
    },
}

impl Mapping {
    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] naming the key.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|e| MappingError::Toml(e.to_string()))?;
        mapping.check()?;
        Ok(mapping)
    }

    fn check(&self) -> Result<(), MappingError> {
        let key = |key, reason: &str| {
            Err(MappingError::Key {
                key,
                reason: reason.to_owned(),
            })
        };
        if self.time.columns.is_empty() {
            return key("time.columns", "name at least one column");
        }
        self.local_time()?;
        if self.time.stamp == Stamp::End && self.time.step_s.is_none() {
            return key("time.step_s", "end stamps need the seconds of a step");
        }
        if self.value.mean && (self.time.step_s.is_none() || self.value.unit.is_none()) {
            return key("value.mean", "means need time.step_s and value.unit");
        }
        if self.time.step_s == Some(0) {
            return key("time.step_s", "a step has at least one second");
        }
        match self.layout {
            Layout::Long if self.series.column.is_none() && self.series.columns.is_empty() => {
                return key("series.column", "the layout long needs it");
            }
            Layout::Long | Layout::File if self.value.column.is_none() => {
                return key("value.column", "the layouts long and file need it");
            }
            Layout::Wide if !self.file.header => {
                return key("file.header", "the layout wide needs a header");
            }
            _ => {}
        }
        if self.series.column.is_some() && !self.series.columns.is_empty() {
            return key(
                "series.columns",
                "give either series.column or series.columns",
            );
        }
        if let Some(unit) = self.value.unit.as_ref().and_then(Template::plain) {
            SourceUnit::read(unit).map_err(|reason| MappingError::Key {
                key: "value.unit",
                reason,
            })?;
        }
        if self.file.matrix.is_some() {
            return Err(MappingError::Key {
                key: "file.matrix",
                reason: "is for tables; readings that cross rows with columns are of the \
                         layout wide"
                    .to_owned(),
            });
        }
        self.file.check()
    }

    /// What makes instants of the times of a file.
    ///
    /// # Errors
    /// [`MappingError`] when zone and offset are not given exactly once.
    pub fn local_time(&self) -> Result<LocalTime, MappingError> {
        let fault = |key, reason: String| MappingError::Key { key, reason };
        match (&self.time.zone, &self.time.offset) {
            (None, None) if self.time.format.has_offset() => Ok(LocalTime::written()),
            (Some(zone), None) if !self.time.format.has_offset() => Zone::new(zone)
                .map(|zone| LocalTime::in_zone(zone, self.time.ambiguous))
                .map_err(|e| fault("time.zone", e.to_string())),
            (None, Some(offset)) if !self.time.format.has_offset() => offset_s(offset.as_bytes())
                .map(LocalTime::at_offset)
                .map_err(|_| {
                    fault(
                        "time.offset",
                        format!("`{offset}` is no offset such as +01:00"),
                    )
                }),
            _ => Err(fault(
                "time.zone",
                "give exactly one of time.zone, time.offset, or %z (or %s) in time.format"
                    .to_owned(),
            )),
        }
        .and_then(|local| {
            if self.time.ambiguous != Ambiguous::Error && self.time.zone.is_none() {
                return Err(fault(
                    "time.ambiguous",
                    "only means something with time.zone".to_owned(),
                ));
            }
            Ok(local)
        })
    }
}
