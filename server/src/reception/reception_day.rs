use model::city::{OpeningHours, PlaceCode};
use model::reception::{ReceptionDay, TicketRules, ticket_days};
use model::time::{At, Day, Zone};

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
    let mut all = answers_and_counts(store, counter, day, zone).await?;
    let tickets = store.tickets(counter.clone(), day, day).await?;
    let queues = ticket_days(&tickets, TicketRules::default(), zone, now, |_| hours);
    for (queue, tickets) in queues {
        if queue.counter == *counter && queue.day == day {
            all.get_or_insert_default().tickets.merge(&tickets);
        }
    }
    Ok(all)
}

/// What the day holds beside its tickets; `None` where nothing was told of that.
pub(super) async fn answers_and_counts(
    store: &dyn Store,
    counter: &PlaceCode,
    day: Day,
    zone: &Zone,
) -> Result<Option<ReceptionDay>, StoreError> {
    let mut all = None;
    for count in store.day_counts(counter.clone(), day, day).await? {
        count.counted.add_to(all.get_or_insert_default());
    }
    let (from, to) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
    for rating in store.ratings(counter.clone(), from, to).await? {
        let all: &mut ReceptionDay = all.get_or_insert_default();
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
    }
    Ok(all)
}
