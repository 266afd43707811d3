use serde::{Deserialize, Serialize};

use super::{Channel, Rate, ReceptionDay, WholeCounts};

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
    pub const ALL: [Self; 19] = [
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
        let tickets = &day.tickets;
        match self {
            Self::WaitMed => {
                let waits = tickets.waits().all();
                number(waits.median_min(), waits.count())
            }
            Self::WaitP90 => {
                let waits = tickets.waits().all();
                number(waits.percentile_min(90.0).map(f64::from), waits.count())
            }
            Self::SlT => share(tickets.service_level(within), 100.0),
            Self::Left => share(tickets.left_before_service(), 100.0),
            Self::NoshowRdv => share(tickets.missed_appointments, 100.0),
            Self::RdvPunctual => share(tickets.punctual, 100.0),
            Self::ServT => number(tickets.services.median_min(), tickets.services.count()),
            Self::Occ => share(
                Rate::new(tickets.services.total_s(), day.desks_open_s),
                100.0,
            )
            .map(|occupation| Measured {
                n: tickets.services.count(),
                rate: None,
                ..occupation
            }),
            Self::CallAns => share(day.calls.answer_rate(), 100.0),
            Self::CallSl => share(day.calls.quick_rate(), 100.0),
            Self::MailDelay => {
                let mails = day.letters_of(&[Channel::Email, Channel::Online]).delays;
                number(mails.percentile(90.0).map(f64::from), mails.count())
            }
            Self::Letter15 => share(day.letters_of(&[Channel::Letter]).in_time_rate(), 100.0),
            Self::Csat => share(day.satisfaction.satisfied(), 100.0),
            Self::Nps => number(
                day.recommendation.net_promoter_score(),
                day.recommendation.count(),
            ),
            Self::Ces => {
                let (value, n) = day.effort.mean(5)?;
                number(Some(value), n)
            }
            Self::Compl => {
                let visits = Rate::new(day.complaints.received, tickets.issued());
                let per_thousand = share(visits, 1_000.0)?;
                // One visitor may complain twice: no share, and no interval.
                Some(Measured {
                    rate: None,
                    ..per_thousand
                })
            }
            Self::ComplDelay => share(day.complaints.in_time_rate(), 100.0),
            Self::Fcr => share(day.first_contact, 100.0),
            Self::RdvLead => number(day.leads.median(), WholeCounts::count(&day.leads)),
        }
    }
}

fn number(value: Option<f64>, n: u64) -> Option<Measured> {
    value.map(|value| Measured {
        value,
        n,
        rate: None,
    })
}

fn share(rate: Rate, times: f64) -> Option<Measured> {
    rate.share().map(|share| Measured {
        value: times * share,
        n: rate.den,
        rate: Some(rate),
    })
}
