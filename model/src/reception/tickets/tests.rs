use super::*;
use crate::city::{OpenRange, OpeningHours, PlaceCode, ServiceCode};
use crate::reception::{
    Leaving, OpeningClock, SetAsideReason, TicketEventType as Type, TicketState,
};
use crate::time::{At, Zone};

mod any_order;

/// An event of ticket `t` at a time of 7 April 2026, local.
fn event(seq: u32, kind: Type, time: &str) -> TicketEvent {
    let local = format!("2026-04-07T{time}");
    let zone = Zone::new("Europe/Paris").expect("bundled");
    TicketEvent {
        ticket: TicketCode::new("t").expect("a code"),
        at: zone.instant(local.parse().expect("local")).expect("unique"),
        seq,
        kind,
        counter: PlaceCode::new("mairie-accueil").expect("a code"),
        desk: None,
        service: Some(ServiceCode::new("a").expect("a code")),
        number: None,
        appointment_at: None,
        source: "kiosk".to_owned(),
    }
}

fn day(events: &[(Type, &str)]) -> Tickets {
    let mut tickets = Tickets::new(TicketRules::default());
    let events = (1..)
        .zip(events)
        .map(|(seq, &(kind, time))| event(seq, kind, time));
    tickets.absorb(events);
    tickets
}

fn only(tickets: &Tickets) -> &Ticket {
    tickets.iter().next().expect("a ticket")
}

fn reasons(tickets: &Tickets) -> Vec<SetAsideReason> {
    tickets.set_aside().iter().map(|s| s.reason).collect()
}

fn timeline() -> Vec<TicketEvent> {
    let mut events = vec![
        event(1, Type::Issue, "09:00:00"),
        event(2, Type::Call, "09:12:00"),
        event(3, Type::Start, "09:13:30"),
        event(4, Type::Hold, "09:20:00"),
        event(5, Type::Resume, "09:24:00"),
        event(6, Type::Transfer, "09:30:00"),
        event(7, Type::Call, "09:41:00"),
        event(8, Type::Start, "09:42:00"),
        event(9, Type::Close, "09:50:00"),
    ];
    events[5].service = Some(ServiceCode::new("b").expect("a code"));
    events
}

/// Domain §2.3.
#[test]
fn the_timeline_of_a_transferred_ticket() {
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(timeline());
    let ticket = only(&tickets);
    assert_eq!(tickets.set_aside(), []);
    assert_eq!(ticket.state, TicketState::Closed);
    assert_eq!(ticket.wait_first_s(), Some(12 * 60));
    assert_eq!(ticket.segments[1].wait_s(), Some(11 * 60));
    assert_eq!(ticket.wait_total_s(), Some(23 * 60));
    assert_eq!(ticket.segments[0].service_s(), Some(750));
    assert_eq!(ticket.segments[1].service_s(), Some(8 * 60));
    assert_eq!(ticket.service_s(), Some(1_230));
    assert_eq!(ticket.walk_s(), Some(90 + 60));
    assert_eq!(ticket.sojourn_s(), Some(50 * 60));
    assert_eq!(
        (ticket.transfers, ticket.segments[1].service.as_str()),
        (1, "b")
    );
}

#[test]
fn who_leaves_has_waited_until_then() {
    let tickets = day(&[(Type::Issue, "09:00"), (Type::Left, "09:17")]);
    let ticket = only(&tickets);
    assert_eq!(ticket.state, TicketState::Abandoned);
    assert_eq!(ticket.leaving, Some(Leaving::Left));
    assert_eq!(
        (ticket.wait_first_s(), ticket.left_after_s()),
        (None, Some(1_020))
    );
    assert!(ticket.left_before_service());
}

#[test]
fn who_missed_the_call_returns_with_priority_within_the_grace() {
    let missed = [
        (Type::Issue, "09:00"),
        (Type::Call, "09:10"),
        (Type::Recall, "09:11"),
        (Type::NoAnswer, "09:12"),
    ];
    let back = day(&[&missed[..], &[(Type::Return, "09:22")]].concat());
    assert_eq!(only(&back).state, TicketState::Waiting);
    assert!(only(&back).priority);
    assert_eq!(only(&back).segments.len(), 2);

    let late = day(&[&missed[..], &[(Type::Return, "09:23")]].concat());
    assert_eq!(only(&late).state, TicketState::NoShow);
    assert_eq!(reasons(&late), [SetAsideReason::ReturnedTooLate]);

    let gone = day(&[&missed[..], &[(Type::GraceOver, "09:22")]].concat());
    assert_eq!(only(&gone).state, TicketState::Abandoned);
    assert_eq!(only(&gone).leaving, Some(Leaving::NoAnswer));
    assert_eq!(only(&gone).left_after_s(), Some(600));
}

