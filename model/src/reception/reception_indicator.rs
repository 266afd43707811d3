use serde::{Deserialize, Serialize};

use super::{Channel, Figure, LetterDay, Rate, ReceptionDay};

/// What is measured of reception (domain §2.2). Units, directions and targets
/// are those of the theme pack; here is the arithmetic alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceptionIndicator {
    /// Median first wait in minutes, those who gave up with what they waited.
    WaitMed,
    /// Ninth decile of the same.
    WaitP90,
    /// Share served within the promised wait, by the clock of the commitment.
    SlT,
    /// Share that left before service.
    Left,
    /// Share of appointments that nobody kept.
    NoshowRdv,
    /// Share of appointments served in time.
    RdvPunctual,
    /// Median service in minutes: context, never a score.
    ServT,
    /// Share of the open time of desks spent serving.
    Occ,
    /// Calls answered, of those that asked for an agent.
    CallAns,
    /// Calls answered quickly, of those offered.
    CallSl,
    /// Ninth decile of the delay of e-mails and online requests, in working days.
    MailDelay,
    /// Letters replied to in time.
    #[serde(rename = "letter_15")]
    Letter15,
    /// Satisfied, of those who answered.
    Csat,
    /// Net promoter score, in points.
    Nps,
    /// Mean effort on a scale of 5: less is better.
    Ces,
    /// Complaints per thousand visits.
    Compl,
    /// Complaints answered in time.
    ComplDelay,
    /// Settled at the first contact.
    Fcr,
    /// Median of the days to the third next free appointment.
    RdvLead,
    /// Ninth decile of the waits in minutes that the lengths of queues stand for,
    /// where a town has displays alone.
    QueueP90,
    /// Share of these within the promised wait.
    QueueSlT,
}

/// A measured value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// In the unit of the indicator.
    pub value: f64,
    /// On how many tickets, calls, letters or answers it rests.
    pub n: u64,
    /// What it is a share of, where it is one: for its interval.
    pub rate: Option<Rate>,
}

impl ReceptionIndicator {
    /// Every indicator.
    pub const ALL: [Self; 21] = [
        Self::WaitMed,
        Self::WaitP90,
        Self::SlT,
        Self::Left,
        Self::NoshowRdv,
        Self::RdvPunctual,
        Self::ServT,
        Self::Occ,
        Self::CallAns,
        Self::CallSl,
        Self::MailDelay,
        Self::Letter15,
        Self::Csat,
        Self::Nps,
        Self::Ces,
        Self::Compl,
        Self::ComplDelay,
        Self::Fcr,
        Self::RdvLead,
        Self::QueueP90,
        Self::QueueSlT,
    ];

