use model::city::PlaceCode;
use model::reception::{CallDay, Channel, LetterDay, Rate, ReceptionDay, WholeCounts};
use model::time::Day;
use serde::{Deserialize, Serialize};

/// What a source counted at a counter on a local day, where it tells no single events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCount {
    /// Where.
    pub counter: PlaceCode,
    /// When.
    pub day: Day,
    /// What.
    pub counted: Counted,
}

/// Counts of one subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Calls.
    Calls(CallDay),
    /// What waits for a reply by one channel.
    Letters(Channel, LetterDay),
    /// Complaints of all channels.
    Complaints(LetterDay),
    /// Requests settled at the first contact.
    FirstContact(Rate),
    /// Days to the third next free appointment, of each service.
    Leads(WholeCounts),
    /// Seconds the desks were open.
    DesksOpen(u64),
}

impl Counted {
    /// What stands in the place of what, on one day of one counter.
    pub fn subject(&self) -> String {
        match self {
            Self::Calls(_) => "calls".to_owned(),
            Self::Letters(channel, _) => format!("letters-{}", channel.as_str()),
            Self::Complaints(_) => "complaints".to_owned(),
            Self::FirstContact(_) => "first-contact".to_owned(),
            Self::Leads(_) => "leads".to_owned(),
            Self::DesksOpen(_) => "desks-open".to_owned(),
        }
    }

    /// Adds the counts to those of a day.
    pub fn add_to(&self, day: &mut ReceptionDay) {
        match self {
            Self::Calls(calls) => day.calls.merge(calls),
            Self::Letters(channel, letters) => {
                day.letters.entry(*channel).or_default().merge(letters);
            }
            Self::Complaints(letters) => day.complaints.merge(letters),
            Self::FirstContact(rate) => day.first_contact = day.first_contact.merge(*rate),
            Self::Leads(leads) => day.leads.merge(leads),
            Self::DesksOpen(seconds) => {
                day.desks_open_s = day.desks_open_s.saturating_add(*seconds);
            }
        }
    }
}
