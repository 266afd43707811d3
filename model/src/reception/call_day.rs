use serde::{Deserialize, Serialize};

use super::{Rate, WaitHistogram};

/// One call to the town's telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Whether the caller asked for an agent; what the voice server settled did not.
    pub needs_agent: bool,
    /// Seconds until an agent answered.
    #[serde(default)]
    pub answered_after_s: Option<u32>,
    /// Seconds until the caller hung up without an answer.
    #[serde(default)]
    pub abandoned_after_s: Option<u32>,
}

/// What counts as a call and as a quick answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CallRules {
    /// An answer is quick within so many seconds.
    pub quick_s: u32,
    /// Hung up in fewer seconds, it was no call; 0 where the town does not
    /// declare that it leaves such calls out.
    pub no_call_s: u32,
}

impl Default for CallRules {
    /// 30 s (domain §2.2); nothing is left out.
    fn default() -> Self {
        Self {
            quick_s: 30,
            no_call_s: 0,
        }
    }
}

/// What the calls of a day come to; mergeable.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CallDay {
    /// Calls that came.
    pub offered: u64,
    /// Those that asked for an agent.
    pub needing_agent: u64,
    /// Those an agent answered.
    pub answered: u64,
    /// Those an agent answered quickly.
    pub answered_quickly: u64,
    /// Those that hung up before.
    pub abandoned: u64,
    /// Delays of answers.
    pub delays: WaitHistogram,
}

impl CallDay {
    /// Counts a call.
    ///
    /// ```
    /// use model::reception::{Call, CallDay, CallRules};
    /// let call = |answered, abandoned| Call {
    ///     needs_agent: true, answered_after_s: answered, abandoned_after_s: abandoned,
    /// };
    /// let mut day = CallDay::default();
    /// for call in [call(Some(12), None), call(Some(45), None), call(None, Some(50)), call(None, Some(3))] {
    ///     day.add(call, CallRules { no_call_s: 5, ..CallRules::default() });
    /// }
    /// assert_eq!((day.answer_rate().num, day.answer_rate().den), (2, 3));
    /// assert_eq!((day.quick_rate().num, day.quick_rate().den), (1, 3));
    /// ```
    pub fn add(&mut self, call: Call, rules: CallRules) {
        let hung_up = call.abandoned_after_s.is_some_and(|s| s < rules.no_call_s);
        if hung_up && call.answered_after_s.is_none() {
            return;
        }
        self.offered += 1;
        self.needing_agent += u64::from(call.needs_agent);
        let Some(after_s) = call.answered_after_s.filter(|_| call.needs_agent) else {
            self.abandoned += u64::from(call.abandoned_after_s.is_some());
            return;
        };
        self.answered += 1;
        self.answered_quickly += u64::from(after_s <= rules.quick_s);
        self.delays.add(after_s);
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.offered += other.offered;
        self.needing_agent += other.needing_agent;
        self.answered += other.answered;
        self.answered_quickly += other.answered_quickly;
        self.abandoned += other.abandoned;
        self.delays.merge(&other.delays);
    }

    /// « Taux de décroché » of Services Publics +: answered of those that asked
    /// for an agent.
    pub const fn answer_rate(&self) -> Rate {
        Rate::new(self.answered, self.needing_agent)
    }

    /// Answered quickly of those offered.
    pub const fn quick_rate(&self) -> Rate {
        Rate::new(self.answered_quickly, self.offered)
    }
}
