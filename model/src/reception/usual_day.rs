use std::collections::BTreeMap;

use super::{DisclosureRules, HourOfTickets, ReceptionDay};

/// What a day is usually like at a counter: several days put together, hour by hour.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UsualDay {
    hours: BTreeMap<u8, HourOfTickets>,
    days: u32,
}

/// Share of the visitors of an hour that waits less than what is said of it.
const SAID: f64 = 80.0;
/// Hours of a quiet time.
const QUIET_HOURS: u8 = 2;

impl UsualDay {
    /// Some days put together, by the local hour in which visitors came.
    ///
    /// ```
    /// use model::reception::{DisclosureRules, HourOfTickets, ReceptionDay, UsualDay, WaitHistogram, Waits};
    /// let day = |waits: [u32; 3]| {
    ///     let mut day = ReceptionDay::default();
    ///     for (hour, minutes) in (9..).zip(waits) {
    ///         let waits = Waits { served: WaitHistogram::of([minutes * 60; 20]), ..Waits::default() };
    ///         day.tickets.hours.insert(hour, HourOfTickets { issued: 20, waits });
    ///     }
    ///     day
    /// };
    /// let usual = UsualDay::of(&[day([5, 26, 8]), day([7, 30, 8])]);
    /// let rules = DisclosureRules::default();
    /// // four in five of those who came between 9 and 10 waited at most 7 minutes
    /// assert_eq!((usual.wait_min(9, rules), usual.wait_min(12, rules)), (Some(7), None));
    /// ```
    pub fn of<'d>(days: impl IntoIterator<Item = &'d ReceptionDay>) -> Self {
        let mut usual = Self::default();
        for day in days {
            usual.days += 1;
            for (&hour, told) in &day.tickets.hours {
                let all = usual.hours.entry(hour).or_default();
                all.issued += told.issued;
                all.waits.merge(&told.waits);
            }
        }
        usual
    }

    /// How many days it rests on.
    pub const fn days(&self) -> u32 {
        self.days
    }

    /// First and last hour in which somebody came.
    pub fn hours(&self) -> Option<(u8, u8)> {
        let (first, _) = self.hours.first_key_value()?;
        let (last, _) = self.hours.last_key_value()?;
        Some((*first, *last))
    }

    /// Minutes that four in five who come in an hour wait at most; `None` where too
    /// few came to say so.
    pub fn wait_min(&self, hour: u8, rules: DisclosureRules) -> Option<u16> {
        let waits = self.hours.get(&hour)?.waits.all();
        let enough = waits.count() >= rules.answers;
        waits.percentile_min(SAID).filter(|_| enough)
    }

    /// The two hours in a row with the least wait, as `[from, to)`; `None` where no
    /// two are known or all are alike.
    pub fn quietest(&self, rules: DisclosureRules) -> Option<(u8, u8)> {
        let wait = |hour: u8| self.wait_min(hour, rules);
        let pair = |hour: u8| Some(wait(hour)? + wait(hour.checked_add(1)?)?);
        let (first, last) = self.hours()?;
        let pairs = (first..last).filter_map(|hour| Some((hour, pair(hour)?)));
        let quiet = pairs.clone().min_by_key(|(_, sum)| *sum)?;
        let busy = pairs.max_by_key(|(_, sum)| *sum)?;
        (quiet.1 < busy.1).then_some((quiet.0, quiet.0 + QUIET_HOURS))
    }
}
