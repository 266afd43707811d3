use std::collections::BTreeMap;

use model::time::Zone;
use serde::Deserialize;

use super::{
    Ambiguous, Declare, FileFormat, FilePattern, LocalTime, MappingError, Maps, RowFilter,
    SourceUnit, StampFormat, Template, TextSplit,
};

/// Describes a file of bills: amounts over periods of unequal length.
///
/// Variables of its templates are the cells of the line, by the names of their
/// columns, the captures of `pattern` and of `[[split]]`, and `{city}`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillMapping {
    /// How the file is written.
    #[serde(default)]
    pub file: FileFormat,
    /// End of the path of each file; its captures are variables.
    #[serde(default)]
    pub pattern: Option<FilePattern>,
    /// Which lines are meant.
    #[serde(default, rename = "where")]
    pub filters: Vec<RowFilter>,
    /// Cells to take apart.
    #[serde(default, rename = "split")]
    pub splits: Vec<TextSplit>,
    /// What a bill covers.
    pub period: PeriodRule,
    /// The bills of a line: one, or one an energy.
    pub bill: Vec<BillRule>,
    /// What is taken in that usually is a mistake.
    #[serde(default)]
    pub accept: Accept,
    /// Replacements for templates.
    #[serde(default)]
    pub maps: Maps,
    /// Places and series to declare when they are not known yet.
    #[serde(default)]
    pub declare: Option<Declare>,
}

/// What a bill covers: `from` with `to` or `last`, or a `month`, or a `year`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// How dates are written; a year needs none.
    #[serde(default)]
    pub format: Option<StampFormat>,
    /// IANA name of their zone; default: that of the database.
    #[serde(default)]
    pub zone: Option<String>,
    /// First day, or first instant.
    #[serde(default)]
    pub from: Option<Template>,
    /// First day that is not covered any more, as an index is read in the morning.
    #[serde(default)]
    pub to: Option<Template>,
    /// Last day that is covered.
    #[serde(default)]
    pub last: Option<Template>,
    /// A day of the calendar month that is covered.
    #[serde(default)]
    pub month: Option<Template>,
    /// The calendar year that is covered, in four digits.
    #[serde(default)]
    pub year: Option<Template>,
}

/// One bill of a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BillRule {
    /// Which bill of the line it is: the variable `{bill}` of declarations.
    #[serde(default)]
    pub name: String,
    /// Variables and the texts they must have; none fits always.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// Code of the series.
    pub series: Template,
    /// The amount; a line where it is empty or one of `missing` has no such bill.
    pub amount: Template,
    /// Texts that stand for no amount.
    #[serde(default)]
    pub missing: Vec<String>,
    /// Its unit; default that of the series.
    #[serde(default)]
    pub unit: Option<Template>,
    /// Attribute of the place that the amount is per unit of, as `floor_area_m2`.
    #[serde(default)]
    pub per: Option<String>,
    /// Whether the amount is a mean per day of the period.
    #[serde(default)]
    pub per_day: bool,
    /// Comes to true where the source estimated: true, 1, yes, oui.
    #[serde(default)]
    pub estimated: Option<Template>,
    /// What it cost, in €.
    #[serde(default)]
    pub cost: Option<Template>,
}

/// What is taken in that usually is a mistake: the table `[accept]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accept {
    /// Bills of 0.
    pub zero: Zero,
    /// Negative amounts are credits: they are taken off the bill of the same
    /// series and period in the same import.
    pub credits: bool,
}

/// What to make of a bill of 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zero {
    /// It is set aside: a meter that measures nothing is usually dead.
    #[default]
    SetAside,
    /// Nothing was used, as by a boiler in summer.
    Keep,
    /// There is no such meter: the line has no such bill.
    PassOver,
}

impl BillMapping {
    /// Reads and checks a mapping file.
    ///
    /// # Errors
    /// [`MappingError`] naming the key.
    pub fn read(text: &str) -> Result<Self, MappingError> {
        let mapping: Self = toml::from_str(text).map_err(|e| MappingError::Toml(e.to_string()))?;
        let fault = |key, reason: &str| {
            Err(MappingError::Key {
                key,
                reason: reason.to_owned(),
            })
        };
        if !mapping.file.header {
            return fault("file.header", "bills need a header");
        }
        if mapping.bill.is_empty() {
            return fault("bill", "give at least one [[bill]]");
        }
        let period = &mapping.period;
        let ends = [&period.to, &period.last].map(Option::is_some);
        let given = [
            period.from.is_some() && ends != [true, true] && ends != [false, false],
            period.month.is_some(),
            period.year.is_some(),
        ];
        let stray = period.from.is_none() && ends != [false, false];
        if stray || given.iter().filter(|given| **given).count() != 1 {
            return fault(
                "period",
                "give from with to or last, or month, or year, and nothing else",
            );
        }
        if period.format.is_none() && period.year.is_none() {
            return fault("period.format", "says how the dates are written");
        }
        for rule in &mapping.bill {
            if let Some(unit) = rule.unit.as_ref().and_then(Template::plain) {
                SourceUnit::read(unit).map_err(|reason| MappingError::Key {
                    key: "bill.unit",
                    reason,
                })?;
            }
        }
        mapping.local_time(&Zone::utc())?;
        mapping.file.check()?;
        Ok(mapping)
    }

    /// The zone in which days of the file are cut.
    ///
    /// # Errors
    /// [`MappingError`] when there is no such zone.
    pub fn zone(&self, database: &Zone) -> Result<Zone, MappingError> {
        match &self.period.zone {
            None => Ok(database.clone()),
            Some(name) => Zone::new(name).map_err(|e| MappingError::Key {
                key: "period.zone",
                reason: e.to_string(),
            }),
        }
    }

    /// What makes instants of the dates of a file.
    ///
    /// # Errors
    /// [`MappingError`] when there is no such zone.
    pub fn local_time(&self, database: &Zone) -> Result<LocalTime, MappingError> {
        let written = self
            .period
            .format
            .as_ref()
            .is_some_and(StampFormat::has_offset);
        if written {
            return Ok(LocalTime::written());
        }
        Ok(LocalTime::in_zone(self.zone(database)?, Ambiguous::First))
    }
}
