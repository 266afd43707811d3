use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use model::city::{SeriesCode, SeriesKind};
use model::time::At;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{now, position, town};
use crate::clock::FixedClock;
use crate::demo::Simulator;

/// As if everything up to the last complete hour had been built.
fn built() -> HashMap<SeriesCode, At> {
    let until = town().complete_until(now());
    let last = |kind| match kind {
        SeriesKind::Index => until,
        SeriesKind::Interval | SeriesKind::Gauge => until.plus_seconds(-3600),
    };
    town()
        .series()
        .iter()
        .map(|s| (s.code.clone(), last(s.kind)))
        .collect()
}

#[test]
fn each_series_reports_once_an_hour_at_its_own_time() {
    let mut simulator = Simulator::after(town().clone(), &built());
    let mut reports = HashMap::<SeriesCode, u32>::new();
    let mut busy = HashSet::new();
    let start = town().complete_until(now()).plus_seconds(3600);
    for second in 0..3600 {
        let at = start.plus_seconds(second);
        while let Some(due) = simulator.due(at) {
            for (code, reading) in due {
                // An amount is known when its hour is over, a counter at once.
                let index = town().series()[position(code.as_str())].kind == SeriesKind::Index;
                let known = reading.at.plus_seconds(if index { 0 } else { 3600 });
                assert!(known <= at, "{code} is reported before it is known");
                assert!(known.plus_seconds(3600) > at, "{code} is late");
                *reports.entry(code).or_default() += 1;
                busy.insert(second / 60);
            }
        }
    }
    assert!(reports.values().all(|count| *count == 1));
    let by_hour = town().series().iter().filter(|s| s.step_s == 3600);
    // Two meters are silent for good, three for days or months.
    assert_eq!(reports.len(), by_hour.count() - 5);
    assert!(
        busy.len() > 50,
        "spread over the minutes of the hour: {}",
        busy.len()
    );
}

#[test]
fn a_night_without_server_is_made_good() {
    let mut simulator = Simulator::after(town().clone(), &built());
    let morning = now().plus_seconds(20 * 86_400);
    let mut found = Vec::new();
    let code = "gaz-hotel-de-ville";
    while let Some(due) = simulator.due(morning) {
        found.extend(
            due.into_iter()
                .filter(|(c, _)| c.as_str() == code)
                .map(|(_, r)| r),
        );
    }
    let from = town().complete_until(now());
    let last = found.last().expect("readings").at;
    assert_eq!(
        found,
        town().readings(position(code), from, last.plus_seconds(3600))
    );
    assert!(last >= morning.plus_seconds(-3 * 3600));
    assert!(simulator.due(morning).is_none());
}

#[tokio::test]
async fn it_submits_and_stops_when_told() {
    let simulator = Simulator::after(town().clone(), &built());
    let clock = Arc::new(FixedClock(now().plus_seconds(7200)));
    let (submit, mut received) = mpsc::channel(1);
    let stop = CancellationToken::new();
    let running = tokio::spawn(simulator.run(clock, submit, stop.clone()));
    let batch = received.recv().await.expect("a batch");
    assert!(batch.len() > 200);
    stop.cancel();
    running.await.expect("ended by itself");
}