#[test]
fn who_returns_waits_where_they_waited() {
    let mut events: Vec<_> = (1..)
        .zip([
            (Type::Issue, "09:00"),
            (Type::Call, "09:10"),
            (Type::NoAnswer, "09:12"),
            (Type::Return, "09:15"),
        ])
        .map(|(seq, (kind, time))| event(seq, kind, time))
        .collect();
    events[3].counter = PlaceCode::new("mairie-borne").expect("a code");
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(events);
    assert_eq!(
        only(&tickets).segments[1].counter.as_str(),
        "mairie-accueil"
    );
}

#[test]
fn a_call_is_repeated_three_times_at_most() {
    let mut events = vec![(Type::Issue, "09:00"), (Type::Call, "09:10")];
    events.extend([(Type::Recall, "09:11"); 4]);
    let tickets = day(&events);
    assert_eq!(only(&tickets).recalls, 3);
    assert_eq!(reasons(&tickets), [SetAsideReason::RecalledTooOften]);
}

#[test]
fn a_call_undone_within_a_minute_never_happened() {
    let tickets = day(&[
        (Type::Issue, "09:00"),
        (Type::Call, "09:05"),
        (Type::Undo, "09:06"),
        (Type::Call, "09:20"),
    ]);
    assert_eq!(only(&tickets).wait_first_s(), Some(1_200));
    let late = day(&[
        (Type::Issue, "09:00"),
        (Type::Call, "09:05"),
        (Type::Undo, "09:06:01"),
    ]);
    assert_eq!(reasons(&late), [SetAsideReason::UndoneTooLate]);
    assert_eq!(only(&late).state, TicketState::Called);
}

#[test]
fn a_start_undone_falls_back_to_the_call() {
    let tickets = day(&[
        (Type::Issue, "09:00"),
        (Type::Call, "09:05"),
        (Type::Start, "09:06"),
        (Type::Undo, "09:06:30"),
        (Type::Start, "09:08"),
        (Type::Close, "09:18"),
    ]);
    let ticket = only(&tickets);
    assert_eq!(
        (ticket.walk_s(), ticket.service_s()),
        (Some(180), Some(600))
    );
}

#[test]
fn the_end_of_the_day_closes_what_was_forgotten() {
    let forgotten = day(&[
        (Type::Issue, "16:00"),
        (Type::Call, "16:10"),
        (Type::Start, "16:11"),
        (Type::EndOfDay, "17:30"),
    ]);
    let ticket = only(&forgotten);
    assert_eq!(
        (ticket.state, ticket.auto_closed),
        (TicketState::Closed, true)
    );
    assert_eq!((ticket.service_s(), ticket.sojourn_s()), (None, None));
    assert_eq!(ticket.wait_first_s(), Some(600));

    let waiting = day(&[(Type::Issue, "16:00"), (Type::EndOfDay, "17:30")]);
    assert_eq!(only(&waiting).state, TicketState::Expired);
    assert!(only(&waiting).left_before_service());
    assert_eq!(only(&waiting).left_after_s(), None);
}

#[test]
fn a_ticket_called_and_closed_at_once_is_flagged() {
    let closed = |time: &str| {
        let tickets = day(&[
            (Type::Issue, "09:00"),
            (Type::Call, "09:10:00"),
            (Type::Start, "09:10:05"),
            (Type::Close, time),
        ]);
        only(&tickets).quick_closed
    };
    assert_eq!((closed("09:10:14"), closed("09:10:15")), (true, false));
}

fn appointment(events: &[(Type, &str)]) -> Tickets {
    let due = event(0, Type::Book, "10:00").at;
    let mut all: Vec<_> = (1..)
        .zip(events)
        .map(|(seq, &(kind, time))| event(seq, kind, time))
        .collect();
    all[0].appointment_at = Some(due);
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(all);
    tickets
}

