use model::reception::{Channel, QueueState, RatingReason, TicketEvent};
use model::time::At;

use super::site::Site;
use super::tickets::{event, life, same_as_the_model, tell};
use super::town::{at, day};
use crate::store::{Counted, DayCount, Question, Rating, ReasonCount, Store, Told, restore};

fn rating(score: u8, nth: u32) -> Rating {
    Rating {
        counter: "mairie".parse().expect("a code"),
        at: at("2026-04-06T09:30:00Z"),
        channel: Channel::Counter,
        question: Question::Satisfaction,
        score,
        scale: 5,
        source: "borne".to_owned(),
        nth,
    }
}

fn queue_state(received_s: i64, waiting: u32) -> QueueState {
    QueueState {
        counter: "mairie".parse().expect("a code"),
        service: "etat-civil".parse().expect("a code"),
        at: at("2026-04-06T09:30:00Z"),
        received_at: at("2026-04-06T09:30:00Z").plus_seconds(received_s),
        waiting,
        open_desks: 2,
        last_called: Some("A042".to_owned()),
        service_s: None,
    }
}

fn leads(days: u16) -> DayCount {
    DayCount {
        counter: "mairie".parse().expect("a code"),
        day: day("2026-04-06"),
        counted: Counted::Leads(model::reception::WholeCounts::of([days])),
    }
}

fn reason(count: u64) -> ReasonCount {
    ReasonCount {
        counter: "mairie".parse().expect("a code"),
        month: day("2026-04-01"),
        reason: RatingReason::Wait,
        satisfied: false,
        count,
    }
}

const ALWAYS: (At, At) = (At::from_seconds(0), At::from_seconds(4_000_000_000));

pub(crate) async fn answers_counts_and_displays_are_kept_once(site: &Site) {
    let store = site.open().await;
    let mairie = || "mairie".parse().expect("a code");
    let known_at = at("2026-04-06T18:00:00Z");
    let ratings = vec![rating(4, 1), rating(4, 2), rating(1, 1)];
    let done = store.put_ratings(ratings.clone(), known_at).await;
    assert_eq!(
        done.expect("takes"),
        Told {
            added: 3,
            unchanged: 0
        }
    );
    let done = store.put_ratings(ratings, known_at).await;
    assert_eq!(
        done.expect("takes"),
        Told {
            added: 0,
            unchanged: 3
        }
    );
    let found = store.ratings(mairie(), ALWAYS.0, ALWAYS.1).await;
    assert_eq!(
        found.expect("reads"),
        [rating(1, 1), rating(4, 1), rating(4, 2)]
    );

    for (more, sum) in [(1, 1), (2, 3)] {
        store.count_reason(reason(more)).await.expect("takes");
        let found = store.reason_counts(mairie()).await;
        assert_eq!(found.expect("reads"), [reason(sum)]);
    }

    let counts = |n| store.put_day_counts(vec![leads(n)], known_at);
    assert_eq!(counts(12).await.expect("takes"), 1);
    assert_eq!(counts(12).await.expect("takes"), 0);
    assert_eq!(counts(13).await.expect("takes"), 1);
    let found = store
        .day_counts(mairie(), day("2026-04-01"), day("2026-04-06"))
        .await;
    assert_eq!(found.expect("reads"), [leads(13)]);

    let states = vec![queue_state(60, 3), queue_state(0, 4)];
    let done = store.put_queue_states(states.clone()).await;
    assert_eq!(
        done.expect("takes"),
        Told {
            added: 2,
            unchanged: 0
        }
    );
    let done = store.put_queue_states(states).await;
    assert_eq!(
        done.expect("takes"),
        Told {
            added: 0,
            unchanged: 2
        }
    );
    let found = store.queue_states(mairie(), ALWAYS.0, ALWAYS.1).await;
    assert_eq!(
        found.expect("reads"),
        [queue_state(0, 4), queue_state(60, 3)]
    );
}

pub(crate) async fn a_backup_keeps_the_reception(site: &Site) {
    let store = site.open().await;
    let known_at = at("2026-04-06T18:00:00Z");
    let events = [life("t1", 0), vec![event("t2", 3, "start", 60)]].concat();
    tell(&*store, events.clone()).await;
    store
        .put_ratings(vec![rating(5, 1)], known_at)
        .await
        .expect("takes");
    store.count_reason(reason(1)).await.expect("takes");
    store
        .put_day_counts(vec![leads(7)], known_at)
        .await
        .expect("takes");
    store
        .put_queue_states(vec![queue_state(0, 4)])
        .await
        .expect("takes");
    let copy = site.path("copy.db");
    store.backup(&copy).await.expect("copies");
    // What comes later is gone with the backup, while serving and at rest.
    tell(&*store, life("t3", 500)).await;
    store
        .put_ratings(vec![rating(5, 2)], known_at)
        .await
        .expect("takes");
    store.count_reason(reason(1)).await.expect("takes");
    store.restore_from(&copy).await.expect("restores");
    kept(&*store, &events).await;
    tell(&*store, life("t3", 500)).await;
    store.close().await.expect("closes");
    drop(store);
    restore(&copy, site.url()).await.expect("restores");
    let store = site.open().await;
    kept(&*store, &events).await;
    // And it goes on from there.
    let more = life("t2", 0);
    tell(&*store, more.clone()).await;
    same_as_the_model(&*store, &[events, more].concat()).await;
}

async fn kept(store: &dyn Store, events: &[TicketEvent]) {
    same_as_the_model(store, events).await;
    let mairie = || "mairie".parse().expect("a code");
    let found = store.ratings(mairie(), ALWAYS.0, ALWAYS.1).await;
    assert_eq!(found.expect("reads"), [rating(5, 1)]);
    let found = store.reason_counts(mairie()).await;
    assert_eq!(found.expect("reads"), [reason(1)]);
    let found = store
        .day_counts(mairie(), day("2026-04-06"), day("2026-04-06"))
        .await;
    assert_eq!(found.expect("reads"), [leads(7)]);
    let found = store.queue_states(mairie(), ALWAYS.0, ALWAYS.1).await;
    assert_eq!(found.expect("reads"), [queue_state(0, 4)]);
}
