use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CallDay, Channel, DisplayDay, LetterDay, Rate, RatingCounts, TicketDay, WholeCounts};

/// All that a counter's day holds for the indicators of domain §2.2; mergeable
/// over days and counters. Everything in it is a count: no mean, no percentile.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReceptionDay {
    /// Tickets of all its queues.
    pub tickets: TicketDay,
    /// Its displays.
    pub displays: DisplayDay,
    /// Seconds its desks were open, breaks left out.
    pub desks_open_s: u64,
    /// Calls.
    pub calls: CallDay,
    /// What waits for a reply, by channel.
    pub letters: BTreeMap<Channel, LetterDay>,
    /// Complaints of all channels.
    pub complaints: LetterDay,
    /// « Were you satisfied? »
    pub satisfaction: RatingCounts,
    /// « Would you recommend us? », 0 to 10.
    pub recommendation: RatingCounts,
    /// « How much effort was it? »; 1 is none.
    pub effort: RatingCounts,
    /// Requests settled at the first contact, of those settled.
    pub first_contact: Rate,
    /// Days to the third next free appointment, once a day and service.
    pub leads: WholeCounts,
}

impl ReceptionDay {
    /// Adds the counts of another day or counter. Each must be added once only.
    pub fn merge(&mut self, other: &Self) {
        self.tickets.merge(&other.tickets);
        self.displays.merge(&other.displays);
        self.desks_open_s += other.desks_open_s;
        self.calls.merge(&other.calls);
        for (&channel, more) in &other.letters {
            self.letters.entry(channel).or_default().merge(more);
        }
        self.complaints.merge(&other.complaints);
        self.satisfaction.merge(&other.satisfaction);
        self.recommendation.merge(&other.recommendation);
        self.effort.merge(&other.effort);
        self.first_contact = self.first_contact.merge(other.first_contact);
        self.leads.merge(&other.leads);
    }

    /// Letters of some channels together.
    pub(super) fn letters_of(&self, channels: &[Channel]) -> LetterDay {
        let mut all = LetterDay::default();
        for channel in channels {
            self.letters
                .get(channel)
                .into_iter()
                .for_each(|day| all.merge(day));
        }
        all
    }
}
