use core::time::Duration;

use model::reception::TicketEvent;
use model::time::{At, Day};
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::front::HALLS;
use super::mail::SETTLED_AFTER;
use super::{Reception, ToldDay};
use crate::clock::SharedClock;
use crate::demo::Town;
use crate::ingest::reception::Records;
use crate::ingest::take_in;
use crate::store::{DayCount, Rating, Store, StoreError};

/// Tells what happens at the counters as the clock passes it, through the gate
/// that every feed goes through.
///
/// A day is the same whenever it is asked for, so after a restart the day goes on
/// where it was: what was told already changes nothing.
#[derive(Debug)]
pub struct ReceptionFeed {
    reception: Reception,
    /// Everything up to here was told.
    told_until: At,
    /// Days at hand, with their buildings: those that something is still to be told of.
    days: Vec<(Day, ToldDay)>,
    /// Counts were told until there.
    counted_until: At,
}

/// What is due together.
#[derive(Debug, Default)]
pub(super) struct Due {
    pub(super) events: Vec<TicketEvent>,
    pub(super) ratings: Vec<Rating>,
    pub(super) counts: Vec<DayCount>,
}

/// How often the clock is read.
const TICK: Duration = Duration::from_millis(500);
/// Seconds between two tellings of counts.
const COUNTS_EVERY_S: i64 = 300;
/// The furthest that is looked back for the last ticket, in days.
const LOOK_BACK: i32 = 400;

impl ReceptionFeed {
    /// Goes on from the last day of which the store has tickets.
    ///
    /// # Errors
    /// Whatever the store answers.
    pub async fn resume(town: &Town, store: &dyn Store, now: At) -> Result<Self, StoreError> {
        let reception = town.reception().clone();
        let today = reception.0.zone.day(now);
        let mut last = today.plus(-LOOK_BACK).max(reception.first_day());
        if let Some(counter) = reception.0.names.counter(0) {
            let mut day = today;
            while day > last {
                if !store.tickets(counter.clone(), day, day).await?.is_empty() {
                    last = day;
                }
                day = day.plus(-1);
            }
        }
        // The evening before: what happened on the last day is told again whole.
        let from = reception.0.zone.start_of_day(last);
        Ok(Self::after(reception, from))
    }

    pub(super) fn after(reception: Reception, from: At) -> Self {
        Self {
            reception,
            told_until: from,
            days: Vec::new(),
            counted_until: from,
        }
    }

    /// What happened since the last call until `now`, at most one day of it.
    /// `None` when there is nothing more to tell.
    pub(super) fn due(&mut self, now: At) -> Option<Due> {
        let of = self.reception.clone();
        let day = of.0.zone.day(self.told_until.plus_millis(1));
        let until = now.min(of.0.zone.start_of_day(day.plus(1)));
        if until <= self.told_until {
            return None;
        }
        self.look_ahead(day);
        let mut due = Due::default();
        let since = self.told_until;
        let is_due = |at: At| since < at && at <= until;
        for (_, told) in &self.days {
            due.events
                .extend(told.events.iter().filter(|e| is_due(e.at)).cloned());
            due.ratings
                .extend(told.ratings.iter().filter(|r| is_due(r.at)).cloned());
        }
        due.events.sort_by_key(|event| event.at);
        let is_over = until < now;
        if until.seconds_since(self.counted_until) >= COUNTS_EVERY_S || is_over {
            due.counts = self.counts(day, until);
            self.counted_until = until;
        }
        self.told_until = until;
        Some(due)
    }

    /// Brings the days to mind of which something may be told on `today`.
    fn look_ahead(&mut self, today: Day) {
        if self.days.first().is_some_and(|(first, _)| *first == today) {
            return;
        }
        self.days.retain(|(day, _)| *day >= today);
        let next = self.days.last().map_or(today, |(last, _)| last.plus(1));
        let last = Reception::last_day(today);
        for day in (next.number()..=last.number()).map(Day::from_number) {
            let halls = (0..HALLS.len()).map(|hall| (day, self.reception.day(hall, day)));
            self.days.extend(halls);
        }
    }

    /// Counts of the day so far; in the morning also what of the post of the last
    /// weeks was answered since.
    fn counts(&self, today: Day, until: At) -> Vec<DayCount> {
        let of = &self.reception;
        let here = self.days.iter().filter(|(day, _)| *day == today);
        let mut all: Vec<DayCount> = here
            .flat_map(|(day, told)| of.counts(told, *day, until))
            .collect();
        let is_new_day = of.0.zone.day(self.counted_until) < today || self.days.is_empty();
        if is_new_day {
            for day in (1..=SETTLED_AFTER).map(|ago| today.plus(-ago)) {
                for front in 0..super::FRONTS.len() {
                    let Some(counter) = of.0.names.counter(front) else {
                        continue;
                    };
                    all.extend(
                        of.post(front, day, until)
                            .into_iter()
                            .map(|counted| DayCount {
                                counter: counter.clone(),
                                day,
                                counted,
                            }),
                    );
                }
            }
        }
        all
    }

    /// Tells what is due, tick by tick, until told to stop. What the store did not
    /// take is told again.
    pub async fn run(
        mut self,
        clock: SharedClock,
        store: std::sync::Arc<dyn Store>,
        stop: CancellationToken,
    ) {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            loop {
                let before = (self.told_until, self.counted_until);
                let Some(due) = self.due(clock.now()) else {
                    break;
                };
                if let Err(fault) = tell(store.as_ref(), due, clock.now()).await {
                    tracing::warn!(%fault, "counters of the demo town");
                    (self.told_until, self.counted_until) = before;
                    break;
                }
                if stop.is_cancelled() {
                    return;
                }
            }
        }
    }
}

async fn tell(store: &dyn Store, due: Due, now: At) -> Result<(), StoreError> {
    if !due.events.is_empty() {
        take_in(store, records(due.events), now).await?;
    }
    if !due.ratings.is_empty() {
        take_in(store, records(due.ratings), now).await?;
    }
    if !due.counts.is_empty() {
        take_in(store, records(due.counts), now).await?;
    }
    Ok(())
}

fn records<R>(good: Vec<R>) -> Records<R> {
    Records {
        lines: u64::try_from(good.len()).unwrap_or(u64::MAX),
        good,
        faults: Vec::new(),
    }
}
