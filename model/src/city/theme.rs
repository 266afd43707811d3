use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entered, Frame, IndicatorCode, QuantityCode, ReceptionMeasure, Service, ThemeCode};
use crate::measure::{Unit, UnitError};
use crate::score::Direction;

/// A theme as a data file: what it measures, how it is judged, in which words.
///
/// Adding a theme changes no Rust. The file is TOML; `deny_unknown_fields`
/// makes a misspelt key an error with its line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemePack {
    /// Identifier, also in URLs.
    pub code: ThemeCode,
    /// Name on screen.
    pub name: String,
    /// One sentence: what the theme is about.
    pub description: String,
    /// Weight of the theme in the note of a place, > 0.
    #[serde(default = "one")]
    pub weight: f64,
    /// Kinds of place it knows, with their words.
    #[serde(default)]
    pub kind: BTreeMap<String, PlaceKind>,
    /// What visitors queue for.
    #[serde(default)]
    pub service: Vec<Service>,
    /// What is measured.
    #[serde(default)]
    pub quantity: Vec<Quantity>,
    /// What is judged.
    #[serde(default)]
    pub indicator: Vec<Indicator>,
    /// What the town commits itself to, in the words of frames of reference.
    #[serde(default)]
    pub frame: Vec<Frame>,
}

/// A kind of place, in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceKind {
    /// One of them, e.g. « compteur ».
    pub name: String,
    /// Several, e.g. « compteurs ».
    pub plural: String,
    /// Kinds it may be part of.
    #[serde(default)]
    pub parent: Vec<String>,
}

/// A measured quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantity {
    /// Identifier.
    pub code: QuantityCode,
    /// Name on screen.
    pub name: String,
    /// The unit its amounts are added in; series may use any unit of the same dimension.
    pub unit: Unit,
    /// When zeros mean that the meter is silent.
    #[serde(default)]
    pub silence: Silence,
    /// The quantity it becomes through dated coefficients, e.g. gas in m³ becomes gas in kWh.
    #[serde(default)]
    pub converts_to: Option<QuantityCode>,
    /// Worked out from another quantity rather than measured.
    #[serde(default)]
    pub derived: Option<Derived>,
    /// How the weather moves it.
    #[serde(default)]
    pub weather: Weather,
}

/// How a quantity follows from another one of the same series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Derived {
    /// The measured quantity.
    pub from: QuantityCode,
    /// What is taken of it.
    pub how: DerivedHow,
}

/// What is taken of a measured quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DerivedHow {
    /// The smallest hour of each day, for all its hours: the base load.
    BaseLoad,
    /// What is used on days on which the place is closed.
    ClosedDays,
}

/// How the weather moves a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weather {
    /// Not at all.
    #[default]
    None,
    /// Cold makes it grow.
    Heating,
    /// Cold and heat make it grow.
    Both,
}

/// When zeros mean that a meter is silent rather than that nothing was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Silence {
    /// A run of zero days at least this long is missing data. 1 for electricity
    /// (a building never uses nothing for a day), longer than a summer for gas.
    #[serde(default)]
    pub zero_days: Option<u16>,
}

/// A measured definition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Identifier.
    pub code: IndicatorCode,
    /// Name on screen.
    pub name: String,
    /// What it says and why it matters, in plain words.
    pub description: String,
    /// Unit of the value.
    pub unit: Unit,
    /// Which way is better when an objective does not say.
    pub direction: Direction,
    /// Decimals that are kept and shown: notes are computed from the shown digits.
    #[serde(default)]
    pub decimals: u8,
    /// Over which time.
    #[serde(default)]
    pub window: Window,
    /// What is added.
    #[serde(default)]
    pub numerator: Numerator,
    /// What is measured of reception instead: neither numerator nor denominator then.
    #[serde(default)]
    pub reception: Option<ReceptionMeasure>,
    /// How it is entered by hand instead.
    #[serde(default)]
    pub entered: Option<Entered>,
    /// By what it is divided.
    #[serde(default)]
    pub denominator: Denominator,
    /// Where the definition comes from.
    pub source: String,
}

/// Span of days an indicator looks back on.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Window {
    /// Twelve months up to now, so that every season is in it once.
    #[default]
    RollingYear,
    /// Four weeks up to now, so that every weekday is in it alike.
    FourWeeks,
    /// The running day.
    Day,
}

