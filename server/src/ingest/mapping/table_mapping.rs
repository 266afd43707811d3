use std::collections::BTreeMap;

use serde::Deserialize;

use super::{CityRule, FileFormat, MappingError, Maps, Template};

/// Describes a file of places, series or objectives that is not canonical.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// How the file is written.
    #[serde(default)]
    pub file: FileFormat,
    /// The city to make, where the database has none.
    #[serde(default)]
    pub city: Option<CityRule>,
    /// For each canonical column, a template over the columns of the file:
    /// `floor_area_m2 = "{GIA (m2)}"`. `{city}` is the code of the city.
    pub columns: BTreeMap<String, Template>,
    /// Replacements for templates.
    #[serde(default)]
    pub maps: Maps,
}

impl TableMapping {
    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] naming the key.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|e| MappingError::Toml(e.to_string()))?;
        if !mapping.file.header {
            return Err(MappingError::Key {
                key: "file.header",
                reason: "places, series and objectives need a header".to_owned(),
            });
        }
        Ok(mapping)
    }
}
