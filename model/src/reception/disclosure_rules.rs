use serde::{Deserialize, Serialize};

use super::{Measured, Rate};
use crate::time::{At, Day, Zone};

/// From how many on a figure about people is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DisclosureRules {
    /// Fewest people of a published count; 0 is shown.
    pub count: u64,
    /// Fewest answers behind a published share.
    pub answers: u64,
    /// Fewest desks of a group that directors see.
    pub desks: u32,
    /// Counts are told in multiples of this.
    pub step: u32,
    /// How long a day is over before everybody may know of it, in seconds.
    pub delay_s: i64,
}

impl Default for DisclosureRules {
    /// 5, 11 and a day (domain §5.4), 3 desks, counts by fives.
    fn default() -> Self {
        Self {
            count: 5,
            answers: 11,
            desks: 3,
            step: 5,
            delay_s: 86_400,
        }
    }
}

impl DisclosureRules {
    /// The share, where enough answered.
    ///
    /// ```
    /// use model::reception::{DisclosureRules, Rate};
    /// let rules = DisclosureRules::default();
    /// assert_eq!(rules.share(Rate::new(5, 10)), None);
    /// assert_eq!(rules.share(Rate::new(11, 11)), Some(1.0));
    /// ```
    pub fn share(self, rate: Rate) -> Option<f64> {
        rate.share().filter(|_| rate.den >= self.answers)
    }

    /// The last local day of which everybody may know.
    ///
    /// ```
    /// use model::reception::DisclosureRules;
    /// use model::time::{At, Zone};
    /// let noon = At::from_seconds(1_775_649_600); // 8 April 2026, 12:00 UTC
    /// let last = DisclosureRules::default().last_day(noon, &Zone::utc());
    /// // the seventh has been over for half a day only
    /// assert_eq!(last.to_string(), "2026-04-06");
    /// ```
    pub fn last_day(self, now: At, zone: &Zone) -> Day {
        zone.day(now.plus_seconds(-self.delay_s)).plus(-1)
    }

    /// A count as it is told: the nearest multiple of the step. From one day to the next,
    /// or from a whole less all its other parts, nobody can be counted.
    ///
    /// ```
    /// use model::reception::DisclosureRules;
    /// let told = |n| DisclosureRules::default().told(n);
    /// assert_eq!([told(0), told(12), told(13), told(17)], [0, 10, 15, 15]);
    /// ```
    pub fn told(self, count: u64) -> u64 {
        let step = u64::from(self.step.max(1));
        (count.saturating_add(step / 2) / step).saturating_mul(step)
    }

    /// A measured value, a percentile too, where it rests on enough: the ninth
    /// decile of four waits is one visitor's.
    ///
    /// ```
    /// use model::reception::{DisclosureRules, Measured};
    /// let p90 = |n| DisclosureRules::default().value(Measured { value: 21.0, n, rate: None });
    /// assert_eq!((p90(10), p90(11)), (None, Some(21.0)));
    /// ```
    pub fn value(self, measured: Measured) -> Option<f64> {
        (measured.n >= self.answers).then_some(measured.value)
    }
}
