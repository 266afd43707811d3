use futures::future::join;

use super::{open, run};
use crate::store::contract::site::Site;
use crate::store::contract::tickets::{life, tell};
use crate::store::contract::town::at;
use crate::store::{ReceptionStore, Store, StoreError, TicketBatch};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn verifying_finds_what_does_not_follow_from_the_events() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    tell(&store, life("t1", 0)).await;
    tell(&store, life("t2", 60)[1..].to_vec()).await;
    let found = store.verify(&|_, _| {}).await.expect("verifies");
    assert_eq!((found.tickets, found.differences.len()), (2, 0));
    run(&store, "DELETE FROM ticket_on".to_owned()).await;
    run(&store, "DELETE FROM ticket_set_aside".to_owned()).await;
    let found = store.verify(&|_, _| {}).await.expect("verifies");
    let named: Vec<_> = found
        .differences
        .iter()
        .map(|d| (d.subject.as_str(), d.figure.as_str()))
        .collect();
    assert_eq!(named, [("ticket t1", "days"), ("ticket t2", "set aside")]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_damaged_event_stops_its_own_ticket_only() {
    let site = Site::sqlite();
    let store = open(site.url()).await;
    tell(&store, life("t1", 0)[..1].to_vec()).await;
    let sql = "UPDATE ticket_event SET type = 'sneeze'".to_owned();
    run(&store, sql).await;
    let batch = |ticket| TicketBatch {
        events: life(ticket, 0),
        known_at: at("2026-04-06T18:00:00Z"),
    };
    let (damaged, sound) = join(
        store.tell_tickets(batch("t1")),
        store.tell_tickets(batch("t2")),
    )
    .await;
    assert!(
        matches!(damaged, Err(StoreError::Inconsistent { .. })),
        "{damaged:?}"
    );
    assert_eq!(sound.expect("its own events are sound").told.added, 4);
}
