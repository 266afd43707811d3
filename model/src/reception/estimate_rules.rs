use serde::{Deserialize, Serialize};

/// When and how a live wait is estimated and announced.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EstimateRules {
    /// Fewest desks open: with one, the wait would be one agent's figure.
    pub desks: u32,
    /// Oldest data in seconds.
    pub age_s: u32,
    /// Farthest that data may lie ahead of the clock, in seconds.
    pub ahead_s: u32,
    /// Window of the throughput in open seconds.
    pub window_s: u32,
    /// Shortest window, at the start of a day, in open seconds.
    pub least_window_s: u32,
    /// Usual minutes of a service, before today says otherwise.
    pub usual_service_min: f64,
    /// How many services of today the usual weighs as much as.
    pub usual_weight: f64,
    /// Probability with which the public waits less than announced.
    pub public_p: f64,
    /// Announcements are whole multiples of so many minutes.
    pub round_min: u32,
}

impl Default for EstimateRules {
    /// Desks, age, window, probability and rounding as in domain §2.4; the rest
    /// is ours.
    fn default() -> Self {
        Self {
            desks: 2,
            age_s: 120,
            ahead_s: 60,
            window_s: 1_800,
            least_window_s: 600,
            usual_service_min: 8.0,
            usual_weight: 20.0,
            public_p: 0.8,
            round_min: 5,
        }
    }
}