    /// Its code in theme packs and objectives.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WaitMed => "wait_med",
            Self::WaitP90 => "wait_p90",
            Self::SlT => "sl_t",
            Self::Left => "left",
            Self::NoshowRdv => "noshow_rdv",
            Self::RdvPunctual => "rdv_punctual",
            Self::ServT => "serv_t",
            Self::Occ => "occ",
            Self::CallAns => "call_ans",
            Self::CallSl => "call_sl",
            Self::MailDelay => "mail_delay",
            Self::Letter15 => "letter_15",
            Self::Csat => "csat",
            Self::Nps => "nps",
            Self::Ces => "ces",
            Self::Compl => "compl",
            Self::ComplDelay => "compl_delay",
            Self::Fcr => "fcr",
            Self::RdvLead => "rdv_lead",
            Self::QueueP90 => "queue_p90",
            Self::QueueSlT => "queue_sl_t",
        }
    }

    /// Its value over a day, or over as many days and counters as were merged;
    /// `None` where nothing was there to measure. `within` is the promised wait
    /// in minutes.
    ///
    /// ```
    /// use model::reception::{Rate, ReceptionDay, ReceptionIndicator};
    /// let counter = |num, den| ReceptionDay { first_contact: Rate::new(num, den), ..Default::default() };
    /// // domain §2.2: 90 of 100 at one counter, 5 of 10 at another
    /// let mut site = counter(90, 100);
    /// site.merge(&counter(5, 10));
    /// let measured = ReceptionIndicator::Fcr.measure(&site, 15).expect("settled requests");
    /// assert!((measured.value - 86.36).abs() < 0.005);
    /// // silence has no value, neither good nor bad
    /// let silent = ReceptionDay::default();
    /// assert!(ReceptionIndicator::ALL.iter().all(|i| i.measure(&silent, 15).is_none()));
    /// ```
    pub fn measure(self, day: &ReceptionDay, within: u16) -> Option<Measured> {
        let value = self.figure(day, within)?.exact()?;
        Some(Measured {
            value,
            n: self.counted(day, within),
            rate: self.rate(day, within),
        })
    }

    /// The same with what it follows from.
    pub fn figure(self, day: &ReceptionDay, within: u16) -> Option<Figure> {
        if let Some(rate) = self.rate(day, within) {
            return Figure::share(rate, 100.0);
        }
        let tickets = &day.tickets;
        match self {
            Self::WaitMed => Figure::rank(tickets.waits().all().minutes().clone(), None),
            Self::WaitP90 => Figure::rank(tickets.waits().all().minutes().clone(), Some(90.0)),
            Self::ServT => Figure::rank(tickets.services.minutes().clone(), None),
            Self::QueueP90 => Figure::rank(day.displays.waits.minutes().clone(), Some(90.0)),
            Self::MailDelay => Figure::rank(mails(day).delays, Some(90.0)),
            Self::RdvLead => Figure::rank(day.leads.clone(), None),
            Self::Occ => {
                let busy = Rate::new(tickets.services.total_s(), day.desks_open_s);
                Figure::share(busy, 100.0)
            }
            // One visitor may complain twice: no share.
            Self::Compl => {
                let visits = Rate::new(day.complaints.received, tickets.issued());
                Figure::share(visits, 1_000.0)
            }
            Self::Nps => {
                let balance = day.recommendation.promoters_less_detractors();
                quotient_of(balance, day.recommendation.count_of(10), 100.0)
            }
            Self::Ces => {
                let sum = i64::try_from(day.effort.sum(5)).ok()?;
                quotient_of(sum, day.effort.count_of(5), 1.0)
            }
            Self::SlT
            | Self::Left
            | Self::NoshowRdv
            | Self::RdvPunctual
            | Self::QueueSlT
            | Self::CallAns
            | Self::CallSl
            | Self::Letter15
            | Self::Csat
            | Self::ComplDelay
            | Self::Fcr => None,
        }
    }

    /// Whether a day tells anything of it.
    pub fn is_told(self, day: &ReceptionDay) -> bool {
        match self {
            Self::WaitMed | Self::WaitP90 | Self::SlT | Self::Left | Self::Compl => {
                day.tickets.hours.values().any(|hour| hour.issued > 0)
            }
            Self::QueueP90 | Self::QueueSlT => day.displays.known + day.displays.unknown > 0,
            _ => self.counted(day, 0) > 0,
        }
    }

    /// Share of what a day told of it that can be believed.
    pub fn believed(self, day: &ReceptionDay) -> f64 {
        match self {
            Self::QueueP90 | Self::QueueSlT => day.displays.coverage().share().unwrap_or(0.0),
            _ => 1.0,
        }
    }

    /// On how many tickets, calls, letters or answers it rests.
    pub fn counted(self, day: &ReceptionDay, within: u16) -> u64 {
        match self {
            Self::WaitMed | Self::WaitP90 => day.tickets.waits().all().count(),
            Self::ServT | Self::Occ => day.tickets.services.count(),
            Self::QueueP90 => day.displays.waits.count(),
            Self::MailDelay => mails(day).delays.count(),
            Self::Nps => day.recommendation.count_of(10),
            Self::Ces => day.effort.count_of(5),
            Self::Compl => day.tickets.issued(),
            Self::RdvLead => day.leads.count(),
            _ => self.rate(day, within).map_or(0, |rate| rate.den),
        }
    }

    /// What it is a share of, where it is one and something was counted.
    fn rate(self, day: &ReceptionDay, within: u16) -> Option<Rate> {
        let tickets = &day.tickets;
        let rate = match self {
            Self::SlT => tickets.service_level(within),
            Self::Left => tickets.left_before_service(),
            Self::NoshowRdv => tickets.missed_appointments,
            Self::RdvPunctual => tickets.punctual,
            Self::QueueSlT => day.displays.waits.rate_within(within),
            Self::CallAns => day.calls.answer_rate(),
            Self::CallSl => day.calls.quick_rate(),
            Self::Letter15 => day.letters_of(&[Channel::Letter]).in_time_rate(),
            Self::Csat => day.satisfaction.satisfied(),
            Self::ComplDelay => day.complaints.in_time_rate(),
            Self::Fcr => day.first_contact,
            _ => return None,
        };
        (rate.den > 0).then_some(rate)
    }
}

/// Letters that came by wire.
fn mails(day: &ReceptionDay) -> LetterDay {
    day.letters_of(&[Channel::Email, Channel::Online])
}

fn quotient_of(sum: i64, count: u64, factor: f64) -> Option<Figure> {
    let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(Figure::Quotient {
        numerator_milli: sum.saturating_mul(1000),
        denominator_milli: count.saturating_mul(1000),
        factor,
    })
}
