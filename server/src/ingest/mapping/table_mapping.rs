use std::collections::BTreeMap;

use model::measure::Unit;
use serde::Deserialize;

use super::{
    CityRule, FileFormat, MappingError, Maps, RowFilter, Scale, SourceUnit, Template, TextSplit,
    Variables,
};
use crate::ingest::LineFault;

/// Columns that hold identifiers and words: they stay as they are, whatever they look like.
const WORDS: [&str; 16] = [
    "code",
    "parent",
    "place",
    "name",
    "kind",
    "ticket",
    "type",
    "at",
    "counter",
    "desk",
    "service",
    "number",
    "channel",
    "question",
    "received_at",
    "last_called",
];

/// Describes a file of places, series, objectives or facts that is not canonical.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableMapping {
    /// How the file is written.
    #[serde(default)]
    pub file: FileFormat,
    /// The city to make, where the database has none.
    #[serde(default)]
    pub city: Option<CityRule>,
    /// Which rows are meant.
    #[serde(default, rename = "where")]
    pub filters: Vec<RowFilter>,
    /// Cells to take apart.
    #[serde(default, rename = "split")]
    pub splits: Vec<TextSplit>,
    /// For each canonical column, a template over the columns of the file:
    /// `floor_area_m2 = "{GIA (m2)}"`. `{city}` is the code of the city.
    pub columns: BTreeMap<String, Template>,
    /// Canonical columns that are sums of columns of the file.
    #[serde(default)]
    pub sums: BTreeMap<String, Vec<SumPart>>,
    /// Unit in the file of canonical columns that end in theirs: `floor_area_m2 = "sqft"`.
    #[serde(default)]
    pub units: BTreeMap<String, String>,
    /// Replacements for templates.
    #[serde(default)]
    pub maps: Maps,
}

/// A column that is added up with others.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SumPart {
    /// Name of the column; an empty cell adds nothing.
    pub column: String,
    /// Columns and the texts with which it is left out.
    #[serde(default)]
    pub unless: BTreeMap<String, String>,
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
                reason: "a table needs a header".to_owned(),
            });
        }
        for (column, unit) in &mapping.units {
            scale(column, unit).map_err(|reason| MappingError::Key {
                key: "units",
                reason: format!("{column}: {reason}"),
            })?;
        }
        let twice = |column: &&String| mapping.columns.contains_key(*column);
        if let Some(column) = mapping.sums.keys().find(twice) {
            return Err(MappingError::Key {
                key: "sums",
                reason: format!("{column} is in [columns] too: leave one out"),
            });
        }
        mapping.file.check()?;
        Ok(mapping)
    }

    /// The canonical columns, in the order of [`Self::arrange`].
    pub fn names(&self) -> Vec<String> {
        self.columns
            .keys()
            .chain(self.sums.keys())
            .cloned()
            .collect()
    }

    /// The cells of a row in canonical columns; `None` when the row is not meant.
    ///
    /// # Errors
    /// [`LineFault`] naming the column that cannot be filled.
    pub fn arrange(&self, mut row: Variables) -> Result<Option<Vec<String>>, LineFault> {
        if !self.filters.iter().all(|filter| filter.fits(&row)) {
            return Ok(None);
        }
        for split in &self.splits {
            split.apply(&mut row)?;
        }
        let numbers = self.file.numbers();
        let filled = self.columns.iter().map(|(column, template)| {
            let text = template
                .fill(&row, &self.maps)
                .map_err(|fault| LineFault::of(column, format!("columns.{column}: {fault}")))?;
            let word = WORDS.contains(&column.as_str());
            let text = match numbers.read_foreign(&text).filter(|_| !word) {
                Some(number) => number.to_string(),
                None => text,
            };
            self.converted(column, text)
        });
        let summed = self.sums.iter().map(|(column, parts)| {
            let text = self.sum(column, parts, &row)?;
            self.converted(column, text)
        });
        filled.chain(summed).collect::<Result<_, _>>().map(Some)
    }

    fn converted(&self, column: &str, text: String) -> Result<String, LineFault> {
        let Some(unit) = self.units.get(column).filter(|_| !text.is_empty()) else {
            return Ok(text);
        };
        let scale = scale(column, unit).map_err(|reason| LineFault::of(column, reason))?;
        match text.parse::<f64>() {
            Ok(number) => Ok(scale.apply(number).to_string()),
            Err(_) => Err(no_number(column, &text)),
        }
    }

    fn sum(&self, column: &str, parts: &[SumPart], row: &Variables) -> Result<String, LineFault> {
        let mut sum = None;
        for part in parts {
            let cell = row.get(&part.column).ok_or_else(|| {
                LineFault::of(
                    column,
                    format!("sums.{column}: no column `{}`", part.column),
                )
            })?;
            let left_out = |(name, text): (&String, &String)| row.get(name) == Some(text);
            if cell.is_empty() || part.unless.iter().any(left_out) {
                continue;
            }
            let number = self.file.numbers().read(cell);
            *sum.get_or_insert(0.0) += number.ok_or_else(|| no_number(&part.column, cell))?;
        }
        Ok(sum.map(|sum: f64| sum.to_string()).unwrap_or_default())
    }
}

fn no_number(column: &str, text: &str) -> LineFault {
    let quoted = LineFault::quoted(text.as_bytes());
    LineFault::of(
        column,
        format!("`{quoted}` is not a number: check file.decimal"),
    )
}

/// From the unit in the file to the one the name of the column ends in.
fn scale(column: &str, unit: &str) -> Result<Scale, String> {
    let (_, suffix) = column.rsplit_once('_').unwrap_or_default();
    let target: Unit = suffix
        .parse()
        .map_err(|fault| format!("the name of the column ends in no unit: {fault}"))?;
    SourceUnit::read(unit)?.scale_to(&target)
}
