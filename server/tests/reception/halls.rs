use std::time::Duration;

use model::city::PlaceCode;
use model::reception::TicketEvent;
use model::time::At;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use server::reception::{LiveHalls, reception_day};
use server::store::TicketBatch;

use crate::site::Site;

/// An hour before the noon of the tests, Paris: 11:00.
const ELEVEN: i64 = 1_775_638_800;

fn event(ticket: &str, seq: u32, kind: &str, minute: i64, desk: Option<u8>) -> TicketEvent {
    serde_json::from_value(json!({
        "ticket": ticket, "seq": seq, "type": kind, "at": (ELEVEN + minute * 60) * 1000,
        "counter": "accueil", "service": "titres", "number": format!("C{ticket}"),
        "desk": desk.map(|n| format!("accueil-{n}")), "source": "borne",
    }))
    .unwrap()
}

async fn tell(site: &Site, events: Vec<TicketEvent>) {
    let batch = TicketBatch {
        events,
        known_at: At::from_seconds(ELEVEN + 3_600),
    };
    site.store.tell_tickets(batch).await.unwrap();
}

/// Two desks that serve, and three people who wait.
fn morning() -> Vec<TicketEvent> {
    let mut events = Vec::new();
    for n in 1..=2 {
        let ticket = format!("00{n}");
        events.push(event(&ticket, 1, "issue", 40, None));
        events.push(event(&ticket, 2, "call", 50, Some(n)));
        events.push(event(&ticket, 3, "start", 51, Some(n)));
    }
    events.extend((3..6).map(|n| event(&format!("00{n}"), 1, "issue", 55, None)));
    events
}

async fn wait(site: &Site) -> Value {
    let answer = site.get("sites/hotel-de-ville/wait").await;
    answer.body
}

