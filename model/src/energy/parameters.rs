use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::eet::{EetCategory, EetCvc};
use super::iso_day;
use super::parameter::{Parameter, Tag};
use crate::time::Day;

/// The constants of a town's calculations, looked up by code and day.
///
/// ```
/// use model::energy::Parameters;
/// use model::time::Day;
/// let file = r#"{"parameter": [
///   {"code": "primary-dpe.electricity", "name": "Électricité", "value": 2.3, "unit": "kWhEP/kWh",
///    "valid_from": "2021-01-01", "valid_to": "2026-01-01", "source": "arrêté", "tag": "V"},
///   {"code": "primary-dpe.electricity", "name": "Électricité", "value": 1.9, "unit": "kWhEP/kWh",
///    "valid_from": "2026-01-01", "source": "arrêté du 13 août 2025", "tag": "V"}]}"#;
/// let parameters: Parameters = serde_json::from_str(file)?;
/// parameters.check()?;
/// let on = |date: &str| Ok::<_, Box<dyn std::error::Error>>(
///     parameters.value("primary-dpe.electricity", date.parse::<Day>()?));
/// assert_eq!(on("2025-12-31")?, Some(2.3));
/// assert_eq!(on("2026-01-01")?, Some(1.9));
/// assert_eq!(on("2020-12-31")?, None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "ParameterFile", into = "ParameterFile")]
pub struct Parameters {
    /// In order of code, then of validity.
    list: Vec<Parameter>,
    categories: Vec<EetCategory>,
    cvc: Vec<EetCvc>,
}

/// What a parameter file may hold.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterFile {
    #[serde(default)]
    parameter: Vec<Parameter>,
    #[serde(default)]
    table: Vec<ParameterTable>,
    #[serde(default)]
    eet_category: Vec<EetCategory>,
    #[serde(default)]
    eet_cvc: Vec<EetCvc>,
}

/// Several parameters of one source: `code.KEY` for each key of `values`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterTable {
    code: String,
    name: String,
    unit: String,
    #[serde(with = "iso_day")]
    valid_from: Day,
    #[serde(default, with = "iso_day::option")]
    valid_to: Option<Day>,
    source: String,
    tag: Tag,
    values: BTreeMap<String, f64>,
}

/// What is wrong among parameters; the text names the code.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ParameterFault {
    /// Codes are letters, digits, `.`, `_`, `:` or `-`.
    #[error("parameter code `{0}` is not valid: letters, digits, or . _ : - without spaces")]
    Code(String),
    /// A value that is no number.
    #[error("parameter `{code}` of {from}: {value} is not a finite number")]
    NotFinite {
        /// The code.
        code: String,
        /// First day of the value.
        from: Day,
        /// What stands there.
        value: f64,
    },
    /// The end does not come after the start.
    #[error("parameter `{code}`: valid_to {to} is not after valid_from {from}")]
    Dates {
        /// The code.
        code: String,
        /// First day.
        from: Day,
        /// First day after.
        to: Day,
    },
    /// Two values on the same day.
    #[error("parameter `{code}` has two values on {day}: close the earlier one with valid_to")]
    Overlap {
        /// The code.
        code: String,
        /// First day with two values.
        day: Day,
    },
    /// A source is missing: no constant without one.
    #[error("parameter `{0}` names no source")]
    NoSource(String),
}

/// A constant is not known on that day.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("no value of parameter `{code}` on {day}: add it to a file of parameters")]
pub struct MissingParameter {
    /// What was looked for.
    pub code: String,
    /// On which day.
    pub day: Day,
}

impl From<ParameterFile> for Parameters {
    fn from(file: ParameterFile) -> Self {
        let mut list = file.parameter;
        list.extend(file.table.into_iter().flat_map(ParameterTable::rows));
        let mut parameters = Self {
            list: Vec::new(),
            categories: file.eet_category,
            cvc: file.eet_cvc,
        };
        parameters.add(list);
        parameters
    }
}

impl From<Parameters> for ParameterFile {
    fn from(parameters: Parameters) -> Self {
        Self {
            parameter: parameters.list,
            table: Vec::new(),
            eet_category: parameters.categories,
            eet_cvc: parameters.cvc,
        }
    }
}

impl ParameterTable {
    fn rows(self) -> Vec<Parameter> {
        let row = |(key, value): (&String, &f64)| Parameter {
            code: format!("{}.{key}", self.code),
            name: format!("{}, {key}", self.name),
            value: *value,
            unit: self.unit.clone(),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            source: self.source.clone(),
            tag: self.tag,
        };
        self.values.iter().map(row).collect()
    }
}

impl Parameters {
    /// Takes parameters in, e.g. those of another file.
    pub fn add(&mut self, more: impl IntoIterator<Item = Parameter>) {
        self.list.extend(more);
        self.list
            .sort_by(|a, b| (&a.code, a.valid_from).cmp(&(&b.code, b.valid_from)));
    }

    /// Takes in all that another file holds.
    pub fn merge(&mut self, other: Self) {
        self.categories.extend(other.categories);
        self.cvc.extend(other.cvc);
        self.add(other.list);
    }

    /// All of them, in order of code and validity.
    pub fn list(&self) -> &[Parameter] {
        &self.list
    }

    /// The sub-categories of Éco Énergie Tertiaire, of every time.
    pub fn eet_categories(&self) -> &[EetCategory] {
        &self.categories
    }

    /// The heating, cooling and ventilation shares of the absolute objectives, of every time.
    pub fn eet_cvc(&self) -> &[EetCvc] {
        &self.cvc
    }

