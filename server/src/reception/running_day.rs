use std::collections::{BTreeMap, BTreeSet};

use model::city::PlaceCode;
use model::reception::{
    EstimatorError, Hall, HallDay, HallPlan, HallRules, PublicWait, QueueLook, ReceptionDay,
    ticket_days,
};
use model::time::{At, Day, Zone};

use super::announced::Announced;
use crate::store::ReceptionTouched;

/// The running day of all halls of a town.
#[derive(Debug, Clone)]
pub struct RunningDay {
    pub(super) zone: Zone,
    pub(super) day: Day,
    pub(super) plans: Vec<HallPlan>,
    pub(super) tickets: HallDay,
    /// What the day of a counter holds beside its tickets.
    pub(super) rest: BTreeMap<PlaceCode, ReceptionDay>,
    pub(super) announced: Announced,
    pub(super) shown: BTreeMap<PlaceCode, Hall>,
    pub(super) rules: HallRules,
}

impl RunningDay {
    /// The zone of the town.
    pub const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Which day.
    pub const fn day(&self) -> Day {
        self.day
    }

    /// Its tickets and displays.
    pub const fn tickets(&self) -> &HallDay {
        &self.tickets
    }

    /// How it is looked at.
    pub const fn rules(&self) -> HallRules {
        self.rules
    }

    /// The halls as they are declared.
    pub fn plans(&self) -> &[HallPlan] {
        &self.plans
    }

    /// The hall of a building.
    pub fn plan(&self, site: &str) -> Option<&HallPlan> {
        self.plans.iter().find(|plan| plan.site.as_str() == site)
    }

    /// The hall that a counter is in.
    pub fn plan_of(&self, counter: &PlaceCode) -> Option<&HallPlan> {
        self.plans
            .iter()
            .find(|plan| plan.counter(counter).is_some())
    }

    /// A hall as everybody may know it, as it was looked at last.
    pub fn hall(&self, site: &str) -> Option<&Hall> {
        let plan = self.plan(site)?;
        self.shown.get(&plan.site)
    }

    /// The queues of a counter, for those who work there.
    pub fn queues(&self, counter: &PlaceCode, now: At) -> Vec<QueueLook> {
        let plan = self.plan_of(counter).and_then(|plan| plan.counter(counter));
        plan.map(|plan| QueueLook::all(plan, &self.tickets, now, &self.zone, self.rules))
            .unwrap_or_default()
    }

    /// How right the waits were that were announced at a counter today.
    pub fn estimator_error(&self, counter: &PlaceCode) -> EstimatorError {
        let known = self.announced.errors.get(counter);
        known.copied().unwrap_or_default()
    }

    /// All that is known of the day of a counter; `None` where nothing was told.
    pub fn reception_day(&self, counter: &PlaceCode, now: At) -> Option<ReceptionDay> {
        let hours = self
            .plan_of(counter)
            .and_then(|plan| plan.counter(counter)?.hours.as_ref());
        let tickets = self.tickets.tickets_at(counter);
        let queues = ticket_days(tickets, self.rules.tickets, &self.zone, now, |_| hours);
        let mut all: Option<ReceptionDay> = self.rest.get(counter).cloned();
        for (queue, tickets) in queues {
            if queue.counter == *counter && queue.day == self.day {
                all.get_or_insert_default().tickets.merge(&tickets);
            }
        }
        all
    }

    /// Takes in what commits changed; gives the counters whose day changed.
    pub(super) fn absorb(&mut self, touched: ReceptionTouched, now: At) -> BTreeSet<PlaceCode> {
        for told in touched.tickets {
            match told.ticket.filter(|_| told.days.contains(&self.day)) {
                Some(ticket) => {
                    let plan = self
                        .plans
                        .iter()
                        .find(|p| p.counter(&ticket.counter).is_some());
                    let shown = plan.and_then(|plan| self.shown.get(&plan.site));
                    let queue = shown.and_then(|s| s.queue(&ticket.counter, &ticket.service));
                    let minutes = queue.and_then(|queue| match queue.wait {
                        PublicWait::Known { minutes, .. } => Some(minutes),
                        _ => None,
                    });
                    let before = self.tickets.get(&ticket.ticket);
                    self.announced
                        .note(before, &ticket, minutes, plan, &self.zone, now);
                    self.tickets.put(ticket);
                }
                None => self.tickets.remove(&told.code),
            }
        }
        touched
            .states
            .into_iter()
            .for_each(|state| self.show(state));
        let today = touched.days.into_iter().filter(|(_, day)| *day == self.day);
        today.map(|(counter, _)| counter).collect()
    }

    pub(super) fn show(&mut self, state: model::reception::QueueState) {
        if self.zone.day(state.received_at) == self.day {
            self.tickets.show(state);
        }
    }

    /// The sites of all halls.
    pub(super) fn sites(&self) -> Vec<PlaceCode> {
        self.plans.iter().map(|plan| plan.site.clone()).collect()
    }

    /// The sites of some counters.
    pub(super) fn sites_of(&self, counters: &BTreeSet<PlaceCode>) -> Vec<PlaceCode> {
        let is_touched = |plan: &&HallPlan| counters.iter().any(|c| plan.counter(c).is_some());
        let plans = self.plans.iter().filter(is_touched);
        plans.map(|plan| plan.site.clone()).collect()
    }

    /// Looks at one hall.
    pub(super) fn look_at(&mut self, site: &PlaceCode, now: At) {
        if let Some(plan) = self.plans.iter().find(|plan| plan.site == *site) {
            let hall = Hall::of(plan, &self.tickets, now, &self.zone, self.rules);
            self.shown.insert(plan.site.clone(), hall);
        }
    }

    /// Looks at every hall.
    pub(super) fn look(&mut self, now: At) {
        let halls = self.plans.iter().map(|plan| {
            let hall = Hall::of(plan, &self.tickets, now, &self.zone, self.rules);
            (plan.site.clone(), hall)
        });
        self.shown = halls.collect();
    }

    /// The counters of which displays tell.
    pub(super) fn shown_at(&self) -> BTreeSet<PlaceCode> {
        let shown = self.rest.iter().filter(|(_, day)| {
            let displays = &day.displays;
            displays.known + displays.unknown + displays.closed > 0
        });
        shown.map(|(counter, _)| counter.clone()).collect()
    }

    /// The counters at which somebody waits: their day changes as time goes by.
    pub(super) fn waited_at(&self) -> BTreeSet<PlaceCode> {
        let waits = |counter: &PlaceCode| {
            let mut tickets = self.tickets.tickets_at(counter);
            tickets.any(|ticket| ticket.waiting_s(ticket.since).is_some())
        };
        let counters = self.plans.iter().flat_map(|plan| &plan.counters);
        counters.map(|c| c.code.clone()).filter(waits).collect()
    }
}
