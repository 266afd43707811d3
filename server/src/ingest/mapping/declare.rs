use std::collections::BTreeMap;

use model::city::{Attribute, Place, Series, SeriesKind, SeriesRole};
use model::measure::Unit;
use serde::Deserialize;

use super::{Maps, Template, Variables};

/// What to declare for a series that is not known: the table `[declare]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// The city, where the database has none.
    #[serde(default)]
    pub city: Option<CityRule>,
    /// Places from the top down; those that exist are left as they are.
    #[serde(default)]
    pub place: Vec<PlaceRule>,
    /// The series; the first whose `when` fits.
    pub series: Vec<SeriesRule>,
}

/// The city to make.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CityRule {
    /// Identifier.
    pub code: String,
    /// Name on screen.
    pub name: String,
}

/// A place to make.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceRule {
    /// Identifier.
    pub code: Template,
    /// What it is part of; `{city}` is the code of the city.
    pub parent: Template,
    /// Kind: `district`, `site`, `meter`, …
    pub kind: Template,
    /// Name on screen.
    pub name: Template,
    /// Anything else.
    #[serde(default)]
    pub attributes: BTreeMap<String, Template>,
}

/// A series to make.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesRule {
    /// Variables and the texts they must have; none fits always.
    #[serde(default)]
    pub when: BTreeMap<String, String>,
    /// Where it measures.
    pub place: Template,
    /// What it measures.
    pub quantity: Template,
    /// Unit of its values.
    pub unit: Template,
    /// What its readings mean: `interval`, `gauge` or `index`.
    pub kind: Template,
    /// Seconds between readings: a number, or a template that comes to one.
    pub step_s: StepRule,
    /// Whether a reading of 0 stands for silence.
    #[serde(default)]
    pub zero_is_missing: bool,
    /// For index series: where the counter starts again.
    #[serde(default)]
    pub rollover_at: Option<i64>,
    /// How it enters sums: `main` (default), `sub` or `shared`.
    #[serde(default)]
    pub role: Option<Template>,
}

/// Seconds between readings, as a mapping gives them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum StepRule {
    /// The same for every series.
    Seconds(u32),
    /// From the file.
    Template(Template),
}

/// What a rule came to for one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// Places from the top down.
    pub places: Vec<Place>,
    /// The series.
    pub series: Series,
}

impl Declare {
    /// The places and the series of a code.
    ///
    /// # Errors
    /// A text that names the key that cannot be filled or does not fit.
    pub fn declare(
        &self,
        code: &str,
        variables: &Variables,
        maps: &Maps,
    ) -> Result<Declared, String> {
        let fill = |key: &str, template: &Template| {
            template
                .fill(variables, maps)
                .map_err(|fault| format!("declare.{key}: {fault}"))
        };
        let places = self.place.iter().map(|rule| {
            let attributes = rule.attributes.iter().map(|(name, template)| {
                let text = fill("place.attributes", template)?;
                Ok((name.clone(), Attribute::parse(&text)))
            });
            Ok(Place {
                code: checked("place.code", &fill("place.code", &rule.code)?)?,
                parent: Some(checked(
                    "place.parent",
                    &fill("place.parent", &rule.parent)?,
                )?),
                kind: fill("place.kind", &rule.kind)?,
                name: fill("place.name", &rule.name)?,
                attributes: attributes.collect::<Result<_, String>>()?,
            })
        });
        let fits = |rule: &&SeriesRule| {
            rule.when
                .iter()
                .all(|(name, text)| variables.get(name) == Some(text))
        };
        let rule = self
            .series
            .iter()
            .find(fits)
            .ok_or_else(|| format!("declare.series: no entry fits series `{code}`"))?;
        let step_s = match &rule.step_s {
            StepRule::Seconds(seconds) => *seconds,
            StepRule::Template(template) => {
                checked("series.step_s", &fill("series.step_s", template)?)?
            }
        };
        let role = match &rule.role {
            None => SeriesRole::Main,
            Some(template) => checked("series.role", &fill("series.role", template)?)?,
        };
        let unit: Unit = checked("series.unit", &fill("series.unit", &rule.unit)?)?;
        let kind: SeriesKind = checked("series.kind", &fill("series.kind", &rule.kind)?)?;
        Ok(Declared {
            places: places.collect::<Result<_, String>>()?,
            series: Series {
                code: checked("series.code", code)?,
                place: checked("series.place", &fill("series.place", &rule.place)?)?,
                quantity: checked("series.quantity", &fill("series.quantity", &rule.quantity)?)?,
                unit,
                kind,
                step_s: step_s.max(1),
                zero_is_missing: rule.zero_is_missing,
                #[expect(clippy::as_conversions, reason = "a counter's size, far below 2^53")]
                rollover_at: rule.rollover_at.map(|top| top as f64),
                role,
            },
        })
    }
}

fn checked<T: core::str::FromStr<Err: core::fmt::Display>>(
    key: &str,
    text: &str,
) -> Result<T, String> {
    text.parse()
        .map_err(|fault| format!("declare.{key}: {fault}"))
}
