//! What goes on at the counters of a building today, and what everybody may know of it.

mod call;
mod call_order;
mod day;
mod open_desks;
mod plan;
mod promise;
mod public_wait;
mod queue_look;
mod rules;

use serde::{Deserialize, Serialize};

pub use call::HallCall;
pub use call_order::call_order;
pub use day::HallDay;
pub use plan::{CounterPlan, DeskPlan, HallPlan, ServicePlan};
pub use promise::HallPromise;
pub use public_wait::{PublicWait, WaitUnknown};
pub use queue_look::{NoWait, QueueLook};
pub use rules::HallRules;

use crate::city::{PlaceCode, ServiceCode};
use crate::time::{At, Zone};

/// What everybody may know of the counters of a site at an instant: nothing below
/// the counter but the label of the desk that calls, nothing of any agent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hall {
    /// The building.
    pub site: PlaceCode,
    /// Its name.
    pub name: String,
    /// The minute it was looked at: while it moves on, the server is there.
    pub at: At,
    /// Its counters, in their order.
    pub counters: Vec<HallCounter>,
    /// Who was called, latest first: everybody of the last minute, and some before.
    pub calls: Vec<HallCall>,
    /// The day against the promise; `None` where neither is known.
    pub promise: Option<HallPromise>,
}

/// A counter as everybody may know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HallCounter {
    /// Which.
    pub code: PlaceCode,
    /// Its name.
    pub name: String,
    /// Its queues, in the order of its services.
    pub queues: Vec<HallQueue>,
}

/// A queue as everybody may know it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HallQueue {
    /// What is queued for.
    pub service: ServiceCode,
    /// Its name.
    pub name: String,
    /// People waiting, where that is known.
    pub waiting: Option<u32>,
    /// How long somebody who comes now waits.
    pub wait: PublicWait,
    /// The latest that was told of the queue.
    pub data_at: Option<At>,
}

impl Hall {
    /// How a site looks at an instant.
    pub fn of(plan: &HallPlan, day: &HallDay, now: At, zone: &Zone, rules: HallRules) -> Self {
        let counters = plan.counters.iter().map(|counter| HallCounter {
            code: counter.code.clone(),
            name: counter.name.clone(),
            queues: QueueLook::all(counter, day, now, zone, rules)
                .into_iter()
                .map(HallQueue::of)
                .collect(),
        });
        Self {
            site: plan.site.clone(),
            name: plan.name.clone(),
            at: At::from_seconds(now.seconds() - now.seconds().rem_euclid(60)),
            counters: counters.collect(),
            calls: HallCall::recent(plan, day, now, rules),
            promise: HallPromise::of(plan, day, now, zone, rules),
        }
    }

    /// The queue of a service at a counter.
    pub fn queue(&self, counter: &PlaceCode, service: &ServiceCode) -> Option<&HallQueue> {
        let counter = self.counters.iter().find(|c| c.code == *counter)?;
        counter.queues.iter().find(|q| q.service == *service)
    }
}

impl HallQueue {
    fn of(look: QueueLook) -> Self {
        Self {
            wait: PublicWait::of(&look),
            waiting: look.waiting,
            data_at: look.data_at,
            service: look.service,
            name: look.name,
        }
    }
}

#[cfg(test)]
mod tests;
