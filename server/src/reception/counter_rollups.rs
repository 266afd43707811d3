use std::collections::{BTreeMap, HashMap};

use model::city::{OpeningCalendar, PlaceCode};
use model::engine::Town;
use model::reception::TicketRules;
use model::time::{At, Day, Zone};
use sha2::{Digest, Sha256};

use super::reception_days;
use crate::store::{CounterDay, Store, StoreError};

/// When counters are open, by counter.
pub(super) type Calendars = BTreeMap<PlaceCode, OpeningCalendar>;

/// Days that are worked out together: enough to ask the store seldom, few enough for
/// the tickets of a busy counter to stay in memory.
const TOGETHER: i32 = 92;
/// Bump when what a day comes to changes its meaning.
const VERSION: u32 = 1;

/// Every told day of every counter of a town up to now. Finished days are worked out
/// once and kept by the store; the running one is worked out each time.
///
/// # Errors
/// What the store reports.
pub async fn counter_rollups(
    store: &dyn Store,
    town: &Town,
    now: At,
) -> Result<Vec<CounterDay>, StoreError> {
    let (calendars, zone) = (calendars(town), town.zone());
    if calendars.is_empty() {
        return Ok(Vec::new());
    }
    keep_rollups(store, &calendars, zone, now).await?;
    let today = zone.day(now);
    let yesterday = today.plus(-1);
    let mut all = store.rollups(None, Day::from_number(0), yesterday).await?;
    for (counter, calendar) in &calendars {
        all.extend(counter_days(store, counter, (today, today), calendar, zone, now).await?);
    }
    Ok(all)
}

/// When each counter of a town is open.
pub(super) fn calendars(town: &Town) -> Calendars {
    let counters = town.counters().iter();
    let known = counters.filter_map(|counter| {
        let place = town.tree().place(counter.place)?;
        Some((place.code.clone(), counter.calendar().clone()))
    });
    known.collect()
}

/// Works out the finished days that the store does not keep, and has it keep them.
pub(super) async fn keep_rollups(
    store: &dyn Store,
    calendars: &Calendars,
    zone: &Zone,
    now: At,
) -> Result<(), StoreError> {
    let today = zone.day(now);
    let claimed = store.claim_rollups(today, basis(calendars)).await?;
    for (counter, from, to) in spans(&claimed) {
        let Some(calendar) = calendars.get(&counter) else {
            continue;
        };
        let days = counter_days(store, &counter, (from, to), calendar, zone, now).await?;
        store.fill_rollups(days).await?;
    }
    Ok(())
}

async fn counter_days(
    store: &dyn Store,
    counter: &PlaceCode,
    span: (Day, Day),
    calendar: &OpeningCalendar,
    zone: &Zone,
    now: At,
) -> Result<Vec<CounterDay>, StoreError> {
    let hours = |day| calendar.hours(day);
    let days = reception_days(store, counter, span, hours, zone, now).await?;
    let days = days.into_iter().map(|(day, told)| CounterDay {
        counter: counter.clone(),
        day,
        told,
    });
    Ok(days.collect())
}

/// On what the days of each counter rest besides what was told of them.
fn basis(counters: &Calendars) -> HashMap<PlaceCode, String> {
    let rules = TicketRules::default();
    let of_counter = |(code, calendar): (&PlaceCode, &OpeningCalendar)| {
        let rests_on = format!("{VERSION} {rules:?} {calendar:?}");
        let digest = Sha256::digest(rests_on.as_bytes());
        let short = digest.iter().take(12);
        (
            code.clone(),
            short.map(|byte| format!("{byte:02x}")).collect(),
        )
    };
    counters.iter().map(of_counter).collect()
}

/// Claimed days as spans of one counter each.
fn spans(claimed: &[(PlaceCode, Day)]) -> Vec<(PlaceCode, Day, Day)> {
    let mut spans: Vec<(PlaceCode, Day, Day)> = Vec::new();
    for (counter, day) in claimed {
        match spans.last_mut() {
            Some((of, from, to)) if of == counter && day.since(*from) < TOGETHER => *to = *day,
            _ => spans.push((counter.clone(), *day, *day)),
        }
    }
    spans
}
