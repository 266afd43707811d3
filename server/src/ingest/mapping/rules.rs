use std::collections::BTreeMap;

use model::measure::Quality;
use serde::Deserialize;

use super::{Ambiguous, Column, FilePattern, StampFormat, Template};

/// How readings are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// One reading a line; a column names the series.
    Long,
    /// One instant a line, one series a column; the header names the series.
    Wide,
    /// One series a file; the file name names it.
    File,
}

/// What a timestamp marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stamp {
    /// The start of the interval.
    #[default]
    Start,
    /// Its end: one step is taken off.
    End,
}

/// Where and how instants are written: the table `[time]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeRule {
    /// One column, or several whose texts are joined by a space.
    pub columns: Vec<Column>,
    /// How they are written.
    pub format: StampFormat,
    /// IANA name of the zone of local times.
    #[serde(default)]
    pub zone: Option<String>,
    /// Fixed offset, e.g. `+01:00` for meters that never change to summer time.
    #[serde(default)]
    pub offset: Option<String>,
    /// What to make of local times that happen twice.
    #[serde(default)]
    pub ambiguous: Ambiguous,
    /// What the timestamp marks.
    #[serde(default)]
    pub stamp: Stamp,
    /// Seconds of a step; needed for end stamps and means.
    #[serde(default)]
    pub step_s: Option<u32>,
}

/// Where and how values are written: the table `[value]`.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValueRule {
    /// Their column, in the layouts `long` and `file`.
    pub column: Option<Column>,
    /// In the layout `wide`: the columns of series; none means every column not otherwise used.
    pub columns: Vec<Column>,
    /// In the layout `wide`: columns to leave out.
    pub skip: Vec<String>,
    /// Unit in the file, `°F` and `K` too; without it values are in the unit of their series.
    pub unit: Option<Template>,
    /// Values are means over the step (kW), the series counts amounts (kWh).
    pub mean: bool,
    /// Texts that stand for no reading; an empty cell always does.
    pub missing: Vec<String>,
}

/// How a value is known: the table `[quality]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityRule {
    /// Its column.
    pub column: Column,
    /// What its texts mean.
    pub map: BTreeMap<String, Quality>,
    /// What every other text means; without it such a line is set aside.
    #[serde(default)]
    pub other: Option<Quality>,
}

/// Which series a value belongs to: the table `[series]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeRule {
    /// In the layout `long`: the column that names it, as `{series}`.
    #[serde(default)]
    pub column: Option<Column>,
    /// In the layout `long`: several columns that name it together, each as
    /// `{name of the column}`.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// End of the path of each file; its captures are variables.
    #[serde(default)]
    pub pattern: Option<FilePattern>,
    /// The code, e.g. `{building}-{energy:short}`.
    pub code: Template,
}