impl Window {
    /// How many days it looks back on, the running one among them.
    pub const fn days(self) -> i32 {
        match self {
            Self::RollingYear => 365,
            Self::FourWeeks => 28,
            Self::Day => 1,
        }
    }
}

/// What an indicator adds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Numerator {
    /// Quantities, each converted to the indicator's unit.
    #[serde(default)]
    pub quantities: Vec<QuantityCode>,
    /// Families of dated parameters by which each quantity is multiplied, e.g.
    /// `final` then `co2-eet`; the parameter is `FAMILY.QUANTITY`.
    #[serde(default)]
    pub factors: Vec<String>,
    /// Unit of the sum, where factors change it.
    #[serde(default)]
    pub unit: Option<Unit>,
    /// Whether amounts are brought to a normal year's weather.
    #[serde(default)]
    pub climate: Climate,
}

/// Whether amounts are brought to a normal year's weather.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Climate {
    /// As measured.
    #[default]
    AsMeasured,
    /// The part that follows the weather is brought to normal weather.
    Corrected,
}

/// By what an indicator divides.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Denominator {
    /// Nothing: an amount.
    #[default]
    Nothing,
    /// A numeric attribute of the places that hold the meters, e.g. `floor_area_m2`.
    Attribute {
        /// Its name.
        name: String,
        /// Its unit.
        unit: Unit,
    },
    /// Other quantities over the same twelve months, e.g. base load by all electricity.
    Amount {
        /// What is added.
        quantities: Vec<QuantityCode>,
    },
    /// The same amount in a calendar year; the value is a percentage.
    ReferenceYear {
        /// The year.
        year: i16,
    },
}

/// What is wrong in a theme file; the text names the entry.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ThemeError {
    /// Two entries share a code.
    #[error("{kind} `{code}` is declared twice")]
    Duplicate {
        /// `service`, `quantity`, `indicator` or `frame`.
        kind: &'static str,
        /// The code.
        code: String,
    },
    /// An indicator adds something the theme does not measure.
    #[error("indicator `{indicator}`: quantity `{quantity}` is not declared in this theme")]
    UnknownQuantity {
        /// The indicator.
        indicator: IndicatorCode,
        /// The code that leads nowhere.
        quantity: QuantityCode,
    },
    /// Units that cannot be added, or do not give the unit that is declared.
    #[error("indicator `{indicator}`: {fault}")]
    Units {
        /// The indicator.
        indicator: IndicatorCode,
        /// What does not match.
        fault: UnitError,
    },
    /// An indicator without any quantity.
    #[error("indicator `{0}` adds no quantity")]
    Empty(IndicatorCode),
    /// An indicator of reception, or one entered by hand, that adds quantities too, or one
    /// of quantities over a window that only reception knows.
    #[error(
        "indicator `{0}`: `reception` and `entered` stand alone, without `numerator` and \
         `denominator`, and only with `reception` `window` may be other than rolling-year"
    )]
    Mixed(IndicatorCode),
    /// A commitment of a frame on an indicator that is not declared.
    #[error("frame `{frame}`: indicator `{indicator}` is not declared in this theme")]
    UnknownIndicator {
        /// The frame.
        frame: String,
        /// The code that leads nowhere.
        indicator: IndicatorCode,
    },
    /// Place kinds that contain each other.
    #[error("place kind `{0}` is part of itself")]
    KindCycle(String),
    /// A weight that is not a positive number.
    #[error("weight must be a positive number, found {0}")]
    Weight(f64),
}

fn one() -> f64 {
    1.0
}

impl ThemePack {
    /// Checks that codes are unique, quantities exist, units fit and kinds do not loop.
    ///
    /// # Errors
    /// The first [`ThemeError`] found, in the order of the file.
    pub fn check(&self) -> Result<(), ThemeError> {
        if !(self.weight.is_finite() && self.weight > 0.0) {
            return Err(ThemeError::Weight(self.weight));
        }
        unique("service", self.service.iter().map(|s| s.code.as_str()))?;
        unique("quantity", self.quantity.iter().map(|q| q.code.as_str()))?;
        unique("indicator", self.indicator.iter().map(|i| i.code.as_str()))?;
        for kind in self.kind.keys() {
            self.check_kind(kind)?;
        }
        unique("frame", self.frame.iter().map(|f| f.code.as_str()))?;
        self.frame.iter().try_for_each(|f| self.check_frame(f))?;
        self.indicator
            .iter()
            .try_for_each(|indicator| self.check_indicator(indicator))
    }

