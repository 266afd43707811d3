use serde::{Deserialize, Serialize};

use super::iso_day;
use crate::city::PlaceCode;
use crate::time::Day;

/// The share of one place in a meter, for a time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllocationKey {
    /// Whose share it is.
    pub place: PlaceCode,
    /// 0 to 1.
    pub share: f64,
    /// First day.
    #[serde(with = "iso_day")]
    pub valid_from: Day,
    /// First day it holds no more; open where absent.
    #[serde(default, with = "iso_day::option")]
    pub valid_to: Option<Day>,
}

/// How one meter is shared among several places: keys that add up to 1 on each
/// day of their validity.
///
/// ```
/// use model::energy::{AllocationKey, AllocationKeys};
/// let key = |place: &str, share| Ok::<_, Box<dyn std::error::Error>>(AllocationKey {
///     place: place.parse()?, share, valid_from: "2026-01-01".parse()?, valid_to: None,
/// });
/// let keys = AllocationKeys::new(vec![key("ecole", 0.7)?, key("gymnase", 0.3)?])?;
/// assert_eq!(keys.share("gymnase", "2026-05-01".parse()?), Some(0.3));
/// assert_eq!(keys.share("piscine", "2026-05-01".parse()?), Some(0.0));
/// assert_eq!(keys.share("gymnase", "2025-12-31".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AllocationKeys(Vec<AllocationKey>);

/// Keys that do not share a meter out.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum AllocationFault {
    /// A share that is no share.
    #[error("share of `{place}` from {from}: {share} is not between 0 and 1")]
    Share {
        /// Place.
        place: PlaceCode,
        /// First day of the key.
        from: Day,
        /// What stands there.
        share: f64,
    },
    /// The end does not come after the start.
    #[error("key of `{place}`: valid_to {to} is not after valid_from {from}")]
    Dates {
        /// Place.
        place: PlaceCode,
        /// First day.
        from: Day,
        /// First day after.
        to: Day,
    },
    /// The keys of some days do not add up to 1.
    #[error("shares add up to {sum}, not 1, from {from} {}", until(.to))]
    Sum {
        /// First such day.
        from: Day,
        /// First day after them; open where absent.
        to: Option<Day>,
        /// What they add up to.
        sum: f64,
    },
}

fn until(to: &Option<Day>) -> String {
    to.map_or_else(|| "on".to_owned(), |day| format!("to {}", day.plus(-1)))
}

impl AllocationKeys {
    /// How far from 1 the sum may be, for shares given with six decimals.
    const TOLERANCE: f64 = 1e-6;

    /// Keys in any order.
    ///
    /// # Errors
    /// [`AllocationFault`] naming the key, or the days whose shares do not add up.
    pub fn new(keys: Vec<AllocationKey>) -> Result<Self, AllocationFault> {
        keys.iter().try_for_each(check_one)?;
        let mut changes: Vec<Day> = keys
            .iter()
            .flat_map(|k| [Some(k.valid_from), k.valid_to])
            .flatten()
            .collect();
        changes.sort();
        changes.dedup();
        let last = changes.last().copied();
        let open = keys.iter().any(|k| k.valid_to.is_none());
        let all = Self(keys);
        for (index, from) in changes.iter().copied().enumerate() {
            let to = changes.get(index + 1).copied();
            // After the last end nothing is owed.
            if Some(from) == last && !open {
                break;
            }
            let sum = all.holding(from).map(|k| k.share).sum::<f64>();
            if (sum - 1.0).abs() > Self::TOLERANCE {
                return Err(AllocationFault::Sum { from, to, sum });
            }
        }
        Ok(all)
    }

    /// The share of a place on a day: 0 where others share the meter, `None`
    /// where no key holds.
    pub fn share(&self, place: &str, day: Day) -> Option<f64> {
        self.holding(day).next()?;
        Some(
            self.holding(day)
                .filter(|k| k.place.as_str() == place)
                .map(|k| k.share)
                .sum(),
        )
    }

    /// The keys as given.
    pub fn keys(&self) -> &[AllocationKey] {
        &self.0
    }

    fn holding(&self, day: Day) -> impl Iterator<Item = &AllocationKey> {
        self.0
            .iter()
            .filter(move |k| k.valid_from <= day && k.valid_to.is_none_or(|end| day < end))
    }
}

fn check_one(key: &AllocationKey) -> Result<(), AllocationFault> {
    if !(0.0..=1.0).contains(&key.share) {
        return Err(AllocationFault::Share {
            place: key.place.clone(),
            from: key.valid_from,
            share: key.share,
        });
    }
    match key.valid_to {
        Some(to) if to <= key.valid_from => Err(AllocationFault::Dates {
            place: key.place.clone(),
            from: key.valid_from,
            to,
        }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn key(place: &str, share: f64, from: &str, to: Option<&str>) -> AllocationKey {
        AllocationKey {
            place: place.parse().expect("code"),
            share,
            valid_from: day(from),
            valid_to: to.map(day),
        }
    }

    #[test]
    fn a_change_of_keys_keeps_the_sum() {
        let keys = AllocationKeys::new(vec![
            key("a", 0.5, "2025-01-01", Some("2026-01-01")),
            key("b", 0.5, "2025-01-01", Some("2026-01-01")),
            key("a", 0.4, "2026-01-01", None),
            key("b", 0.4, "2026-01-01", None),
            key("c", 0.2, "2026-01-01", None),
        ])
        .expect("sound");
        assert_eq!(keys.share("a", day("2025-12-31")), Some(0.5));
        assert_eq!(keys.share("a", day("2026-01-01")), Some(0.4));
        assert_eq!(keys.share("c", day("2025-12-31")), Some(0.0));
    }

    #[test]
    fn days_that_do_not_add_up_are_named() {
        let fault = AllocationKeys::new(vec![
            key("a", 0.5, "2025-01-01", None),
            key("b", 0.5, "2025-01-01", Some("2025-03-01")),
            key("b", 0.5, "2025-04-01", None),
        ])
        .expect_err("a gap");
        assert_eq!(
            fault.to_string(),
            "shares add up to 0.5, not 1, from 2025-03-01 to 2025-03-31"
        );
        let fault = AllocationKeys::new(vec![key("a", 0.9, "2025-01-01", None)]).expect_err("0,9");
        assert_eq!(
            fault.to_string(),
            "shares add up to 0.9, not 1, from 2025-01-01 on"
        );
    }

    #[test]
    fn shares_and_dates_are_checked() {
        let over = AllocationKeys::new(vec![key("a", 1.2, "2025-01-01", None)]);
        assert!(matches!(over, Err(AllocationFault::Share { .. })));
        let back = AllocationKeys::new(vec![key("a", 1.0, "2025-01-01", Some("2025-01-01"))]);
        assert!(matches!(back, Err(AllocationFault::Dates { .. })));
    }

    #[test]
    fn thirds_add_up_within_a_millionth() {
        let third = 0.333_333_3;
        let keys = ["a", "b", "c"].map(|p| key(p, third, "2025-01-01", None));
        assert!(AllocationKeys::new(keys.into()).is_ok());
    }
}
