use std::collections::HashMap;
use std::time::Duration;

use model::city::{Series, SeriesCode, SeriesKind};
use model::measure::Reading;
use model::time::At;
use tokio::sync::mpsc;
use tokio::time::MissedTickBehavior;
use tokio_util::sync::CancellationToken;

use super::Town;
use super::draws::subject;
use crate::clock::SharedClock;
use crate::store::{Store, StoreError};

/// Reports the readings of the town as its meters would: each series sends its
/// last complete hour, or the counter at its end, at its own second of the
/// following hour; a counter that is read by day, and a bill, when it is due.
///
/// At the pace of real time that is a reading about every twelve seconds.
#[derive(Debug)]
pub struct Simulator {
    town: Town,
    feeds: Vec<Feed>,
}

/// One series and how far it has reported.
#[derive(Debug)]
struct Feed {
    code: SeriesCode,
    /// Everything before this instant was reported.
    next: At,
    /// Seconds between the end of an hour and its report.
    delay_s: i64,
}

/// One hour, seconds.
const STEP_S: i64 = 3600;
/// Hours of one series that are sent together when catching up.
const CATCH_UP: i64 = 7 * 24;
/// How often the clock is read: a reading waits no longer than this for its turn.
const TICK: Duration = Duration::from_millis(500);

impl Simulator {
    /// Goes on from the last readings that the store has.
    ///
    /// # Errors
    /// Whatever the store answers when asked for them.
    pub async fn resume(town: Town, store: &dyn Store) -> Result<Self, StoreError> {
        let totals = store.all_day_totals().await?;
        let latest: HashMap<_, _> = totals
            .into_iter()
            .filter_map(|(series, _, latest)| Some((series, latest?.at)))
            .collect();
        let known: HashMap<SeriesCode, At> = store
            .series()
            .await?
            .into_iter()
            .filter_map(|stored| Some((stored.series.code, *latest.get(&stored.id)?)))
            .collect();
        Ok(Self::after(town, &known))
    }

    /// Goes on after the given readings; from the start of the town where a series has none.
    pub fn after(town: Town, latest: &HashMap<SeriesCode, At>) -> Self {
        let feeds = town
            .series()
            .iter()
            .map(|series| Feed {
                next: latest
                    .get(&series.code)
                    .map_or(town.start(), |at| after(series, *at)),
                delay_s: delay_s(&series.code),
                code: series.code.clone(),
            })
            .collect();
        Self { town, feeds }
    }

    /// What is due at `now` and has not been handed out yet: at most a week of
    /// each series. `None` when nothing is left to look at.
    pub fn due(&mut self, now: At) -> Option<Vec<(SeriesCode, Reading)>> {
        let mut late = false;
        let mut due = Vec::new();
        for (nth, feed) in self.feeds.iter_mut().enumerate() {
            let hours = now.seconds_since(feed.next.plus_seconds(feed.delay_s)) / STEP_S;
            if hours < 1 {
                continue;
            }
            late = true;
            let until = feed.next.plus_seconds(hours.min(CATCH_UP) * STEP_S);
            let readings = self.town.readings(nth, feed.next, until);
            due.extend(
                readings
                    .into_iter()
                    .map(|reading| (feed.code.clone(), reading)),
            );
            feed.next = until;
        }
        late.then_some(due)
    }

    /// Submits what is due, tick by tick, until told to stop or until nobody
    /// receives any more. What was due and not received is made good by the next
    /// [`Simulator::resume`], which asks the store.
    pub async fn run(
        mut self,
        clock: SharedClock,
        submit: mpsc::Sender<Vec<(SeriesCode, Reading)>>,
        stop: CancellationToken,
    ) {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            while let Some(due) = self.due(clock.now()) {
                if due.is_empty() {
                    continue;
                }
                tokio::select! {
                    () = stop.cancelled() => return,
                    sent = submit.send(due) => if sent.is_err() { return },
                }
            }
        }
    }
}

/// Where a series goes on after its last reading.
fn after(series: &Series, at: At) -> At {
    match series.kind {
        SeriesKind::Interval | SeriesKind::Gauge => at.plus_seconds(STEP_S),
        // What a counter shows is known at that very instant; two bills meet within a second.
        SeriesKind::Index => at.plus_seconds(1),
    }
}

fn delay_s(code: &SeriesCode) -> i64 {
    i64::try_from(subject(code.as_str()) % 3600).unwrap_or(0)
}
