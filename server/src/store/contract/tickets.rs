use std::collections::BTreeMap;

use model::reception::{SetAsideReason, TicketEvent, TicketRules, Tickets, ticket_days};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::site::Site;
use super::town::{at, day, paris, verify};
use crate::store::{Store, TicketBatch, TicketsTold, Told};

const RULES: TicketRules = TicketRules {
    recalls: 3,
    return_grace_s: 600,
    undo_s: 60,
    quick_close_s: 15,
    punctual_s: 600,
};

/// An event of ticket `ticket`, so many seconds after nine in the morning of 6 April 2026.
pub(crate) fn event(ticket: &str, seq: u32, kind: &str, after_s: i64) -> TicketEvent {
    TicketEvent {
        ticket: ticket.parse().expect("a code"),
        at: at("2026-04-06T07:00:00Z").plus_seconds(after_s),
        seq,
        kind: kind.parse().expect("a type"),
        counter: "mairie".parse().expect("a code"),
        desk: None,
        service: Some("etat-civil".parse().expect("a code")),
        number: None,
        appointment_at: None,
        source: "borne".to_owned(),
    }
}

/// Served after twelve minutes.
pub(crate) fn life(ticket: &str, from_s: i64) -> Vec<TicketEvent> {
    let later = |seq, kind, after_s| event(ticket, seq, kind, from_s + after_s);
    vec![
        later(1, "issue", 0),
        later(2, "call", 720),
        later(3, "start", 800),
        later(4, "close", 1400),
    ]
}

pub(crate) async fn tell(store: &dyn Store, events: Vec<TicketEvent>) -> TicketsTold {
    let batch = TicketBatch {
        events,
        known_at: at("2026-04-06T18:00:00Z"),
    };
    store.tell_tickets(batch).await.expect("takes")
}

const fn told(added: u64, unchanged: u64, not_fitting: u64) -> TicketsTold {
    TicketsTold {
        told: Told { added, unchanged },
        not_fitting,
    }
}

/// Holds what the store gives against the model, which has all events at once.
pub(crate) async fn same_as_the_model(store: &dyn Store, events: &[TicketEvent]) {
    let mut expected = Tickets::new(RULES);
    expected.absorb(events.to_vec());
    let aside = store.tickets_set_aside(String::new(), 1000).await;
    assert_eq!(aside.expect("reads"), expected.set_aside());
    let now = at("2026-04-08T00:00:00Z");
    let all = ticket_days(expected.iter(), RULES, &paris(), now, |_| None);
    let mut found = BTreeMap::new();
    for counter in ["mairie", "annexe"] {
        let (from, to) = (day("2026-04-01"), day("2026-04-30"));
        let tickets = store.tickets(counter.parse().expect("a code"), from, to);
        let tickets = tickets.await.expect("reads");
        let days = ticket_days(&tickets, RULES, &paris(), now, |_| None);
        found.extend(
            days.into_iter()
                .filter(|(q, _)| q.counter.as_str() == counter),
        );
    }
    assert_eq!(found, all);
    verify(store).await;
}

pub(crate) async fn a_ticket_is_told_of_once(site: &Site) {
    let store = site.open().await;
    assert_eq!(tell(&*store, life("t1", 0)).await, told(4, 0, 0));
    assert_eq!(tell(&*store, life("t1", 0)).await, told(0, 4, 0));
    let tickets = store.tickets(
        "mairie".parse().expect("a code"),
        day("2026-04-06"),
        day("2026-04-06"),
    );
    let tickets = tickets.await.expect("reads");
    assert_eq!(tickets.len(), 1);
    assert_eq!(tickets[0].wait_first_s(), Some(720));
    let before = store.tickets(
        "mairie".parse().expect("a code"),
        day("2026-04-01"),
        day("2026-04-05"),
    );
    assert_eq!(before.await.expect("reads"), []);
    same_as_the_model(&*store, &life("t1", 0)).await;
}

pub(crate) async fn what_does_not_fit_is_set_aside_until_it_does(site: &Site) {
    let store = site.open().await;
    let close = event("t1", 4, "close", 1400);
    assert_eq!(tell(&*store, vec![close]).await, told(1, 0, 1));
    let aside = store
        .tickets_set_aside(String::new(), 10)
        .await
        .expect("reads");
    assert_eq!(aside[0].reason, SetAsideReason::NotIssued);
    drop(store);
    let store = site.open().await;
    assert_eq!(store.tickets_set_aside_count().await.expect("reads"), 1);
    assert_eq!(tell(&*store, life("t1", 0)).await, told(3, 1, 0));
    assert_eq!(store.tickets_set_aside_count().await.expect("reads"), 0);
    same_as_the_model(&*store, &life("t1", 0)).await;
}

