use proptest::prelude::*;

use super::*;
use crate::city::{OpenRange, TicketCode};
use crate::reception::{
    Rate, ReceptionDay, ReceptionIndicator, TicketEvent, TicketEventType as Type, Tickets,
    WaitHistogram,
};
use crate::time::At;

fn zone() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

fn events(ticket: usize, life: &[(Type, &str)]) -> Vec<TicketEvent> {
    let event = |(seq, &(kind, time)): (u32, &(Type, &str))| TicketEvent {
        ticket: TicketCode::new(format!("t{ticket}")).expect("a code"),
        at: at(time),
        seq,
        kind,
        counter: PlaceCode::new("c").expect("a code"),
        desk: None,
        service: Some(ServiceCode::new("s").expect("a code")),
        number: None,
        appointment_at: None,
        source: String::new(),
    };
    (0..).zip(life).map(event).collect()
}

/// A time of 7 April 2026.
fn at(time: &str) -> At {
    let local = format!("2026-04-07T{time}");
    zone()
        .instant(local.parse().expect("local"))
        .expect("unique")
}

fn one_day(tickets: &Tickets, hours: Option<&OpeningHours>) -> TicketDay {
    let days = ticket_days(
        tickets.iter(),
        TicketRules::default(),
        &zone(),
        at("18:00"),
        |_| hours,
    );
    assert_eq!(days.len(), 1);
    days.into_values().next().expect("a day")
}

#[test]
fn each_way_to_leave_has_its_own_count() {
    let lives: [&[(Type, &str)]; 6] = [
        &[
            (Type::Issue, "09:00"),
            (Type::Call, "09:10"),
            (Type::Start, "09:11"),
            (Type::Close, "09:20"),
        ],
        &[(Type::Issue, "09:00"), (Type::Left, "09:30")],
        &[(Type::Issue, "09:00"), (Type::Cancel, "09:05")],
        &[
            (Type::Issue, "09:00"),
            (Type::Call, "09:16"),
            (Type::NoAnswer, "09:18"),
        ],
        &[(Type::Issue, "10:00"), (Type::EndOfDay, "17:30")],
        &[
            (Type::Issue, "10:00"),
            (Type::Call, "10:01"),
            (Type::Start, "10:02"),
            (Type::EndOfDay, "17:30"),
        ],
    ];
    let mut tickets = Tickets::new(TicketRules::default());
    for (ticket, life) in lives.iter().enumerate() {
        tickets.absorb(events(ticket, life));
    }
    let day = one_day(&tickets, None);
    assert_eq!((day.issued(), day.served, day.auto_closed), (6, 2, 1));
    assert_eq!(
        (day.left, day.cancelled, day.no_answer, day.expired),
        (1, 1, 1, 1)
    );
    assert_eq!(day.left_before_service(), Rate::new(4, 6));
    // the forgotten ticket has no service time
    assert_eq!(day.services, WaitHistogram::of([540]));
    // 10 and 1 served; 30 and 16 left after a quarter of an hour, 5 before; one unseen
    assert_eq!(
        day.committed.service_level(15, day.expired),
        Rate::new(2, 5)
    );
    assert_eq!((day.hours[&9].issued, day.hours[&10].issued), (4, 2));
}

#[test]
fn the_commitment_counts_from_the_opening_and_experience_from_issue() {
    let mut tickets = Tickets::new(TicketRules::default());
    let life = [
        (Type::Issue, "08:10"),
        (Type::Call, "08:34"),
        (Type::Start, "08:35"),
    ];
    tickets.absorb(events(0, &life));
    let hours = OpeningHours {
        week: vec![vec![OpenRange { from: 510, to: 720 }]; 5],
        open_on_holidays: false,
        alsace_moselle: false,
        exceptions: vec![],
    };
    let day = one_day(&tickets, Some(&hours));
    assert_eq!(day.committed.served, WaitHistogram::of([240]));
    assert_eq!(day.waits().served, WaitHistogram::of([1_440]));
    // a counter said to be closed all day gives no time away
    let never = OpeningHours {
        week: vec![],
        ..hours
    };
    let day = one_day(&tickets, Some(&never));
    assert_eq!(day.committed.served, WaitHistogram::of([1_440]));
}

