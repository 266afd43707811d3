use serde::{Deserialize, Serialize};

use super::open_desks::{OpenDesk, open_desks};
use super::{CounterPlan, HallDay, HallRules};
use crate::city::ServiceCode;
use crate::reception::{
    Desks, EstimateRules, NoEstimate, NoQueueData, OpeningClock, QueueSnapshot, Ticket,
    TicketState, WaitEstimate, estimate_wait,
};
use crate::time::{At, Zone};

/// All that is known of one queue now; for those who work there.
#[derive(Debug, Clone, PartialEq)]
pub struct QueueLook {
    /// What is queued for.
    pub service: ServiceCode,
    /// Its name.
    pub name: String,
    /// People waiting, where that is known.
    pub waiting: Option<u32>,
    /// How long the first of them has waited, in seconds.
    pub longest_s: Option<u32>,
    /// Desks open that serve it.
    pub desks_open: u32,
    /// Desks that may serve it.
    pub desks: u32,
    /// How long somebody who comes now waits.
    pub wait: Result<WaitEstimate, NoWait>,
    /// The latest that was told of it.
    pub data_at: Option<At>,
}

/// Why no wait is announced. Never 0 minutes instead.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum NoWait {
    /// The tickets do not give one.
    #[error(transparent)]
    Estimate(#[from] NoEstimate),
    /// The display cannot be believed.
    #[error(transparent)]
    Display(#[from] NoQueueData),
    /// Nothing was told today.
    #[error("nothing was told today")]
    Silent,
    /// The opening hours are not declared.
    #[error("the opening hours are not declared")]
    NoHours,
}

impl QueueLook {
    /// The queues of a counter: of what it is declared to serve, then of what people
    /// queue for all the same.
    pub fn all(
        counter: &CounterPlan,
        day: &HallDay,
        now: At,
        zone: &Zone,
        rules: HallRules,
    ) -> Vec<Self> {
        let looked = Looked::at(counter, day, now, zone, rules);
        let queues = looked.services().into_iter();
        queues
            .map(|(service, name)| looked.queue(service, name))
            .collect()
    }
}

impl QueueLook {
    /// The queue of a service as it is for somebody who stands in it, when so many are
    /// served before, whatever they wait for.
    pub fn behind(
        counter: &CounterPlan,
        day: &HallDay,
        now: At,
        zone: &Zone,
        rules: HallRules,
        (service, ahead): (&ServiceCode, u32),
    ) -> Self {
        let mut looked = Looked::at(counter, day, now, zone, rules);
        looked.ahead = Some(ahead);
        let known = counter.service(service);
        let name = known.map_or_else(|| service.to_string(), |known| known.name.clone());
        looked.queue(service.clone(), name)
    }
}

/// A counter that is looked at.
struct Looked<'a> {
    counter: &'a CounterPlan,
    day: &'a HallDay,
    now: At,
    clock: Option<OpeningClock<'a>>,
    rules: HallRules,
    tickets: Vec<&'a Ticket>,
    desks: Vec<OpenDesk>,
    /// How many are served before, whatever they wait for; all where nothing is said.
    ahead: Option<u32>,
}

impl<'a> Looked<'a> {
    fn at(
        counter: &'a CounterPlan,
        day: &'a HallDay,
        now: At,
        zone: &'a Zone,
        rules: HallRules,
    ) -> Self {
        let hours = counter.hours.as_ref();
        let clock = hours.map(|hours| OpeningClock::new(hours, zone));
        Self {
            tickets: day.tickets_at(&counter.code).collect(),
            desks: open_desks(counter, day, now, clock.as_ref(), rules),
            counter,
            day,
            now,
            clock,
            rules,
            ahead: None,
        }
    }

    fn services(&self) -> Vec<(ServiceCode, String)> {
        let declared = self.counter.services.iter();
        let mut all: Vec<_> = declared.map(|s| (s.code.clone(), s.name.clone())).collect();
        let waiting = self
            .tickets
            .iter()
            .filter_map(|ticket| waits_for(ticket, self.counter));
        let shown = self
            .day
            .displays_at(&self.counter.code)
            .map(|(service, _)| service);
        for service in waiting.chain(shown) {
            if !all.iter().any(|(known, _)| known == service) {
                let known = self.counter.service(service);
                let name = known.map_or_else(|| service.to_string(), |known| known.name.clone());
                all.push((service.clone(), name));
            }
        }
        all
    }

