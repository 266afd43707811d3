use model::city::{OpeningHours, PlaceCode};
use model::reception::{ReceptionDay, TicketRules, ticket_days};
use model::time::{At, Day, Zone};

use super::displays::display_day;
use crate::store::{Question, Store, StoreError};

/// All that is known of a counter's local day, worked out from its events as it
/// stands `now`; `None` where nothing was told of it.
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
    let mut all = ReceptionDay::default();
    let mut is_told = false;
    let tickets = store.tickets(counter.clone(), day, day).await?;
    let queues = ticket_days(&tickets, TicketRules::default(), zone, now, |_| hours);
    for (queue, tickets) in queues {
        if queue.counter == *counter && queue.day == day {
            all.tickets.merge(&tickets);
            is_told = true;
        }
    }
    for count in store.day_counts(counter.clone(), day, day).await? {
        count.counted.add_to(&mut all);
        is_told = true;
    }
    let (from, to) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
    // Since when a display shows the same may lie on the day before.
    let before = zone.start_of_day(day.plus(-1));
    let states = store.queue_states(counter.clone(), before, to).await?;
    if let Some(displays) = display_day(states, day, hours, zone, now) {
        all.displays.merge(&displays);
        is_told = true;
    }
    for rating in store.ratings(counter.clone(), from, to).await? {
        let answers = match rating.question {
            Question::Satisfaction => &mut all.satisfaction,
            Question::Recommendation => &mut all.recommendation,
            Question::Effort => &mut all.effort,
        };
        answers
            .add(rating.score, rating.scale)
            .map_err(|fault| StoreError::Inconsistent {
                table: "rating",
                row: counter.to_string(),
                reason: fault.to_string(),
            })?;
        is_told = true;
    }
    Ok(is_told.then_some(all))
}
