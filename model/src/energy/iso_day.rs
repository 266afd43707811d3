//! Days as ISO dates (`2026-01-31`) in files that people write; elsewhere a
//! [`Day`] travels as its number.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::Day;

/// Writes a day as an ISO date.
pub fn serialize<S: Serializer>(day: &Day, serializer: S) -> Result<S::Ok, S::Error> {
    day.to_string().serialize(serializer)
}

/// Reads an ISO date.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
    parse(&String::deserialize(deserializer)?)
}

fn parse<E: serde::de::Error>(text: &str) -> Result<Day, E> {
    text.parse()
        .map_err(|fault| E::custom(format_args!("`{text}` is not a date (2026-01-31): {fault}")))
}

/// The same for a day that may be left out.
pub mod option {
    use super::{Day, Deserialize, Deserializer, Serialize, Serializer, parse};

    /// Writes an ISO date, or nothing.
    #[expect(clippy::ref_option, reason = "the signature serde asks for")]
    pub fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        day.map(|d| d.to_string()).serialize(serializer)
    }

    /// Reads an ISO date, or nothing.
    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Day>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| parse(&text))
            .transpose()
    }
}
