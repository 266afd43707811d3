use metrics::{Counter, Gauge, counter, gauge};

/// What the live channel counts, as shown on `/metrics`.
pub(super) struct Meters {
    /// Sockets open.
    pub sockets: Gauge,
    /// Sockets that came back and named where they stopped.
    pub resumed: Counter,
    /// Sockets not let in, by limit or by origin.
    pub turned_away: Counter,
    /// Sockets closed because they did not take what was sent.
    pub slow: Counter,
    states: Counter,
    messages: Counter,
    skipped: Counter,
}

impl Default for Meters {
    fn default() -> Self {
        Self {
            sockets: gauge!("belvedere_live_sockets"),
            resumed: counter!("belvedere_live_resumed_total"),
            turned_away: counter!("belvedere_live_turned_away_total"),
            slow: counter!("belvedere_live_slow_total"),
            states: counter!("belvedere_live_states_total"),
            messages: counter!("belvedere_live_messages_total"),
            skipped: counter!("belvedere_live_skipped_total"),
        }
    }
}

impl Meters {
    /// New states were published; `merged` sockets had not yet taken earlier
    /// ones, which are skipped where they concern the same topic.
    pub fn published(&self, states: u64, merged: usize) {
        self.states.increment(states);
        if merged > 0 {
            self.skipped
                .increment(u64::try_from(merged).unwrap_or(u64::MAX));
        }
    }

    /// States were handed to a socket.
    pub fn sent(&self, messages: usize) {
        self.messages
            .increment(u64::try_from(messages).unwrap_or(u64::MAX));
    }
}
