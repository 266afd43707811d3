use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::city::{OpenRange, OpeningHours};
use crate::reception::{QueueState, Ticket, TicketEvent, TicketRules, Tickets};

/// Thursday 9 April 2026, 9:00 UTC.
const NINE: i64 = 1_775_725_200;

fn at(minute: i64) -> At {
    At::from_seconds(NINE + minute * 60)
}

fn event(ticket: &str, seq: u32, kind: &str, minute: i64, desk: Option<&str>) -> TicketEvent {
    serde_json::from_value(json!({
        "ticket": ticket, "seq": seq, "type": kind, "at": (NINE + minute * 60) * 1000,
        "counter": "accueil", "service": "titres", "number": format!("A{ticket}"), "desk": desk,
    }))
    .expect("an event")
}

fn tickets(events: impl IntoIterator<Item = TicketEvent>) -> Vec<Ticket> {
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(events);
    tickets.iter().cloned().collect()
}

fn day(events: impl IntoIterator<Item = TicketEvent>) -> HallDay {
    let mut day = HallDay::default();
    tickets(events)
        .into_iter()
        .for_each(|ticket| day.put(ticket));
    day
}

fn code<T: core::str::FromStr>(text: &str) -> T {
    text.parse().ok().expect("a code")
}

/// Open from 8:30 to 12:00 UTC, with two desks and two services.
fn plan() -> HallPlan {
    let desk = |n: u8| DeskPlan {
        code: code(&format!("g{n}")),
        name: format!("Guichet {n}"),
        services: vec![],
    };
    let service = |name: &str, letter| ServicePlan {
        code: code(name),
        name: name.to_owned(),
        letter,
    };
    HallPlan {
        site: code("mairie"),
        name: "Mairie".to_owned(),
        counters: vec![CounterPlan {
            code: code("accueil"),
            name: "Accueil".to_owned(),
            services: vec![service("titres", 'A'), service("urbanisme", 'D')],
            others: vec![],
            desks: vec![desk(1), desk(2)],
            hours: Some(OpeningHours {
                week: vec![vec![OpenRange { from: 510, to: 720 }]; 5],
                open_on_holidays: false,
                alsace_moselle: false,
                exceptions: vec![],
            }),
        }],
        promised_percent: Some(80.0),
    }
}

fn hall(day: &HallDay, minute: i64) -> Hall {
    Hall::of(&plan(), day, at(minute), &Zone::utc(), HallRules::default())
}

fn wait(day: &HallDay, minute: i64) -> PublicWait {
    hall(day, minute)
        .queue(&code("accueil"), &code("titres"))
        .expect("a queue")
        .wait
}

/// Two desks that serve somebody since nine, and so many who wait since five past.
fn busy(waiting: u32) -> Vec<TicketEvent> {
    let mut events = Vec::new();
    for n in 1..=2 {
        let (ticket, desk) = (format!("s{n}"), format!("g{n}"));
        events.push(event(&ticket, 1, "issue", -10, None));
        events.push(event(&ticket, 2, "call", 0, Some(&desk)));
        events.push(event(&ticket, 3, "start", 1, Some(&desk)));
    }
    events.extend((0..waiting).map(|n| event(&format!("w{n}"), 1, "issue", 5, None)));
    events
}

#[test]
fn silence_is_never_a_wait_of_nothing() {
    let silent = PublicWait::Unknown {
        reason: WaitUnknown::Silent,
    };
    assert_eq!(wait(&HallDay::default(), 5), silent);
    // Tickets are taken and nobody calls: no desk is known to be open.
    assert_eq!(wait(&day([event("1", 1, "issue", 0, None)]), 5), silent);
    // Everybody was served, and then nothing more was told.
    let ended = [1, 2].map(|n: u8| {
        let (ticket, desk) = (format!("s{n}"), format!("g{n}"));
        event(&ticket, 4, "close", 9, Some(&desk))
    });
    let quiet = day(busy(0).into_iter().chain(ended));
    let at_once = PublicWait::Known {
        minutes: 0,
        around: Some(at(10)),
    };
    assert_eq!(wait(&quiet, 10), at_once);
    assert_eq!(wait(&quiet, 45), silent);
}

#[test]
fn one_desk_alone_is_no_figure() {
    let one = busy(3).into_iter().filter(|e| e.ticket.as_str() != "s2");
    let few = PublicWait::Unknown {
        reason: WaitUnknown::FewDesks,
    };
    assert_eq!(wait(&day(one), 6), few);
}

#[test]
fn the_wait_is_told_in_fives_until_the_last_ticket() {
    let six = day(busy(6));
    let PublicWait::Known { minutes, around } = wait(&six, 6) else {
        panic!("{:?}", wait(&six, 6));
    };
    assert!(minutes > 0 && minutes.is_multiple_of(5), "{minutes}");
    assert_eq!(around, Some(at(6 + i64::from(minutes))));
    assert_eq!(wait(&six, 175), PublicWait::LastTicket);
    let opens_at = Some(At::from_seconds(NINE + 86_400 - 1_800));
    assert_eq!(wait(&six, 181), PublicWait::Closed { opens_at });
}

#[test]
fn a_desk_that_serves_two_queues_serves_each_more_slowly() {
    let alone = day(busy(3));
    let mut events = busy(3);
    events.extend((0..8).map(|n| TicketEvent {
        service: Some(code("urbanisme")),
        ..event(&format!("u{n}"), 1, "issue", 5, None)
    }));
    let by_length = |day: &HallDay| {
        let plan = plan();
        let all = QueueLook::all(
            &plan.counters[0],
            day,
            at(6),
            &Zone::utc(),
            HallRules::default(),
        );
        all[0].wait.expect("a wait").by_length.expect("a length")
    };
    assert!(by_length(&day(events)) > 2.0 * by_length(&alone));
}

