use std::sync::Arc;
use std::time::Duration;

use model::engine::{Moment, PlaceStanding, SeriesIndex};
use model::live::{Change, Topic};
use model::time::At;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep_until};
use tokio_util::sync::CancellationToken;

use super::State;
use crate::live::Hub;
use crate::store::TouchedDay;

/// Commits that arrive within this time are evaluated together. Far below the
/// half second a screen may lag, far above what one evaluation takes.
const GATHER: Duration = Duration::from_millis(10);
/// How often the hour is looked at.
const TICK: Duration = Duration::from_secs(10);

/// Keeps the notes true: evaluates what commits touched and publishes what changed.
pub async fn run_scorer(
    state: State,
    mut touched: UnboundedReceiver<Vec<TouchedDay>>,
    hub: Arc<Hub>,
    stop: CancellationToken,
) {
    state.publish_all(&hub);
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => {
                if state.is_of_another_day() {
                    state.renew(&hub).await;
                } else {
                    state.pass_time(&hub);
                }
            }
            received = touched.recv() => {
                let Some(mut days) = received else { return };
                let until = Instant::now() + GATHER;
                while let Ok(more) = touched.try_recv() {
                    days.extend(more);
                }
                state.take_in(days, &hub);
                sleep_until(until).await;
            }
        }
    }
}

impl State {
    /// Whether prices, factors and opening hours in force are those of a day gone by.
    pub(super) fn is_of_another_day(&self) -> bool {
        let latest = self.read(|snapshot| snapshot.town.latest());
        let now = self.inner.today.now(&self.inner.clock, latest);
        self.read(|snapshot| snapshot.town.zone().day(now) != snapshot.prepared_on)
    }

    /// Reads everything anew on a new day; what it was stays true for longer where
    /// the store does not answer.
    pub(super) async fn renew(&self, hub: &Hub) {
        match self.reload().await {
            Ok(()) => self.publish_all(hub),
            Err(fault) => {
                tracing::error!(%fault, "the town could not be read anew for the new day");
                self.pass_time(hub);
            }
        }
    }

    pub(super) fn take_in(&self, days: Vec<TouchedDay>, hub: &Hub) {
        if let Some(missed) = self.missed().as_mut() {
            missed.days.extend(days.iter().cloned());
        }
        let today = self.inner.today;
        let clock = &self.inner.clock;
        let (changes, freshness) = self.write(|snapshot| {
            let mut series: Vec<SeriesIndex> = Vec::new();
            let mut reference_moved = false;
            let mut weather_moved = false;
            let year = snapshot.now.moment().day.year();
            for day in days {
                let Some(index) = snapshot.town.set_day(day.series, day.day, day.total) else {
                    continue;
                };
                if let Some(latest) = day.latest {
                    snapshot.town.set_latest(index, latest);
                }
                if day.day < snapshot.now.moment().day {
                    self.inner.to_watch.add(index);
                }
                reference_moved |= day.day.year() < year;
                // The running day is in no sum of degree days yet.
                weather_moved |=
                    day.day < snapshot.now.moment().day && snapshot.town.is_station(index);
                if !series.contains(&index) {
                    series.push(index);
                }
            }
            if reference_moved {
                snapshot.town.replan();
            }
            let latest = snapshot.town.latest();
            let mut places = if snapshot.move_to(today.now(clock, latest)) {
                snapshot.town.tree().ids().collect()
            } else {
                Vec::new()
            };
            if weather_moved {
                snapshot.retake();
                places = snapshot.town.tree().ids().collect();
            }
            let refreshed = snapshot.refresh(&series);
            if places.is_empty() {
                places = refreshed;
            }
            let changes: Vec<_> = places
                .into_iter()
                .filter_map(|place| snapshot.standing(place))
                .collect();
            (changes, latest.map(|reading| reading.at))
        });
        publish(hub, changes, freshness);
    }

    fn pass_time(&self, hub: &Hub) {
        let latest = self.read(|snapshot| snapshot.town.latest());
        let now = self.inner.today.now(&self.inner.clock, latest);
        if self.read(|s| Moment::at(now, s.town.zone()) != s.now.moment()) {
            let before = self.read(|s| s.now.moment().day);
            self.write(|snapshot| snapshot.move_to(now));
            if self.read(|s| s.now.moment().day) != before {
                self.inner.to_watch.all();
            }
            self.publish_all(hub);
        }
    }

    /// Publishes how every place stands.
    pub fn publish_all(&self, hub: &Hub) {
        let (standings, latest) = self.read(|snapshot| {
            let standings: Vec<_> = snapshot
                .town
                .tree()
                .ids()
                .filter_map(|place| snapshot.standing(place))
                .collect();
            (standings, snapshot.town.latest())
        });
        publish(hub, standings, latest.map(|reading| reading.at));
    }
}

/// Hands the states to the hub at once; it keeps quiet about those that did not change.
pub(super) fn publish(hub: &Hub, standings: Vec<PlaceStanding>, latest_at: Option<At>) {
    let places = standings.into_iter().map(|standing| {
        (
            Topic::Place(standing.code.clone()),
            Change::Place(Box::new(standing)),
        )
    });
    let freshness = (Topic::Freshness, Change::Freshness { latest_at });
    hub.publish_all(places.chain([freshness]));
}
