use core::fmt;
use core::str::FromStr;
use std::collections::BTreeMap;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// Reads a map by numbers. In JSON its keys are texts, which serde does not take for
/// numbers within an enum that is told apart by a tag.
pub(super) fn number_keys<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<u16, u32>, D::Error> {
    let read: BTreeMap<Key, u32> = BTreeMap::deserialize(from)?;
    Ok(read
        .into_iter()
        .map(|(Key(number), n)| (number, n))
        .collect())
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key(u16);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a number from 0 to 65535, or its digits")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Key, E> {
        u16::from_str(text).map(Key).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Key, E> {
        u16::try_from(number).map(Key).map_err(E::custom)
    }
}