#[test]
fn an_early_arrival_does_not_wait_before_the_appointment() {
    let served = |arrival: &str, start: &str| {
        let tickets = appointment(&[
            (Type::Book, "07:00"),
            (Type::Arrive, arrival),
            (Type::Call, start),
            (Type::Start, start),
        ]);
        let ticket = only(&tickets);
        (
            ticket.rdv_wait_s(),
            ticket.is_punctual(TicketRules::default()),
        )
    };
    assert_eq!(served("09:40", "10:04"), (Some(240), Some(true)));
    assert_eq!(served("10:07", "10:11"), (Some(240), Some(false)));
    assert_eq!(served("09:40", "10:10"), (Some(600), Some(true)));
}

#[test]
fn an_appointment_ends_unseen_or_given_up() {
    let missed = appointment(&[(Type::Book, "07:00"), (Type::Timeout, "10:15")]);
    assert_eq!(only(&missed).state, TicketState::RdvNoShow);
    assert!(!only(&missed).left_before_service());
    let early = appointment(&[(Type::Book, "07:00"), (Type::EndOfDay, "08:00")]);
    assert_eq!(reasons(&early), [SetAsideReason::AppointmentToCome]);
    let given_up = appointment(&[(Type::Book, "07:00"), (Type::Cancel, "08:00")]);
    assert_eq!(only(&given_up).state, TicketState::Cancelled);
    assert_eq!(
        reasons(&day(&[(Type::Book, "07:00")])),
        [SetAsideReason::NoAppointment]
    );
}

#[test]
fn a_ticket_taken_before_opening_has_two_clocks() {
    let zone = Zone::new("Europe/Paris").expect("bundled");
    let hours = OpeningHours {
        week: vec![vec![OpenRange { from: 510, to: 720 }]; 5],
        open_on_holidays: false,
        alsace_moselle: false,
        exceptions: vec![],
    };
    let clock = OpeningClock::new(&hours, &zone);
    let tickets = day(&[(Type::Issue, "08:10"), (Type::Call, "08:34")]);
    assert_eq!(only(&tickets).wait_first_s(), Some(24 * 60));
    assert_eq!(only(&tickets).wait_committed_s(&clock), Some(4 * 60));
}

#[test]
fn what_cannot_happen_is_set_aside_with_its_reason() {
    let tickets = day(&[
        (Type::Issue, "09:00"),
        (Type::Close, "09:01"),
        (Type::Issue, "09:02"),
        (Type::Call, "09:03"),
    ]);
    assert_eq!(
        reasons(&tickets),
        [
            SetAsideReason::Impossible {
                state: TicketState::Waiting,
                kind: Type::Close
            },
            SetAsideReason::IssuedTwice
        ]
    );
    assert_eq!(only(&tickets).state, TicketState::Called);
}

#[test]
fn two_events_that_claim_one_number_are_told_apart_alike_in_any_order() {
    let (one, other) = (
        event(1, Type::Issue, "09:00"),
        event(1, Type::Issue, "09:01"),
    );
    let of = |events: Vec<TicketEvent>| {
        let mut tickets = Tickets::new(TicketRules::default());
        for event in events {
            tickets.absorb([event]);
        }
        tickets
    };
    let forth = of(vec![one.clone(), other.clone()]);
    assert_eq!(forth, of(vec![other, one.clone()]));
    assert_eq!(reasons(&forth), [SetAsideReason::NumberTaken]);
    assert_eq!(only(&forth).issued_at, Some(one.at));
}

#[test]
fn the_wire_form_of_an_event_is_stable() {
    let text = r#"{"ticket":"A042-20260407","seq":2,"type":"no_answer","at":1775545920000,
        "counter":"mairie-accueil","desk":"mairie-guichet-3"}"#;
    let read: TicketEvent = serde_json::from_str(text).expect("an event");
    assert_eq!(
        (read.kind, read.at),
        (Type::NoAnswer, At::from_millis(1_775_545_920_000))
    );
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb([read]);
    let written = serde_json::to_value(tickets.set_aside()).expect("JSON");
    assert_eq!(written[0]["reason"], "not_issued");
    assert_eq!(written[0]["event"]["type"], "no_answer");
}
