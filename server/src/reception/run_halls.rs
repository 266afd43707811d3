use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use model::city::{OpeningCalendar, PlaceCode};
use model::live::{Change, Topic};
use model::reception::ReceptionDay;
use model::time::{At, Day};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use tokio_util::sync::CancellationToken;

use super::counter_rollups::{calendars, keep_rollups};
use super::due::Due;
use super::live_halls::LiveHalls;
use super::reception_days::{beside_tickets, reception_day};
use super::running_day::RunningDay;
use crate::live::Hub;
use crate::store::{ReceptionTouched, StoreError};

/// Commits that arrive within this time are looked at together.
const GATHER: Duration = Duration::from_millis(100);
/// Of the time, at most half goes into looking, however much is told.
const SHARE: u32 = 2;
/// After so much looking, what is told meanwhile is taken in. A hall with 10 000 tickets
/// takes half of it.
const TURN: Duration = Duration::from_millis(50);
/// How often estimates are renewed though nothing is told: they age.
const TICK: Duration = Duration::from_secs(5);
/// Days, gone by or running, that are handed on in a turn.
const DAYS_AT_ONCE: usize = 24;

/// Days of counters as they stand now.
type CounterDays = Vec<(PlaceCode, Day, Option<ReceptionDay>)>;

/// Keeps the halls true: takes in what commits tell, lets estimates age, begins anew
/// at midnight, publishes what everybody may know and hands on the days of counters.
pub async fn run_halls(
    halls: LiveHalls,
    mut touched: UnboundedReceiver<ReceptionTouched>,
    hub: Arc<Hub>,
    stop: CancellationToken,
) {
    halls.publish(&hub);
    halls.end_yesterday().await;
    let mut due = Due::default();
    let mut minute = At::default();
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            received = touched.recv() => {
                let Some(told) = received else { return };
                halls.take_in(all_told(told, &mut touched), &mut due).await;
            }
            () = halls.renewed() => halls.begin_anew(&hub).await,
            _ = tick.tick() => {
                let now = halls.now();
                if halls.read(|running| running.zone.day(now) != running.day) {
                    halls.begin_anew(&hub).await;
                    halls.end_yesterday().await;
                } else {
                    let new_minute = now.seconds().div_euclid(60) != minute.seconds().div_euclid(60);
                    halls.age(&mut due, new_minute).await;
                    minute = now;
                }
            }
            () = core::future::ready(()), if !due.is_empty() => {
                let begun = Instant::now();
                // What was told since goes before what only aged.
                if let Ok(told) = touched.try_recv() {
                    halls.take_in(all_told(told, &mut touched), &mut due).await;
                }
                halls.take_turn(&mut due, &hub).await;
                let rest = GATHER.max(begun.elapsed().saturating_mul(SHARE));
                sleep_until(begun + rest).await;
            }
        }
    }
}

/// All that was told so far, together.
fn all_told(
    mut told: ReceptionTouched,
    touched: &mut UnboundedReceiver<ReceptionTouched>,
) -> ReceptionTouched {
    while let Ok(more) = touched.try_recv() {
        told.add(more);
    }
    told
}

impl LiveHalls {
    /// Takes in what was told, and notes what it touched.
    async fn take_in(&self, told: ReceptionTouched, due: &mut Due) {
        let now = self.now();
        let today = self.read(RunningDay::day);
        let days = told.days.union(&told.told_days).cloned();
        due.gone_by(days.filter(|(_, day)| *day != today));
        let answered = told.told_days.iter().filter(|(_, day)| *day == today);
        let mut answered: BTreeSet<PlaceCode> = answered.map(|(c, _)| c.clone()).collect();
        answered.extend(told.states.iter().map(|state| state.counter.clone()));
        self.reread_all(&answered, today).await;
        let mut counters = self.write(|running| running.absorb(told, now));
        counters.extend(answered);
        due.halls(self.read(|running| running.sites_of(&counters)));
        due.days(counters);
    }

    /// Looks at some of what is due, and publishes what everybody may know of it.
    async fn take_turn(&self, due: &mut Due, hub: &Hub) {
        let (begun, now) = (Instant::now(), self.now());
        let mut looked = false;
        while begun.elapsed() < TURN
            && let Some(site) = due.next_hall().or_else(|| due.next_aged())
        {
            self.write(|running| running.look_at(&site, now));
            looked = true;
        }
        if looked {
            self.publish(hub);
        }
        let begun = Instant::now();
        let mut days = CounterDays::new();
        while begun.elapsed() < TURN
            && let Some(counter) = due.next_day()
        {
            days.extend(self.read(|running| days_of(running, [counter], now)));
        }
        self.work_out(due, &mut days).await;
        self.state().take_counter_days(days, hub);
    }

    async fn reread_all(&self, counters: &BTreeSet<PlaceCode>, today: Day) {
        for counter in counters {
            if let Err(fault) = self.reread_rest(counter, today).await {
                tracing::warn!(%fault, %counter, "answers and displays were not read anew");
            }
        }
    }