    /// The quantity with that code.
    pub fn quantity(&self, code: &QuantityCode) -> Option<&Quantity> {
        self.quantity.iter().find(|q| &q.code == code)
    }

    /// The indicator with that code.
    pub fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.indicator.iter().find(|i| &i.code == code)
    }

    fn check_kind(&self, start: &str) -> Result<(), ThemeError> {
        let mut above: Vec<&String> = self
            .kind
            .get(start)
            .map(|k| k.parent.iter().collect())
            .unwrap_or_default();
        let mut seen = Vec::new();
        while let Some(kind) = above.pop() {
            if kind == start {
                return Err(ThemeError::KindCycle(start.to_owned()));
            }
            if !seen.contains(&kind) {
                seen.push(kind);
                above.extend(self.kind.get(kind).into_iter().flat_map(|k| &k.parent));
            }
        }
        Ok(())
    }

    fn check_frame(&self, frame: &Frame) -> Result<(), ThemeError> {
        let unknown = |c: &&super::Commitment| self.indicator(&c.indicator).is_none();
        match frame.commitment.iter().find(unknown) {
            None => Ok(()),
            Some(commitment) => Err(ThemeError::UnknownIndicator {
                frame: frame.code.clone(),
                indicator: commitment.indicator.clone(),
            }),
        }
    }

    fn check_indicator(&self, indicator: &Indicator) -> Result<(), ThemeError> {
        let adds = !indicator.numerator.quantities.is_empty();
        let divides = indicator.denominator != Denominator::Nothing;
        let (received, entered) = (indicator.reception.is_some(), indicator.entered.is_some());
        let over_a_year = indicator.window == Window::RollingYear;
        if received || entered {
            let alone = !adds && !divides && received != entered;
            return match alone && (received || over_a_year) {
                true => Ok(()),
                false => Err(ThemeError::Mixed(indicator.code.clone())),
            };
        }
        if !over_a_year {
            return Err(ThemeError::Mixed(indicator.code.clone()));
        }
        let units = |fault| ThemeError::Units {
            indicator: indicator.code.clone(),
            fault,
        };
        let top = self.unit_of_sum(indicator, &indicator.numerator.quantities)?;
        let top = match &indicator.numerator.unit {
            Some(unit) if !indicator.numerator.factors.is_empty() => unit.clone(),
            Some(unit) => top.factor_to(unit).map(|_| unit.clone()).map_err(units)?,
            None => top,
        };
        let made = match &indicator.denominator {
            Denominator::Nothing => top.clone(),
            Denominator::Amount { quantities } => {
                top.per(&self.unit_of_sum(indicator, quantities)?)
            }
            Denominator::Attribute { unit, .. } => top.per(unit),
            Denominator::ReferenceYear { .. } => top.per(&top),
        };
        made.factor_to(&indicator.unit).map(drop).map_err(units)
    }
}

impl ThemePack {
    /// The unit quantities are added in: that of the first, which the others convert
    /// to unless factors bring each to the unit of the sum.
    fn unit_of_sum(
        &self,
        indicator: &Indicator,
        quantities: &[QuantityCode],
    ) -> Result<Unit, ThemeError> {
        let mut first: Option<&Unit> = None;
        for code in quantities {
            let quantity = self
                .quantity(code)
                .ok_or_else(|| ThemeError::UnknownQuantity {
                    indicator: indicator.code.clone(),
                    quantity: code.clone(),
                })?;
            let top = first.get_or_insert(&quantity.unit);
            if indicator.numerator.factors.is_empty() {
                let fault = |fault| ThemeError::Units {
                    indicator: indicator.code.clone(),
                    fault,
                };
                quantity.unit.factor_to(top).map_err(fault)?;
            }
        }
        first
            .cloned()
            .ok_or_else(|| ThemeError::Empty(indicator.code.clone()))
    }
}

fn unique<'a>(kind: &'static str, codes: impl Iterator<Item = &'a str>) -> Result<(), ThemeError> {
    let mut seen = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            return Err(ThemeError::Duplicate {
                kind,
                code: code.to_owned(),
            });
        }
        seen.push(code);
    }
    Ok(())
}