#[test]
fn who_waits_too_long_already_counts_against_the_service_level() {
    let mut tickets = Tickets::new(TicketRules::default());
    for (ticket, time) in ["17:40", "17:45", "17:50"].into_iter().enumerate() {
        tickets.absorb(events(ticket, &[(Type::Issue, time)]));
    }
    let day = one_day(&tickets, None);
    assert_eq!(day.service_level(15), Rate::new(0, 1));
    assert_eq!(day.service_level(20).share(), None);
    assert_eq!(day.waits().all().count(), 0);
}

#[test]
fn an_appointment_to_come_is_in_no_day_yet() {
    let mut booked = events(0, &[(Type::Book, "08:00"), (Type::Timeout, "10:30")]);
    booked[0].appointment_at = Some(at("10:00"));
    let mut tickets = Tickets::new(TicketRules::default());
    let of = |tickets: &Tickets| {
        let rules = TicketRules::default();
        ticket_days(tickets.iter(), rules, &zone(), at("18:00"), |_| None)
    };
    tickets.absorb([booked.remove(0)]);
    assert!(of(&tickets).is_empty());
    tickets.absorb(booked);
    let missed = of(&tickets).into_values().next().expect("a day");
    assert_eq!(missed.missed_appointments, Rate::new(1, 1));
    assert_eq!(missed.left_before_service(), Rate::new(0, 0));
}

#[test]
fn waits_of_the_domain_come_out_of_tickets() {
    let mut tickets = Tickets::new(TicketRules::default());
    for (ticket, wait) in [2, 3, 5, 7, 8, 9, 12, 14, 21, 35].into_iter().enumerate() {
        let call = format!("09:{wait:02}");
        let life = [
            (Type::Issue, "09:00"),
            (Type::Call, call.as_str()),
            (Type::Start, "09:40"),
        ];
        tickets.absorb(events(ticket, &life));
    }
    let day = ReceptionDay {
        tickets: one_day(&tickets, None),
        ..ReceptionDay::default()
    };
    let value = |indicator: ReceptionIndicator| indicator.measure(&day, 15).map(|m| m.value);
    assert_eq!(value(ReceptionIndicator::WaitMed), Some(8.5));
    assert_eq!(value(ReceptionIndicator::WaitP90), Some(21.0));
    assert_eq!(value(ReceptionIndicator::SlT), Some(80.0));
    assert_eq!(value(ReceptionIndicator::Left), Some(0.0));
    assert_eq!(value(ReceptionIndicator::ServT), None);
}

proptest! {
    /// A day does not depend on how its tickets are dealt out to rollups.
    #[test]
    fn merged_rollups_equal_the_rollup_of_all(
        lives in prop::collection::vec((0u32..600, 0u32..90, 0usize..5, any::<bool>()), 0..30),
    ) {
        let (mut all, mut ones, mut others) = (
            Tickets::new(TicketRules::default()),
            Tickets::new(TicketRules::default()),
            Tickets::new(TicketRules::default()),
        );
        for (ticket, &(issued, wait, length, side)) in lives.iter().enumerate() {
            let life = [
                (Type::Issue, "00:00"),
                (Type::Call, "00:00"),
                (Type::Start, "00:00"),
                (Type::Close, "00:00"),
                (Type::Left, "00:00"),
            ];
            let mut events = events(ticket, &life[..length]);
            for (step, event) in (0..).zip(&mut events) {
                let minutes = issued + u32::from(step > 0) * wait + step;
                event.at = event.at.plus_seconds(i64::from(minutes) * 60);
            }
            all.absorb(events.clone());
            if side { ones.absorb(events) } else { others.absorb(events) };
        }
        let of = |tickets: &Tickets| {
            ticket_days(tickets.iter(), TicketRules::default(), &zone(), at("18:00"), |_| None)
        };
        let mut merged = of(&ones);
        for (key, day) in of(&others) {
            merged.entry(key).or_default().merge(&day);
        }
        prop_assert_eq!(merged, of(&all));
    }
}