    async fn reread_rest(&self, counter: &PlaceCode, today: Day) -> Result<(), StoreError> {
        let store = self.state().store().as_ref();
        let (zone, hours) = self.read(|running| {
            let plan = running
                .plan_of(counter)
                .and_then(|plan| plan.counter(counter));
            (
                running.zone.clone(),
                plan.and_then(|plan| plan.hours.clone()),
            )
        });
        let (hours, now) = (hours.as_ref(), self.now());
        let span = (today, today);
        let mut rest = beside_tickets(store, counter, span, |_| hours, &zone, now).await?;
        self.write(|running| match rest.remove(&today) {
            Some(rest) => running.rest.insert(counter.clone(), rest),
            None => running.rest.remove(counter),
        });
        Ok(())
    }

    /// Lets time pass: estimates age, and at each minute so do the days of those who wait.
    async fn age(&self, due: &mut Due, new_minute: bool) {
        if new_minute {
            self.replan();
            // A display that says nothing is missed for longer and longer.
            let (shown, today) = self.read(|running| (running.shown_at(), running.day));
            self.reread_all(&shown, today).await;
            due.days(self.read(RunningDay::waited_at));
            due.days(shown);
            self.write_errors().await;
            if due.take_unkept() {
                self.keep_days().await;
            }
        }
        due.aged(self.read(RunningDay::sites));
    }

    /// Has the store keep again the days gone by that were told of meanwhile: pages on
    /// past weeks read them there.
    async fn keep_days(&self) {
        let (calendars, zone) = self
            .state()
            .read(|snapshot| (calendars(&snapshot.town), snapshot.town.zone().clone()));
        let store = self.state().store().as_ref();
        if let Err(fault) = keep_rollups(store, &calendars, &zone, self.now()).await {
            tracing::warn!(%fault, "days of counters were not kept worked out");
        }
    }

    /// Writes how right the announced waits were.
    async fn write_errors(&self) {
        let errors = self.write(|running| {
            let changed = core::mem::take(&mut running.announced.changed);
            let error = |counter: PlaceCode| {
                let error = running.announced.errors.get(&counter).copied()?;
                Some((counter, running.day, error))
            };
            changed.into_iter().filter_map(error).collect::<Vec<_>>()
        });
        if errors.is_empty() {
            return;
        }
        if let Err(fault) = self.state().store().put_estimator_errors(errors).await {
            tracing::warn!(%fault, "how right announced waits were was not written");
        }
    }

    /// Reads the day anew: at midnight, and after the town was.
    async fn begin_anew(&self, hub: &Hub) {
        self.write_errors().await;
        if let Err(fault) = self.reread().await {
            tracing::error!(%fault, "the running day of the halls could not be read anew");
        }
        let now = self.now();
        let days = self.read(|running| {
            let counters = running.plans.iter().flat_map(|plan| &plan.counters);
            days_of(running, counters.map(|counter| counter.code.clone()), now)
        });
        self.publish(hub);
        self.state().take_counter_days(days, hub);
    }

    /// Ends what was left open the day before, whether or not we ran at midnight.
    async fn end_yesterday(&self) {
        let yesterday = self.read(RunningDay::day).plus(-1);
        if let Err(fault) = self.close_day(yesterday).await {
            tracing::warn!(%fault, "tickets of yesterday were not ended");
        }
    }

    fn publish(&self, hub: &Hub) {
        let halls = self.read(|running| {
            let halls = running.shown.values().cloned();
            halls
                .map(|hall| (Topic::Hall(hall.site.clone()), Change::Hall(Box::new(hall))))
                .collect::<Vec<_>>()
        });
        // Pages that show a hall are not true any longer, though no note moved.
        if hub.publish_all(halls) > 0 {
            self.state().outdate();
        }
    }

    /// Works out some of the days gone by that were touched.
    async fn work_out(&self, due: &mut Due, days: &mut CounterDays) {
        let now = self.now();
        while days.len() < DAYS_AT_ONCE
            && let Some((counter, day)) = due.next_gone_by()
        {
            let (calendar, zone) = self.state().read(|snapshot| {
                let town = &snapshot.town;
                let place = town.tree().id(counter.as_str());
                let calendar =
                    place.map(|place| OpeningCalendar::of(town.tree(), town.facts(), place));
                (calendar.unwrap_or_default(), town.zone().clone())
            });
            let store = self.state().store().as_ref();
            let hours = calendar.hours(day);
            match reception_day(store, &counter, day, hours, &zone, now).await {
                Ok(known) => days.push((counter, day, known)),
                Err(fault) => tracing::warn!(%fault, %counter, %day, "a day was not worked out"),
            }
        }
    }
}

fn days_of(
    running: &RunningDay,
    counters: impl IntoIterator<Item = PlaceCode>,
    now: At,
) -> CounterDays {
    let day = |counter: PlaceCode| {
        let known = running.reception_day(&counter, now);
        (counter, running.day, known)
    };
    counters.into_iter().map(day).collect()
}
