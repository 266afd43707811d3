use std::sync::Arc;

use model::city::{PlaceCode, TicketCode};
use model::reception::{TicketEventType, TicketState};
use server::access::OsChance;
use server::reception::{DeskConsole, Press, PressFault};

use crate::site::Site;

fn code<T: core::str::FromStr>(text: &str) -> T {
    text.parse().ok().unwrap()
}

fn desk(n: u8) -> PlaceCode {
    code(&format!("accueil-{n}"))
}

async fn take(site: &Site, console: &DeskConsole) -> TicketCode {
    site.passes(1);
    console
        .issue(&code("accueil"), &code("titres"))
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_who_press_at_once_never_call_the_same_visitor() {
    let site = Site::open().await;
    let console = DeskConsole::new(site.halls.clone(), Arc::new(OsChance));
    for _ in 0..10 {
        take(&site, &console).await;
        take(&site, &console).await;
        let press = |n: u8| {
            let console = console.clone();
            tokio::spawn(async move { console.press(&desk(n), &Press::Call, None).await })
        };
        let (first, second) = (press(1), press(2));
        assert_eq!(
            (first.await.unwrap(), second.await.unwrap()),
            (Ok(()), Ok(()))
        );
        let (a, b) = (
            console.at_desk(&desk(1)).unwrap(),
            console.at_desk(&desk(2)).unwrap(),
        );
        assert_ne!(a.ticket, b.ticket);
        for (n, ticket) in [(1, a), (2, b)] {
            for kind in [TicketEventType::Start, TicketEventType::Close] {
                let shown = Some(&ticket.ticket);
                console
                    .press(&desk(n), &Press::Act(kind), shown)
                    .await
                    .unwrap();
            }
        }
    }
    assert_eq!(site.store.tickets_set_aside_count().await.unwrap(), 0);
}

#[tokio::test]
async fn one_press_twice_is_done_once() {
    let site = Site::open().await;
    let console = DeskConsole::new(site.halls.clone(), Arc::new(OsChance));
    let ticket = take(&site, &console).await;
    console.press(&desk(1), &Press::Call, None).await.unwrap();
    let again = console.press(&desk(1), &Press::Call, None).await;
    assert_eq!(again, Err(PressFault::Occupied));
    let start = Press::Act(TicketEventType::Start);
    console
        .press(&desk(1), &start, Some(&ticket))
        .await
        .unwrap();
    let again = console.press(&desk(1), &start, Some(&ticket)).await;
    assert_eq!(again, Err(PressFault::Moved));
    // Another desk does nothing to it.
    let close = Press::Act(TicketEventType::Close);
    let other = console.press(&desk(2), &close, Some(&ticket)).await;
    assert_eq!(other, Err(PressFault::Moved));
    console
        .press(&desk(1), &close, Some(&ticket))
        .await
        .unwrap();
    assert_eq!(
        console.press(&desk(1), &Press::Call, None).await,
        Err(PressFault::Nobody)
    );
    let (stored, last) = site.store.ticket(ticket).await.unwrap().unwrap();
    assert_eq!((stored.state, last), (TicketState::Closed, 4));
}

#[tokio::test]
async fn a_call_is_undone_within_a_minute_only() {
    let site = Site::open().await;
    let console = DeskConsole::new(site.halls.clone(), Arc::new(OsChance));
    let ticket = take(&site, &console).await;
    let undo = Press::Act(TicketEventType::Undo);
    console.press(&desk(1), &Press::Call, None).await.unwrap();
    site.passes(30);
    console.press(&desk(1), &undo, Some(&ticket)).await.unwrap();
    console.press(&desk(1), &Press::Call, None).await.unwrap();
    site.passes(61);
    let late = console.press(&desk(1), &undo, Some(&ticket)).await;
    assert_eq!(late, Err(PressFault::Moved));
}

#[tokio::test]
async fn a_kiosk_does_not_fill_the_queue() {
    let site = Site::open().await;
    let console = DeskConsole::new(site.halls.clone(), Arc::new(OsChance));
    let (counter, service) = (code("accueil"), code("titres"));
    let issue = || console.issue(&counter, &service);
    assert!(issue().await.is_ok());
    assert_eq!(issue().await, Err(PressFault::TooOften));
    for _ in 1..20 {
        site.passes(1);
        assert!(issue().await.is_ok());
    }
    site.passes(1);
    assert_eq!(issue().await, Err(PressFault::TooOften));
    site.passes(60);
    assert!(issue().await.is_ok());
    let unknown = console.issue(&code("accueil"), &code("chasse")).await;
    assert_eq!(unknown, Err(PressFault::Unknown));
    let numbers = site.halls.read(|running| {
        let all = running.tickets().tickets().filter_map(|t| t.number.clone());
        all.collect::<std::collections::BTreeSet<_>>()
    });
    assert_eq!(numbers.len(), 21);
    assert!(numbers.contains("C021"), "{numbers:?}");
}

#[tokio::test]
async fn who_gives_up_is_called_no_more() {
    let site = Site::open().await;
    let console = DeskConsole::new(site.halls.clone(), Arc::new(OsChance));
    let ticket = take(&site, &console).await;
    console.give_up(&ticket).await.unwrap();
    assert_eq!(console.give_up(&ticket).await, Err(PressFault::Moved));
    assert_eq!(
        console.press(&desk(1), &Press::Call, None).await,
        Err(PressFault::Nobody)
    );
}