    /// The parameter of that code on that day.
    pub fn get(&self, code: &str, day: Day) -> Option<&Parameter> {
        let first = self.list.partition_point(|p| p.code.as_str() < code);
        self.list
            .iter()
            .skip(first)
            .take_while(|p| p.code == code)
            .find(|p| p.holds(day))
    }

    /// Its value.
    pub fn value(&self, code: &str, day: Day) -> Option<f64> {
        self.get(code, day).map(|p| p.value)
    }

    /// Its value, where a calculation cannot do without.
    ///
    /// # Errors
    /// [`MissingParameter`] naming code and day.
    pub fn require(&self, code: &str, day: Day) -> Result<f64, MissingParameter> {
        self.value(code, day).ok_or_else(|| MissingParameter {
            code: code.to_owned(),
            day,
        })
    }

    /// Those whose code starts with `prefix` and that hold on that day.
    pub fn under<'a>(&'a self, prefix: &'a str, day: Day) -> impl Iterator<Item = &'a Parameter> {
        let first = self.list.partition_point(|p| p.code.as_str() < prefix);
        self.list
            .iter()
            .skip(first)
            .take_while(move |p| p.code.starts_with(prefix))
            .filter(move |p| p.holds(day))
    }

    /// Checks codes, numbers, dates and sources, and that no day has two values.
    ///
    /// # Errors
    /// The first [`ParameterFault`], in order of code and validity.
    pub fn check(&self) -> Result<(), ParameterFault> {
        self.list.iter().try_for_each(check_one)?;
        for pair in self.list.windows(2) {
            let [earlier, later] = pair else { continue };
            let overlaps = earlier.code == later.code
                && earlier.valid_to.is_none_or(|end| later.valid_from < end);
            if overlaps {
                return Err(ParameterFault::Overlap {
                    code: later.code.clone(),
                    day: later.valid_from,
                });
            }
        }
        self.cvc.iter().try_for_each(EetCvc::check)?;
        EetCategory::check_all(&self.categories)
    }
}

fn check_one(p: &Parameter) -> Result<(), ParameterFault> {
    let sound = !p.code.is_empty()
        && p.code
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._:-".contains(&b));
    if !sound {
        return Err(ParameterFault::Code(p.code.clone()));
    }
    if !p.value.is_finite() {
        return Err(ParameterFault::NotFinite {
            code: p.code.clone(),
            from: p.valid_from,
            value: p.value,
        });
    }
    if let Some(to) = p.valid_to.filter(|to| *to <= p.valid_from) {
        return Err(ParameterFault::Dates {
            code: p.code.clone(),
            from: p.valid_from,
            to,
        });
    }
    if p.source.trim().is_empty() {
        return Err(ParameterFault::NoSource(p.code.clone()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(value: f64, from: &str, to: Option<&str>) -> Parameter {
        Parameter {
            code: "final.gas".to_owned(),
            name: "Gaz".to_owned(),
            value,
            unit: String::new(),
            valid_from: from.parse().expect("date"),
            valid_to: to.map(|t| t.parse().expect("date")),
            source: "arrêté".to_owned(),
            tag: Tag::V,
        }
    }

    fn checked(list: Vec<Parameter>) -> Result<(), ParameterFault> {
        let mut parameters = Parameters::default();
        parameters.add(list);
        parameters.check()
    }

    #[test]
    fn two_values_on_one_day_are_refused() {
        let open = parameter(0.9, "2010-01-01", None);
        let closed = parameter(0.9, "2010-01-01", Some("2020-01-01"));
        let next = parameter(0.91, "2020-01-01", None);
        assert_eq!(
            checked(vec![next.clone(), open]),
            Err(ParameterFault::Overlap {
                code: "final.gas".to_owned(),
                day: "2020-01-01".parse().expect("date")
            })
        );
        assert_eq!(checked(vec![next, closed]), Ok(()));
    }

    #[test]
    fn numbers_dates_and_sources_are_checked() {
        let nan = parameter(f64::NAN, "2010-01-01", None);
        assert!(matches!(
            checked(vec![nan]),
            Err(ParameterFault::NotFinite { .. })
        ));
        let backwards = parameter(1.0, "2010-01-01", Some("2010-01-01"));
        assert!(matches!(
            checked(vec![backwards]),
            Err(ParameterFault::Dates { .. })
        ));
        let mut unsourced = parameter(1.0, "2010-01-01", None);
        unsourced.source = " ".to_owned();
        assert!(matches!(
            checked(vec![unsourced]),
            Err(ParameterFault::NoSource(_))
        ));
    }

    #[test]
    fn a_table_makes_one_parameter_a_key() {
        let parameters: Parameters = serde_json::from_str(
            r#"{"table": [{"code": "co2-eet", "name": "CO₂", "unit": "kg/kWh", "tag": "V",
                "valid_from": "2010-01-01", "source": "annexe VII",
                "values": {"electricity": 0.064, "gas": 0.227}}]}"#,
        )
        .expect("sound");
        let day = "2026-01-01".parse().expect("date");
        assert_eq!(parameters.value("co2-eet.gas", day), Some(0.227));
        assert_eq!(parameters.under("co2-eet.", day).count(), 2);
        assert_eq!(
            parameters.require("co2-eet.wood", day).map_err(|m| m.code),
            Err("co2-eet.wood".to_owned())
        );
    }

    #[test]
    fn a_misspelt_key_is_refused() {
        let read = serde_json::from_str::<Parameters>(r#"{"paramter": []}"#);
        assert!(read.is_err_and(|e| e.to_string().contains("paramter")));
    }
}
