use std::collections::{BTreeMap, BTreeSet};

use model::city::{OpeningHours, PlaceCode};
use model::reception::{QueueState, ReceptionDay, Ticket, TicketRules, ticket_days};
use model::time::{At, Day, Zone};

use super::displays::display_day;
use crate::store::{Question, Rating, Store, StoreError};

/// All that is known of a counter's local days `[from, to]`, worked out from what was
/// told of them as they stand `now`; `hours` gives those of a day. Days of which nothing
/// was told are left out.
///
/// # Errors
/// What the store reports.
pub async fn reception_days<'h>(
    store: &dyn Store,
    counter: &PlaceCode,
    (from, to): (Day, Day),
    hours: impl Fn(Day) -> Option<&'h OpeningHours>,
    zone: &Zone,
    now: At,
) -> Result<BTreeMap<Day, ReceptionDay>, StoreError> {
    let mut days = beside_tickets(store, counter, (from, to), &hours, zone, now).await?;
    let tickets = store.tickets(counter.clone(), from, to).await?;
    for (day, tickets) in by_day(&tickets, zone) {
        if day < from || day > to {
            continue;
        }
        let of_day = hours(day);
        let queues = ticket_days(tickets, TicketRules::default(), zone, now, |_| of_day);
        for (queue, counted) in queues {
            if queue.counter == *counter && queue.day == day {
                days.entry(day).or_default().tickets.merge(&counted);
            }
        }
    }
    Ok(days)
}

/// The same for one day; `None` where nothing was told of it.
///
/// # Errors
/// What the store reports.
pub async fn reception_day(
    store: &dyn Store,
    counter: &PlaceCode,
    day: Day,
    hours: Option<&OpeningHours>,
    zone: &Zone,
    now: At,
) -> Result<Option<ReceptionDay>, StoreError> {
    let mut days = reception_days(store, counter, (day, day), |_| hours, zone, now).await?;
    Ok(days.remove(&day))
}

/// What days hold beside their tickets: answers, counts, displays.
pub(super) async fn beside_tickets<'h>(
    store: &dyn Store,
    counter: &PlaceCode,
    (from, to): (Day, Day),
    hours: impl Fn(Day) -> Option<&'h OpeningHours>,
    zone: &Zone,
    now: At,
) -> Result<BTreeMap<Day, ReceptionDay>, StoreError> {
    let mut days: BTreeMap<Day, ReceptionDay> = BTreeMap::new();
    for count in store.day_counts(counter.clone(), from, to).await? {
        count.counted.add_to(days.entry(count.day).or_default());
    }
    let (start, end) = (zone.start_of_day(from), zone.start_of_day(to.plus(1)));
    for rating in store.ratings(counter.clone(), start, end).await? {
        add_rating(days.entry(zone.day(rating.at)).or_default(), &rating)?;
    }
    // Since when a display shows the same may lie on the day before.
    let shown_from = zone.start_of_day(from.plus(-1));
    let shown_to = zone.start_of_day(to.plus(1));
    let shown = store
        .queue_states(counter.clone(), shown_from, shown_to)
        .await?;
    if !shown.is_empty() {
        for day in (from.number()..=to.number()).map(Day::from_number) {
            let displays = display_day(near(&shown, day, zone), day, hours(day), zone, now);
            if let Some(displays) = displays {
                days.entry(day).or_default().displays.merge(&displays);
            }
        }
    }
    Ok(days)
}

/// What was shown on a day and the one before.
fn near(shown: &[QueueState], day: Day, zone: &Zone) -> Vec<QueueState> {
    let (from, to) = (
        zone.start_of_day(day.plus(-1)),
        zone.start_of_day(day.plus(1)),
    );
    let near = shown
        .iter()
        .filter(|state| (from..to).contains(&state.received_at));
    near.cloned().collect()
}

/// Tickets by each local day in which something of them counts.
fn by_day<'t>(tickets: &'t [Ticket], zone: &Zone) -> BTreeMap<Day, Vec<&'t Ticket>> {
    let mut days: BTreeMap<Day, Vec<&Ticket>> = BTreeMap::new();
    for ticket in tickets {
        let served = ticket.segments.iter().filter_map(|s| s.started_at);
        let at = ticket.issued_at.or(ticket.appointment_at);
        let on: BTreeSet<Day> = served.chain(at).map(|at| zone.day(at)).collect();
        for day in on {
            days.entry(day).or_default().push(ticket);
        }
    }
    days
}

fn add_rating(day: &mut ReceptionDay, rating: &Rating) -> Result<(), StoreError> {
    let answers = match rating.question {
        Question::Satisfaction => &mut day.satisfaction,
        Question::Recommendation => &mut day.recommendation,
        Question::Effort => &mut day.effort,
    };
    answers
        .add(rating.score, rating.scale)
        .map_err(|fault| StoreError::Inconsistent {
            table: "rating",
            row: rating.counter.to_string(),
            reason: fault.to_string(),
        })
}
