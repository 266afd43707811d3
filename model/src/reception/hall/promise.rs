use serde::{Deserialize, Serialize};

use super::{HallDay, HallPlan, HallRules};
use crate::reception::{Rate, ticket_days};
use crate::score::Level;
use crate::time::{At, Zone};

/// The day of a site so far against what is promised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct HallPromise {
    /// The promised wait in minutes.
    pub within_min: u16,
    /// Share served within it so far, in whole percent, rounded down; `None` where too
    /// few came to tell one.
    pub percent: Option<u32>,
    /// The share that is promised, where there is an objective.
    pub promised: Option<u32>,
    /// The share against the promise; `None` where one of them is not known.
    pub level: Option<Level>,
}

/// Of the promise: less than that is no longer something to watch but a gap (domain §3.2).
const WATCHED: f64 = 0.8;

impl HallPromise {
    /// `None` where there is neither a share to tell nor a promise.
    pub(super) fn of(
        plan: &HallPlan,
        day: &HallDay,
        now: At,
        zone: &Zone,
        rules: HallRules,
    ) -> Option<Self> {
        let mut served = Rate::default();
        let today = zone.day(now);
        for counter in &plan.counters {
            let tickets = day.tickets_at(&counter.code);
            let days = ticket_days(tickets, rules.tickets, zone, now, |_| {
                counter.hours.as_ref()
            });
            for (queue, tickets) in days {
                if queue.counter == counter.code && queue.day == today {
                    served = served.merge(tickets.service_level(rules.promised_min));
                }
            }
        }
        let share = served.percent().filter(|_| served.den >= rules.promise_n);
        let promised = plan.promised_percent;
        let level = share.zip(promised).map(|(share, promised)| {
            if share >= promised {
                Level::Ok
            } else if share >= promised * WATCHED {
                Level::Watch
            } else {
                Level::Gap
            }
        });
        (share.is_some() || promised.is_some()).then(|| Self {
            within_min: rules.promised_min,
            percent: share.map(whole),
            promised: promised.map(whole),
            level,
        })
    }
}

#[expect(clippy::as_conversions, reason = "a share of 0 to 100")]
fn whole(percent: f64) -> u32 {
    percent.clamp(0.0, 100.0).floor() as u32
}
