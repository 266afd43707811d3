use serde::{Deserialize, Serialize};

use super::{CountTable, DisclosureRules, PublishedTable, Rate, ReceptionDay, ReceptionIndicator};

/// What everybody may know of a counter's day that is over (domain §5.4).
///
/// Each day is hidden on its own, so that what is said of it does not depend on
/// which days are asked for together; there is nothing by hour, service or desk
/// that could be subtracted from it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PublicDay {
    /// Tickets; `None` is hidden.
    pub issued: Option<u64>,
    /// Of these, served.
    pub served: Option<u64>,
    /// Of these, left before service.
    pub left: Option<u64>,
    /// Median first wait in whole minutes, who gave up included.
    pub wait_median_min: Option<u64>,
    /// Ninth decile of the same.
    pub wait_p90_min: Option<u64>,
    /// Served within the promised wait, in whole percent.
    pub in_time_percent: Option<u64>,
    /// Answers to « were you satisfied? »
    pub ratings: Option<u64>,
    /// Of these, satisfied, in whole percent.
    pub satisfied_percent: Option<u64>,
}

impl PublicDay {
    /// What may be said of a day; `within` is the promised wait in minutes.
    ///
    /// ```
    /// use model::reception::{DisclosureRules, HourOfTickets, PublicDay, ReceptionDay};
    /// let mut day = ReceptionDay::default();
    /// day.tickets.hours.insert(9, HourOfTickets { issued: 40, ..Default::default() });
    /// (day.tickets.served, day.tickets.left) = (37, 3);
    /// let public = PublicDay::of(&day, 15, DisclosureRules::default());
    /// // 3 is few; 37 of 40 would give it away
    /// assert_eq!((public.issued, public.served, public.left), (Some(40), None, None));
    /// ```
    pub fn of(day: &ReceptionDay, within: u16, rules: DisclosureRules) -> Self {
        let tickets = &day.tickets;
        let left = tickets.left_before_service();
        let served = tickets.served.min(left.den.saturating_sub(left.num));
        let other = left.den.saturating_sub(left.num).saturating_sub(served);
        let answers = day.satisfaction.count();
        let counts = hidden(&[served, left.num, other], rules);
        let cell = |column: usize| counts.cells.first()?.get(column).copied().flatten();
        let shown = |column| cell(column).map(|n| rules.told(n));
        let minutes = |indicator: ReceptionIndicator| {
            let measured = indicator.measure(day, within)?;
            whole(rules.value(measured)?)
        };
        let total = counts.row_totals.first().copied().flatten();
        Self {
            issued: total.map(|n| rules.told(n)),
            served: shown(0),
            left: shown(1),
            wait_median_min: minutes(ReceptionIndicator::WaitMed),
            wait_p90_min: minutes(ReceptionIndicator::WaitP90),
            in_time_percent: percent(tickets.service_level(within), rules),
            ratings: Some(rules.told(answers)).filter(|_| answers == 0 || answers >= rules.count),
            satisfied_percent: percent(day.satisfaction.satisfied(), rules),
        }
    }
}

fn hidden(counts: &[u64], rules: DisclosureRules) -> PublishedTable {
    match CountTable::new(vec![counts.to_vec()]) {
        Ok(table) => table.suppress(rules.count),
        // A row is never ragged; were it, nothing would be shown.
        Err(_) => PublishedTable {
            cells: Vec::new(),
            row_totals: Vec::new(),
            column_totals: Vec::new(),
            total: None,
        },
    }
}

/// A share in whole percent, where neither those that count nor the others are
/// so few that the share would tell their number.
fn percent(rate: Rate, rules: DisclosureRules) -> Option<u64> {
    let many = |n: u64| n == 0 || n >= rules.count;
    let both = many(rate.num) && many(rate.den.saturating_sub(rate.num));
    whole(100.0 * rules.share(rate).filter(|_| both)?)
}

/// A number rounded up: a wait of seven and a half minutes is not one of seven.
fn whole(value: f64) -> Option<u64> {
    let text = format!("{:.0}", (value - 1e-9).ceil().max(0.0));
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reception::HourOfTickets;

    fn day(waits_min: &[u32], left: u64) -> ReceptionDay {
        let mut day = ReceptionDay::default();
        let mut hour = HourOfTickets::default();
        for wait in waits_min {
            hour.waits.served.add(wait * 60);
            day.tickets.committed.served.add(wait * 60);
            day.tickets.served += 1;
            hour.issued += 1;
        }
        hour.issued += left;
        day.tickets.left = left;
        day.tickets.hours.insert(9, hour);
        day
    }

    fn public(day: &ReceptionDay) -> PublicDay {
        PublicDay::of(day, 15, DisclosureRules::default())
    }

    #[test]
    fn a_busy_day_is_shown() {
        let waits: Vec<u32> = (1..=20).collect();
        let shown = public(&day(&waits, 6));
        assert_eq!(
            (shown.issued, shown.served, shown.left),
            (Some(25), Some(20), Some(5))
        );
        assert_eq!(
            (shown.wait_median_min, shown.wait_p90_min),
            (Some(11), Some(18))
        );
        assert_eq!(shown.in_time_percent, Some(75));
    }

    #[test]
    fn a_quiet_day_tells_nothing_of_anybody() {
        let shown = public(&day(&[2, 3, 40], 0));
        assert_eq!((shown.issued, shown.served), (None, None));
        assert_eq!((shown.wait_p90_min, shown.in_time_percent), (None, None));
    }

    #[test]
    fn a_share_does_not_tell_of_the_few_beside_it() {
        // 2 of 40 waited longer
        let waits: Vec<u32> = (0..40).map(|n| if n < 2 { 30 } else { 5 }).collect();
        let shown = public(&day(&waits, 0));
        assert_eq!((shown.issued, shown.in_time_percent), (Some(40), None));
    }
}
