use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use model::reception::{CounterPlan, Hall, HallDay, HallPlan, HallRules, Ticket};
use model::time::{At, Day, Zone};
use tokio::sync::Notify;

use super::announced::Announced;
use super::hall_plans::hall_plans;
use super::reception_days::beside_tickets;
use super::running_day::RunningDay;
use crate::state::State;
use crate::store::{ReceptionTouched, Store, StoreError, TouchedTicket};

/// The running day of every hall, shared.
#[derive(Clone)]
pub struct LiveHalls {
    state: State,
    running: Arc<RwLock<RunningDay>>,
    /// Rung when the town was read anew.
    changed: Arc<Notify>,
}

impl LiveHalls {
    /// Reads the running day from the store. Listen to [`Store::touched_reception`]
    /// before, so that nothing falls in between.
    ///
    /// [`Store::touched_reception`]: crate::store::ReceptionStore::touched_reception
    ///
    /// # Errors
    /// What the store reports.
    pub async fn load(state: &State) -> Result<Self, StoreError> {
        let running = read(state).await?;
        Ok(Self {
            state: state.clone(),
            running: Arc::new(RwLock::new(running)),
            changed: Arc::default(),
        })
    }

    /// Looks at the running day. Short: it holds back what commits tell.
    pub fn read<T>(&self, look: impl FnOnce(&RunningDay) -> T) -> T {
        look(&self.running.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// A hall as everybody may know it.
    pub fn hall(&self, site: &str) -> Option<Hall> {
        self.read(|running| running.hall(site).cloned())
    }

    /// The clock of the town.
    pub fn now(&self) -> At {
        self.state.clock().now()
    }

    /// The town that the halls are in.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// A ticket as it stands after a commit of ours, before the commit is heard of: who
    /// pressed sees at once what came of it.
    pub(super) fn knows(&self, ticket: Ticket) {
        let now = self.now();
        self.write(|running| {
            let told = ReceptionTouched {
                tickets: vec![TouchedTicket {
                    code: ticket.ticket.clone(),
                    days: [running.day].into(),
                    ticket: Some(ticket),
                }],
                ..ReceptionTouched::default()
            };
            running.absorb(told, now);
        });
    }

    /// Reads everything anew soon, after an import or a restore.
    pub fn renew(&self) {
        self.changed.notify_one();
    }

    pub(super) async fn renewed(&self) {
        self.changed.notified().await;
    }

    pub(super) fn write<T>(&self, change: impl FnOnce(&mut RunningDay) -> T) -> T {
        change(&mut self.running.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the day anew; what it was stays where the store does not answer.
    pub(super) async fn reread(&self) -> Result<(), StoreError> {
        let fresh = read(&self.state).await?;
        self.write(|running| {
            let announced = core::mem::take(&mut running.announced);
            let same_day = running.day == fresh.day;
            *running = fresh;
            if same_day {
                running.announced = announced;
            }
        });
        Ok(())
    }

    /// Puts the counters, desks and hours that are declared now in place of those before.
    pub(super) fn replan(&self) {
        let day = self.read(RunningDay::day);
        let plans = self.state.read(|snapshot| hall_plans(&snapshot.town, day));
        self.write(|running| running.plans = plans);
    }
}

async fn read(state: &State) -> Result<RunningDay, StoreError> {
    let now = state.clock().now();
    let (zone, day, plans): (Zone, Day, Vec<HallPlan>) = state.read(|snapshot| {
        let zone = snapshot.town.zone().clone();
        let day = zone.day(now);
        let plans = hall_plans(&snapshot.town, day);
        (zone, day, plans)
    });
    let store = state.store().as_ref();
    let mut running = RunningDay {
        tickets: HallDay::default(),
        rest: BTreeMap::new(),
        announced: Announced::default(),
        shown: BTreeMap::new(),
        rules: HallRules::default(),
        zone,
        day,
        plans,
    };
    let plans = running.plans.clone();
    for counter in plans.iter().flat_map(|plan| &plan.counters) {
        fill(&mut running, store, counter, now).await?;
    }
    running.look(now);
    Ok(running)
}

async fn fill(
    running: &mut RunningDay,
    store: &dyn Store,
    plan: &CounterPlan,
    now: At,
) -> Result<(), StoreError> {
    let (counter, hours) = (&plan.code, plan.hours.as_ref());
    let day = running.day;
    for ticket in store.tickets(counter.clone(), day, day).await? {
        running.tickets.put(ticket);
    }
    let (from, to) = (
        running.zone.start_of_day(day),
        running.zone.start_of_day(day.plus(1)),
    );
    for state in store.queue_states(counter.clone(), from, to).await? {
        running.show(state);
    }
    let rest = beside_tickets(store, counter, (day, day), |_| hours, &running.zone, now).await?;
    let rest = rest.into_values().map(|rest| (counter.clone(), rest));
    running.rest.extend(rest);
    for (_, error) in store.estimator_errors(counter.clone(), day, day).await? {
        running.announced.errors.insert(counter.clone(), error);
    }
    Ok(())
}
