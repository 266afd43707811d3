use std::collections::HashMap;
use std::io::Read;

use super::feed_reader;
use crate::ingest::unfold::UnfoldError;

/// What a Green Button feed holds that readings need.
#[derive(Debug, Default)]
pub(super) struct Feed {
    /// Reading types by their own address.
    pub(super) types: HashMap<String, ReadingType>,
    /// Address of the reading type of each meter reading.
    pub(super) type_of: HashMap<String, String>,
    /// Service category of each usage point.
    pub(super) service_of: HashMap<String, String>,
    /// The readings.
    pub(super) blocks: Vec<Block>,
}

/// How values are to be read; numbers are codes of ESPI.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadingType {
    pub(super) power_of_ten: i32,
    pub(super) uom: String,
    pub(super) flow: String,
    pub(super) currency: String,
}

/// Readings of one meter reading.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Address of the meter reading.
    pub(super) of: String,
    pub(super) readings: Vec<IntervalReading>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct IntervalReading {
    pub(super) start_s: i64,
    pub(super) duration_s: i64,
    pub(super) value: f64,
    /// In hundred-thousandths of the currency.
    pub(super) cost: Option<f64>,
    /// Code of the quality; empty where there is none.
    pub(super) quality: String,
}

/// What the readings of a block have in common.
pub(super) struct Source<'f> {
    pub(super) usage_point: &'f str,
    pub(super) meter_reading: &'f str,
    pub(super) commodity: &'static str,
    pub(super) flow: &'static str,
    pub(super) unit: Scaled,
    pub(super) currency: &'f str,
}

/// A unit with what a written value is multiplied by to be in it.
#[derive(Clone, Copy)]
pub(super) struct Scaled {
    pub(super) symbol: &'static str,
    factor: f64,
    power_of_ten: i32,
}

impl Scaled {
    /// Powers of ten are exact in a double up to 10²², so dividing by one rounds correctly.
    pub(super) fn convert(self, value: f64) -> f64 {
        let power = 10_f64.powi(self.power_of_ten.abs());
        // Multiplied before anything is divided: a quotient would carry its rounding on.
        let value = if self.power_of_ten > 0 {
            value * power
        } else {
            value
        };
        let value = if self.factor < 1e-5 {
            // Joules: dividing by a whole number rounds correctly.
            value / (1.0 / self.factor).round()
        } else {
            value * self.factor
        };
        if self.power_of_ten < 0 {
            value / power
        } else {
            value
        }
    }
}

impl Feed {
    pub(super) fn read(read: impl Read) -> Result<Self, UnfoldError> {
        let feed = feed_reader::read(read)?;
        if feed.blocks.iter().all(|block| block.readings.is_empty()) {
            return Err(UnfoldError::NotThere(
                "the feed holds no interval reading".to_owned(),
            ));
        }
        Ok(feed)
    }

    /// Where the readings of a block come from and how they are written.
    pub(super) fn source_of(&self, block: &Block) -> Result<Source<'_>, UnfoldError> {
        let missing = |what: String| UnfoldError::NotThere(format!("the feed holds no {what}"));
        let (of, address) = self
            .type_of
            .get_key_value(&block.of)
            .ok_or_else(|| missing(format!("MeterReading {}", block.of)))?;
        let kind = self
            .types
            .get(address)
            .ok_or_else(|| missing(format!("ReadingType {address}")))?;
        let (symbol, factor) = unit(&kind.uom)?;
        let usage_point = of
            .split_once("/MeterReading/")
            .map_or("", |(point, _)| point);
        Ok(Source {
            usage_point: last(usage_point),
            meter_reading: last(of),
            commodity: commodity(self.service_of.get(usage_point).map_or("", String::as_str)),
            flow: match kind.flow.as_str() {
                "19" => "received",
                _ => "delivered",
            },
            unit: Scaled {
                symbol,
                factor,
                power_of_ten: kind.power_of_ten,
            },
            currency: match kind.currency.as_str() {
                "978" => "EUR",
                "840" => "USD",
                "124" => "CAD",
                "826" => "GBP",
                other => other,
            },
        })
    }
}

fn last(address: &str) -> &str {
    address.rsplit('/').next().unwrap_or_default()
}

/// ServiceKind of ESPI.
fn commodity(kind: &str) -> &'static str {
    match kind {
        "0" => "electricity",
        "1" => "gas",
        "2" => "water",
        "4" => "heat",
        _ => "other",
    }
}

/// UnitSymbolKind of ESPI, as a unit of this product with a factor. Volumes
/// are international feet (0.3048 m) and US gallons (3.785411784 L).
fn unit(uom: &str) -> Result<(&'static str, f64), UnfoldError> {
    Ok(match uom {
        "72" => ("Wh", 1.0),
        "31" => ("MJ", 1e-6),
        "132" => ("Btu", 1.0),
        "169" => ("therm", 1.0),
        "38" => ("W", 1.0),
        "42" => ("m3", 1.0),
        "119" => ("m3", 0.028_316_846_592),
        "128" => ("L", 3.785_411_784),
        "134" => ("L", 1.0),
        other => {
            return Err(UnfoldError::NotThere(format!(
                "unit of measure {other} is no amount that is read here: known are 72 (Wh), 31 \
                 (J), 132 (Btu), 169 (therm), 38 (W), 42 (m³), 119 (ft³), 128 (US gal), 134 (L)"
            )));
        }
    })
}
