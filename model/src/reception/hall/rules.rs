use crate::reception::{EstimateRules, QueueFeedRules, TicketRules};

/// How a hall is looked at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HallRules {
    /// When a wait is estimated.
    pub estimate: EstimateRules,
    /// When a display is believed.
    pub feed: QueueFeedRules,
    /// What tickets may do.
    pub tickets: TicketRules,
    /// Open seconds after which a desk that does nothing is not counted as open:
    /// where nobody logs desks in, silence must not look like a free desk.
    pub desk_quiet_s: u32,
    /// Open seconds after which a service counts as forgotten.
    pub service_s: u32,
    /// How long each call stays on the screen at least, in seconds.
    pub call_shown_s: u32,
    /// How long it stays while no later one takes its place, in seconds.
    pub call_kept_s: u32,
    /// Calls on the screen while none has to stay.
    pub calls: usize,
    /// The promised wait in minutes.
    pub promised_min: u16,
    /// Fewest tickets of which a share is told.
    pub promise_n: u64,
}

impl Default for HallRules {
    /// A minute on the screen and four calls as in domain §6, a share from 11 on as
    /// in §5.4; half an hour of silence, three hours of service are ours.
    fn default() -> Self {
        Self {
            estimate: EstimateRules::default(),
            feed: QueueFeedRules::default(),
            tickets: TicketRules::default(),
            desk_quiet_s: 1_800,
            service_s: 10_800,
            call_shown_s: 60,
            call_kept_s: 1_800,
            calls: 4,
            promised_min: 15,
            promise_n: 11,
        }
    }
}
