use model::reception::{Channel, QueueState, ReceptionDay};
use model::time::Day;

use super::site::Site;
use super::tickets::{event, life, tell};
use super::town::{at, day};
use crate::store::{Counted, CounterDay, DayCount, Question, Rating, Store};

const MONDAY: &str = "2026-04-06";

fn of_counter(basis: &str) -> std::collections::HashMap<model::city::PlaceCode, String> {
    [("mairie".parse().expect("a code"), basis.to_owned())].into()
}

async fn claim(store: &dyn Store, basis: &str) -> Vec<Day> {
    let claimed = store.claim_rollups(day("2026-04-08"), of_counter(basis));
    let claimed = claimed.await.expect("claims");
    claimed.into_iter().map(|(_, day)| day).collect()
}

async fn fill(store: &dyn Store, on: Day, expired: u64) {
    let mut told = ReceptionDay::default();
    told.tickets.expired = expired;
    let counter = "mairie".parse().expect("a code");
    let filled = store.fill_rollups(vec![CounterDay {
        counter,
        day: on,
        told,
    }]);
    filled.await.expect("fills");
}

async fn kept(store: &dyn Store) -> Vec<u64> {
    let of_all = store.rollups(None, day("2026-04-01"), day("2026-04-08"));
    let kept = of_all.await.expect("reads");
    kept.into_iter().map(|d| d.told.tickets.expired).collect()
}

pub(crate) async fn a_day_is_worked_out_again_whenever_something_is_told_of_it(site: &Site) {
    let store = &*site.open().await;
    let monday = day(MONDAY);
    tell(store, life("t1", 0)).await;
    let counter = || "mairie".parse().expect("a code");
    let known_at = at("2026-04-06T18:00:00Z");
    let at_nine = at("2026-04-06T09:30:00Z");
    for step in 0..5 {
        assert_eq!(claim(store, "b").await, [monday], "step {step}");
        fill(store, monday, step).await;
        assert_eq!(kept(store).await, [step]);
        assert!(claim(store, "b").await.is_empty(), "step {step}");
        match step {
            // An event that changes no day of the ticket, then one of another ticket.
            0 => drop(tell(store, vec![event("t1", 9, "recall", 750)]).await),
            1 => drop(tell(store, life("t2", 60)).await),
            2 => {
                let rating = Rating {
                    counter: counter(),
                    at: at_nine,
                    channel: Channel::Counter,
                    question: Question::Satisfaction,
                    score: 4,
                    scale: 5,
                    source: String::new(),
                    nth: 1,
                };
                store
                    .put_ratings(vec![rating], known_at)
                    .await
                    .expect("takes");
            }
            3 => {
                let count = DayCount {
                    counter: counter(),
                    day: monday,
                    counted: Counted::Leads(model::reception::WholeCounts::of([7])),
                };
                store
                    .put_day_counts(vec![count], known_at)
                    .await
                    .expect("takes");
            }
            _ => {
                let state = QueueState {
                    counter: counter(),
                    service: "etat-civil".parse().expect("a code"),
                    at: at_nine,
                    received_at: at_nine,
                    waiting: 3,
                    open_desks: 2,
                    last_called: None,
                    service_s: None,
                };
                store.put_queue_states(vec![state]).await.expect("takes");
            }
        }
        assert!(kept(store).await.is_empty(), "step {step}");
    }
}

pub(crate) async fn what_is_told_while_a_day_is_worked_out_wins(site: &Site) {
    let store = &*site.open().await;
    let monday = day(MONDAY);
    tell(store, life("t1", 0)).await;
    assert_eq!(claim(store, "b").await, [monday]);
    tell(store, life("t2", 60)).await;
    fill(store, monday, 1).await;
    assert!(
        kept(store).await.is_empty(),
        "what was read before is not kept"
    );
    assert_eq!(claim(store, "b").await, [monday]);
}

pub(crate) async fn another_basis_is_worked_out_anew(site: &Site) {
    let store = &*site.open().await;
    let monday = day(MONDAY);
    tell(store, life("t1", 0)).await;
    // The running day is never claimed.
    let running = store.claim_rollups(monday, of_counter("b")).await;
    assert!(running.expect("claims").is_empty());
    claim(store, "b").await;
    fill(store, monday, 1).await;
    assert_eq!(claim(store, "other hours").await, [monday]);
    assert!(kept(store).await.is_empty());
}
