use serde::{Deserialize, Serialize};

use crate::reception::{DisclosureRules, ReceptionDay, ReceptionIndicator};

/// What an indicator measures of reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceptionMeasure {
    /// Which arithmetic.
    pub measure: ReceptionIndicator,
    /// The promised wait in minutes, where one is promised.
    #[serde(default = "promised")]
    pub within_min: u16,
    /// Open days in a row without anything told from which a counter is silent:
    /// 1 for tickets, more for what comes now and then.
    #[serde(default = "one")]
    pub quiet_days: u16,
}

/// A quarter of an hour, unless a town says otherwise.
const fn promised() -> u16 {
    15
}

const fn one() -> u16 {
    1
}

impl ReceptionMeasure {
    /// Whether it rests on so few people that its value would speak of each of them.
    pub fn is_few(self, day: &ReceptionDay) -> bool {
        let n = self.measure.counted(day, self.within_min);
        (1..DisclosureRules::default().answers).contains(&n)
    }
}