    fn queue(&self, service: ServiceCode, name: String) -> QueueLook {
        let may = self
            .counter
            .desks
            .iter()
            .filter(|desk| desk.serves(&service));
        let mut look = QueueLook {
            name,
            waiting: None,
            longest_s: None,
            desks_open: 0,
            desks: count(may.count()),
            wait: Err(NoWait::Silent),
            data_at: None,
            service,
        };
        if self.tickets.is_empty() {
            self.take_display(&mut look);
        } else {
            self.take_tickets(&mut look);
        }
        look
    }

    fn take_display(&self, look: &mut QueueLook) {
        let display = self.day.display(&self.counter.code, &look.service);
        look.data_at = display.and_then(|display| display.received_at);
        let clock = self.clock.as_ref();
        let feed = display.map(|display| &display.feed);
        let read = feed.map(|feed| feed.read(self.now, clock, self.rules.feed));
        look.wait = match read {
            Some(Ok(state)) => {
                look.waiting = Some(state.waiting);
                look.desks_open = state.open_desks;
                let mut rules = self.rules.estimate;
                if let Some(usual_s) = state.service_s {
                    rules.usual_service_min = f64::from(usual_s) / 60.0;
                }
                self.estimate(&QueueSnapshot::of_display(state), rules)
            }
            Some(Err(fault)) => Err(fault.into()),
            None => Err(self.closed().unwrap_or(NoWait::Silent)),
        };
    }

    fn take_tickets(&self, look: &mut QueueLook) {
        let service = &look.service;
        let waiting = |of: &ServiceCode| {
            let here = self.tickets.iter();
            count(
                here.filter(|t| waits_for(t, self.counter) == Some(of))
                    .count(),
            )
        };
        let ahead = waiting(service);
        let longest = self.tickets.iter();
        look.longest_s = longest
            .filter(|t| waits_for(t, self.counter) == Some(service))
            .filter_map(|t| t.waiting_s(self.now))
            .max();
        look.waiting = Some(ahead);
        look.data_at = self.tickets.iter().map(|t| t.since).max();
        let open = self.desks.iter().filter(|desk| desk.serves(service));
        look.desks_open = count(open.clone().count());
        let Some(clock) = &self.clock else {
            look.wait = Err(NoWait::NoHours);
            return;
        };
        let desks = Desks {
            open: look.desks_open,
            shares: f64::from(look.desks_open),
        };
        let snapshot = |service: &ServiceCode| {
            QueueSnapshot::of(
                self.tickets.iter().copied(),
                (&self.counter.code, service),
                desks,
                self.now,
                clock,
                self.rules.estimate,
            )
        };
        // A desk serves its queues in the order in which people came: they are one
        // queue as far as they have the same desks.
        let mut joint = snapshot(service);
        let mut ahead = f64::from(joint.waiting);
        let mut started = f64::from(joint.started);
        for (other, _) in self.services().iter().filter(|(other, _)| other != service) {
            let theirs = self.desks.iter().filter(|desk| desk.serves(other));
            let all = count(theirs.clone().count());
            let shared = count(theirs.filter(|desk| desk.serves(service)).count());
            if shared == 0 {
                continue;
            }
            let part = f64::from(shared) / f64::from(all);
            let theirs = snapshot(other);
            ahead += part * f64::from(theirs.waiting);
            started += part * f64::from(theirs.started);
            joint.service_min += theirs.service_min;
            joint.services += theirs.services;
            let heads = joint.head_min.into_iter().chain(theirs.head_min);
            joint.head_min = heads.reduce(f64::max);
        }
        joint.waiting = self.ahead.unwrap_or_else(|| rounded(ahead));
        joint.started = rounded(started);
        joint.free = open.clone().any(|desk| !desk.busy);
        look.wait = self.estimate(&joint, self.rules.estimate);
    }

    fn estimate(
        &self,
        snapshot: &QueueSnapshot,
        rules: EstimateRules,
    ) -> Result<WaitEstimate, NoWait> {
        let clock = self.clock.as_ref().ok_or(NoWait::NoHours)?;
        Ok(estimate_wait(snapshot, rules, self.now, clock)?)
    }

    fn closed(&self) -> Option<NoWait> {
        let clock = self
            .clock
            .as_ref()
            .filter(|clock| !clock.is_open(self.now))?;
        let opens_at = clock.open_from(self.now);
        Some(NoEstimate::Closed { opens_at }.into())
    }
}

/// What somebody waits for at a counter.
fn waits_for<'t>(ticket: &'t Ticket, counter: &CounterPlan) -> Option<&'t ServiceCode> {
    let segment = ticket.segment().filter(|s| s.counter == counter.code)?;
    (ticket.state == TicketState::Waiting).then_some(&segment.service)
}

#[expect(
    clippy::as_conversions,
    reason = "people of a day; a float has no TryInto, and saturates"
)]
fn rounded(people: f64) -> u32 {
    people.round() as u32
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