/// Waits until the hall shows what is asked for.
async fn shows(site: &Site, wanted: impl Fn(&Value) -> bool) -> Value {
    for _ in 0..100 {
        let seen = wait(site).await;
        if wanted(&seen) {
            return seen;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the hall shows {}", wait(site).await);
}

fn titres(hall: &Value) -> &Value {
    let queues = hall["counters"][0]["queues"].as_array().unwrap();
    queues
        .iter()
        .find(|q| q["service"] == "titres")
        .unwrap_or(&Value::Null)
}

#[tokio::test]
async fn a_call_is_shown_with_its_desk_and_a_restart_shows_the_same() {
    let site = Site::open().await;
    tell(&site, morning()).await;
    let hall = shows(&site, |hall| hall["calls"].as_array().unwrap().len() == 2).await;
    assert_eq!(hall["calls"][0]["desk"], "accueil-1");
    assert_eq!(hall["calls"][0]["at"], "2026-04-08T11:50:00+02:00");
    assert_eq!(titres(&hall)["waiting"], 3);
    assert_eq!(titres(&hall)["wait"]["state"], "known");
    let again = LiveHalls::load(&site.state).await.unwrap();
    assert_eq!(
        again.hall("hotel-de-ville"),
        site.halls.hall("hotel-de-ville")
    );
}

#[tokio::test]
async fn nothing_names_a_ticket_or_an_agent() {
    let site = Site::open().await;
    let mut events = morning();
    events
        .iter_mut()
        .for_each(|e| e.ticket = format!("secret-{}", e.ticket).parse().unwrap());
    tell(&site, events).await;
    let hall = shows(&site, |hall| hall["calls"].as_array().unwrap().len() == 2).await;
    assert!(!hall.to_string().contains("secret-"), "{hall}");
}

#[tokio::test]
async fn a_building_without_counters_has_no_wait() {
    let site = Site::open().await;
    for code in ["ville", "accueil", "nowhere"] {
        let answer = site.get(&format!("sites/{code}/wait")).await;
        assert_eq!(answer.status, http::StatusCode::NOT_FOUND, "{code}");
    }
}

#[tokio::test]
async fn time_alone_makes_an_estimate_go() {
    let site = Site::open().await;
    tell(&site, morning()).await;
    shows(&site, |hall| titres(hall)["wait"]["state"] == "known").await;
    let version = site.state.version();
    site.passes(6 * 3_600);
    let closed = async { shows(&site, |hall| titres(hall)["wait"]["state"] == "closed").await };
    // The hall looks at the clock every five seconds.
    let hall = tokio::time::timeout(Duration::from_secs(8), async {
        loop {
            let hall = wait(&site).await;
            if titres(&hall)["wait"]["state"] == "closed" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        closed.await
    });
    let hall = hall.await.unwrap();
    assert_eq!(
        titres(&hall)["wait"]["opens_at"],
        "2026-04-09T08:30:00+02:00"
    );
    // Pages that show the hall are rendered anew, though nothing was told.
    assert!(site.state.version() > version);
}

#[tokio::test]
async fn the_announced_wait_is_held_against_the_one_that_came() {
    let site = Site::open().await;
    tell(&site, morning()).await;
    shows(&site, |hall| titres(hall)["wait"]["state"] == "known").await;
    tell(&site, vec![event("009", 1, "issue", 60, None)]).await;
    shows(&site, |hall| titres(hall)["waiting"] == 4).await;
    site.passes(120);
    tell(&site, vec![event("009", 2, "call", 62, Some(1))]).await;
    shows(&site, |hall| hall["calls"][0]["number"] == "C009").await;
    let counter: PlaceCode = "accueil".parse().unwrap();
    let day = "2026-04-08".parse().unwrap();
    let written = async {
        loop {
            let errors = site
                .store
                .estimator_errors(counter.clone(), day, day)
                .await
                .unwrap();
            if let Some((_, error)) = errors.first() {
                return *error;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    // Written at the next look at the clock.
    let error = tokio::time::timeout(Duration::from_secs(8), written)
        .await
        .unwrap();
    assert_eq!(error.near().den, 1);
    assert!(error.bias_min().unwrap() > 0.0);
}

#[tokio::test]
async fn told_in_any_order_the_hall_is_that_of_the_store() {
    let mut runner = TestRunner::deterministic();
    let kinds = [
        "issue",
        "call",
        "start",
        "hold",
        "resume",
        "close",
        "no_answer",
        "left",
        "undo",
    ];
    for round in 0..12 {
        let one = (0..6_u8, 0..5_u32, 0..kinds.len(), 0..60_i64, 1..=2_u8);
        let events = prop::collection::vec(one, 5..50)
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let mut events: Vec<_> = events
            .into_iter()
            .map(|(ticket, seq, kind, minute, desk)| {
                event(&ticket.to_string(), seq, kinds[kind], minute, Some(desk))
            })
            .collect();
        // One of another day, and one that comes into this day and goes out of it again.
        events.push(event("old", 1, "issue", -48 * 60, None));
        events.push(event("moved", 1, "issue", 10, None));
        events.push(event("moved", 1, "issue", -47 * 60, None));
        let site = Site::open().await;
        for batch in events.chunks(1 + round % 5) {
            tell(&site, batch.to_vec()).await;
        }
        let counter: PlaceCode = "accueil".parse().unwrap();
        let fresh = LiveHalls::load(&site.state).await.unwrap();
        let tickets = fresh.read(|running| running.tickets().clone());
        for _ in 0..200 {
            if site.halls.read(|running| *running.tickets() == tickets) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        site.halls
            .read(|running| assert_eq!(*running.tickets(), tickets, "round {round}"));
        assert_eq!(
            site.halls.hall("hotel-de-ville"),
            fresh.hall("hotel-de-ville")
        );
        let now = site.halls.now();
        let known = site
            .halls
            .read(|running| running.reception_day(&counter, now));
        let (day, zone) = site
            .halls
            .read(|running| (running.day(), running.zone().clone()));
        let plan = site
            .halls
            .read(|running| running.plan("hotel-de-ville").cloned())
            .unwrap();
        let hours = plan.counters[0].hours.as_ref();
        let stored = reception_day(site.store.as_ref(), &counter, day, hours, &zone, now);
        assert_eq!(known, stored.await.unwrap());
    }
}

#[tokio::test]
async fn a_day_told_of_late_is_kept_again() {
    let site = Site::open().await;
    let mut events = morning();
    events
        .iter_mut()
        .for_each(|event| event.at = event.at.plus_seconds(-86_400));
    tell(&site, events).await;
    site.passes(61);
    let yesterday = "2026-04-07".parse().unwrap();
    // The clock is looked at every five seconds.
    for _ in 0..160 {
        let kept = site.store.rollups(None, yesterday, yesterday).await;
        if let [day] = kept.unwrap().as_slice() {
            assert_eq!(day.told.tickets.issued(), 5);
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("yesterday is not kept");
}
