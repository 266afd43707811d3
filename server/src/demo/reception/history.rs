use model::reception::TicketEvent;
use model::time::{At, Day};
use tokio::sync::mpsc;

use super::front::HALLS;
use super::{Reception, ToldDay};
use crate::demo::build::Told;
use crate::store::{DayCount, Rating, Store, StoreError, TicketBatch};

/// Events that are stored with one commit.
const TOGETHER: usize = 20_000;

/// What was told of some days.
#[derive(Default)]
struct Chapter {
    events: Vec<TicketEvent>,
    ratings: Vec<Rating>,
    counts: Vec<DayCount>,
}

/// Tells the store of the counters up to `now`.
pub(in crate::demo) async fn tell_history(
    store: &dyn Store,
    reception: &Reception,
    now: At,
) -> Result<Told, StoreError> {
    let (send, mut chapters) = mpsc::channel(2);
    let of = reception.clone();
    tokio::task::spawn_blocking(move || {
        let today = of.0.zone.day(now);
        let last = Reception::last_day(today).number();
        let mut chapter = Chapter::default();
        for day in (of.first_day().number()..=last).map(Day::from_number) {
            for hall in 0..HALLS.len() {
                of.add_until(hall, day, now, &mut chapter);
            }
            if chapter.events.len() >= TOGETHER || day.number() == last {
                // The receiver is gone when the store has refused a chapter.
                if send.blocking_send(core::mem::take(&mut chapter)).is_err() {
                    return;
                }
            }
        }
    });
    let mut told = Told::default();
    while let Some(Chapter {
        events,
        ratings,
        counts,
    }) = chapters.recv().await
    {
        let batch = TicketBatch {
            events,
            known_at: now,
        };
        told.events += store.tell_tickets(batch).await?.told.added;
        told.ratings += store.put_ratings(ratings, now).await?.added;
        told.counts += store.put_day_counts(counts, now).await?;
    }
    Ok(told)
}

impl Reception {
    fn add_until(&self, hall: usize, day: Day, now: At, chapter: &mut Chapter) {
        let ToldDay {
            events,
            ratings,
            open,
        } = self.day(hall, day);
        let told = ToldDay {
            open,
            ..ToldDay::default()
        };
        chapter
            .events
            .extend(events.into_iter().filter(|event| event.at <= now));
        chapter
            .ratings
            .extend(ratings.into_iter().filter(|rating| rating.at <= now));
        chapter.counts.extend(self.counts(&told, day, now));
    }
}