pub(crate) async fn two_that_claim_one_number_are_both_kept(site: &Site) {
    let other = event("t1", 2, "call", 900);
    for first in [true, false] {
        let site = site.another();
        let store = site.open().await;
        let (a, b) = (life("t1", 0), vec![other.clone()]);
        let (a, b) = if first { (a, b) } else { (b, a) };
        tell(&*store, a.clone()).await;
        tell(&*store, b.clone()).await;
        same_as_the_model(&*store, &[a, b].concat()).await;
        let aside = store
            .tickets_set_aside(String::new(), 10)
            .await
            .expect("reads");
        assert_eq!(aside.len(), 1);
        assert_eq!(aside[0].event, other, "the smaller stands");
    }
}

pub(crate) async fn a_transfer_counts_at_both_counters(site: &Site) {
    let store = site.open().await;
    let mut events = life("t1", 0);
    events.truncate(3);
    let mut transfer = event("t1", 4, "transfer", 1000);
    transfer.counter = "annexe".parse().expect("a code");
    transfer.service = Some("passeports".parse().expect("a code"));
    let there = |seq, kind, after_s| TicketEvent {
        counter: "annexe".parse().expect("a code"),
        ..event("t1", seq, kind, after_s)
    };
    // Served there on the next day.
    events.extend([
        transfer,
        there(5, "call", 90_000),
        there(6, "start", 90_060),
        there(7, "close", 90_600),
    ]);
    tell(&*store, events.clone()).await;
    same_as_the_model(&*store, &events).await;
}

/// Any lives, of which some events are impossible and some contradict others.
fn feeds() -> impl Strategy<Value = (Vec<TicketEvent>, Vec<usize>)> {
    let kinds = [
        "issue",
        "call",
        "start",
        "transfer",
        "close",
        "no_answer",
        "return",
        "left",
        "undo",
        "end_of_day",
    ];
    let one = (
        0..6_u8,
        0..6_u32,
        0..kinds.len(),
        0..180_000_i64,
        any::<bool>(),
        any::<bool>(),
    );
    let events = prop::collection::vec(one, 1..60).prop_map(move |all| {
        let made = all
            .into_iter()
            .map(|(ticket, seq, kind, after_s, annexe, kiosk)| {
                let mut event = event(&format!("t{ticket}"), seq, kinds[kind], after_s);
                if annexe {
                    event.counter = "annexe".parse().expect("a code");
                }
                if kiosk {
                    event.source = "agenda".to_owned();
                }
                event
            });
        made.collect::<Vec<_>>()
    });
    events.prop_flat_map(|events| {
        let sent = prop::collection::vec(0..events.len(), 0..80);
        (Just(events), sent)
    })
}

pub(crate) async fn any_order_and_repetition_gives_the_same_tickets(site: &Site) {
    let mut runner = TestRunner::deterministic();
    for round in 0..24 {
        let (events, again) = feeds().new_tree(&mut runner).expect("a tree").current();
        let order = Just(events.clone()).prop_shuffle();
        let shuffled = order.new_tree(&mut runner).expect("a tree").current();
        let site = site.another();
        let store = site.open().await;
        let repeated: Vec<_> = again.iter().map(|&n| events[n].clone()).collect();
        for batch in repeated.chunks(3).chain(shuffled.chunks(1 + round % 7)) {
            tell(&*store, batch.to_vec()).await;
        }
        same_as_the_model(&*store, &events).await;
    }
}

pub(crate) async fn callers_at_once_share_commits_of_tickets(site: &Site) {
    let store = site.open().await;
    let mut tasks = Vec::new();
    for n in 0..200 {
        let store = store.clone();
        tasks.push(tokio::spawn(async move {
            tell(&*store, life(&format!("t{}", n % 100), n % 100)).await
        }));
    }
    let mut sum = (0, 0);
    for task in tasks {
        let done = task.await.expect("ends");
        sum = (sum.0 + done.told.added, sum.1 + done.told.unchanged);
    }
    assert_eq!(sum, (400, 400));
    let events: Vec<_> = (0..100).flat_map(|n| life(&format!("t{n}"), n)).collect();
    same_as_the_model(&*store, &events).await;
}