#[test]
fn a_call_stays_for_a_minute_however_many_follow() {
    let mut events = Vec::new();
    for n in 0..7 {
        let ticket = format!("{n}");
        events.push(event(&ticket, 1, "issue", 0, None));
        events.push(event(&ticket, 2, "call", 10, Some("g2")));
    }
    let day = day(events);
    let calls = hall(&day, 11).calls;
    assert_eq!(calls.len(), 7);
    assert_eq!(
        (calls[0].number.as_str(), calls[0].desk.as_deref()),
        ("A0", Some("2"))
    );
    assert_eq!(hall(&day, 12).calls.len(), 4);
    assert_eq!(hall(&day, 41).calls, []);
}

#[test]
fn a_mistaken_call_goes_from_the_screen() {
    let mut events = busy(1);
    events.push(event("w0", 2, "call", 6, Some("g1")));
    assert_eq!(hall(&day(events.clone()), 6).calls[0].number, "Aw0");
    events.push(event("w0", 3, "undo", 6, Some("g1")));
    assert_ne!(hall(&day(events), 6).calls[0].number, "Aw0");
}

#[test]
fn a_display_stands_in_where_there_are_no_tickets() {
    let state = |minute: i64, waiting: u32, desks: u32, last: &str| QueueState {
        counter: code("accueil"),
        service: code("titres"),
        at: at(minute),
        received_at: at(minute),
        waiting,
        open_desks: desks,
        last_called: Some(last.to_owned()),
        service_s: Some(300),
    };
    let mut day = HallDay::default();
    day.show(state(0, 4, 2, "A7"));
    day.show(state(1, 3, 2, "A8"));
    day.show(state(2, 3, 2, "A8"));
    assert!(matches!(wait(&day, 3), PublicWait::Known { minutes, .. } if minutes > 0));
    let hall = hall(&day, 3);
    assert_eq!(
        (hall.calls[0].number.as_str(), hall.calls[0].at),
        ("A8", at(1))
    );
    assert_eq!(hall.counters[0].queues[0].waiting, Some(3));
    let silent = PublicWait::Unknown {
        reason: WaitUnknown::Silent,
    };
    assert_eq!(wait(&day, 5), silent);
    day.show(state(6, 0, 0, "A8"));
    assert_eq!(wait(&day, 6), PublicWait::Closed { opens_at: None });
}

#[test]
fn the_promise_is_told_from_eleven_on() {
    let life = |n: i64, waited: i64| {
        let ticket = format!("p{n}");
        [
            event(&ticket, 1, "issue", n, None),
            event(&ticket, 2, "call", n + waited, Some("g1")),
            event(&ticket, 3, "start", n + waited, Some("g1")),
            event(&ticket, 4, "close", n + waited + 1, Some("g1")),
        ]
    };
    let ten = (0..10).flat_map(|n| life(n, 5));
    let promise = hall(&day(ten.clone()), 60).promise.expect("a promise");
    assert_eq!((promise.percent, promise.level), (None, None));
    let most = ten.chain((10..14).flat_map(|n| life(n, 20)));
    let promise = hall(&day(most), 60).promise.expect("a share");
    assert_eq!((promise.percent, promise.promised), (Some(71), Some(80)));
    assert_eq!(promise.level, Some(crate::score::Level::Watch));
}

#[test]
fn who_is_back_and_whose_time_has_come_is_called_first() {
    let appointment = |ticket: &str, due: i64| TicketEvent {
        appointment_at: Some(at(due)),
        ..event(ticket, 1, "issue", 9, None)
    };
    let mut events = vec![
        event("late", 1, "issue", 8, None),
        event("early", 1, "issue", 1, None),
        appointment("due", 10),
        appointment("later", 30),
        event("back", 1, "issue", 5, None),
    ];
    events.push(event("back", 2, "call", 6, Some("g1")));
    events.push(event("back", 3, "no_answer", 7, Some("g1")));
    events.push(event("back", 4, "return", 9, None));
    let (plan, day) = (plan(), day(events));
    let order = call_order(&plan.counters[0], &day, |_| true, at(12));
    let codes: Vec<_> = order.iter().map(|t| t.ticket.as_str()).collect();
    assert_eq!(codes, ["back", "due", "early", "late", "later"]);
    assert_eq!(
        call_order(&plan.counters[0], &day, |_| false, at(12)).len(),
        0
    );
}

proptest! {
    #[test]
    fn events_in_any_order_give_the_hall_of_all_at_once(
        (events, cut) in (
            Just((0..6).flat_map(|n| {
                let ticket = format!("{n}");
                let desk = format!("g{}", 1 + n % 2);
                [("issue", 0), ("call", 6), ("start", 7), ("hold", 9), ("resume", 11), ("close", 15)]
                    .into_iter().enumerate().take(2 + n)
                    .map(|(seq, (kind, minute))| {
                        let seq = u32::try_from(seq).expect("small");
                        event(&ticket, seq, kind, i64::try_from(n).expect("small") + minute, Some(&desk))
                    }).collect::<Vec<_>>()
            }).collect::<Vec<_>>()).prop_shuffle(),
            1..9_usize,
        ),
        minute in 0..60_i64,
    ) {
        let mut kept = Tickets::new(TicketRules::default());
        let mut live = HallDay::default();
        for batch in events.chunks(cut) {
            for code in kept.absorb(batch.iter().cloned()) {
                match kept.get(&code) {
                    Some(ticket) => live.put(ticket.clone()),
                    None => live.remove(&code),
                }
            }
        }
        let at_once = day(events);
        prop_assert_eq!(hall(&live, minute), hall(&at_once, minute));
        prop_assert_eq!(live, at_once);
    }
}
