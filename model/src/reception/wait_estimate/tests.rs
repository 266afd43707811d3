use super::*;
use crate::city::{OpenRange, OpeningHours, PlaceCode, ServiceCode};
use crate::reception::{Desks, TicketEvent, TicketEventType as Type, TicketRules, Tickets};
use crate::time::Zone;

fn office() -> OpeningHours {
    let day = vec![
        OpenRange { from: 510, to: 720 },
        OpenRange {
            from: 810,
            to: 1050,
        },
    ];
    OpeningHours {
        week: vec![day; 5],
        open_on_holidays: false,
        alsace_moselle: false,
        exceptions: vec![],
    }
}

fn paris() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

/// A time of 7 April 2026.
fn at(time: &str) -> At {
    let local = format!("2026-04-07T{time}");
    paris()
        .instant(local.parse().expect("local"))
        .expect("unique")
}

fn queue(now: At) -> QueueSnapshot {
    QueueSnapshot {
        at: now,
        waiting: 6,
        desks_open: 3,
        desks: 3.0,
        free: false,
        service_min: 0.0,
        services: 0,
        started: 12,
        window_s: 1_800,
        head_min: Some(20.0),
        last_min: Some(14.0),
    }
}

fn estimate(queue: QueueSnapshot, now: At) -> Result<WaitEstimate, NoEstimate> {
    let (hours, zone) = (office(), paris());
    let clock = OpeningClock::new(&hours, &zone);
    estimate_wait(&queue, EstimateRules::default(), now, &clock)
}

#[test]
fn two_estimators_give_their_mean_and_one_itself() {
    let now = at("10:00");
    let two = QueueSnapshot {
        head_min: None,
        ..queue(now)
    };
    let both = estimate(two, now).expect("open").minutes;
    assert!((both - f64::midpoint(56.0 / 3.0, 15.0)).abs() < 1e-9);
    let one = QueueSnapshot { started: 0, ..two };
    let alone = estimate(one, now).expect("open");
    assert_eq!(Some(alone.minutes), alone.by_length);
}

#[test]
fn a_break_is_stepped_over() {
    let now = at("11:50");
    let found = estimate(queue(now), now).expect("open");
    assert_eq!((found.public_min, found.last_ticket), (25, false));
    assert_eq!(found.around, Some(at("13:45")));
}

#[test]
fn beyond_the_last_closing_the_ticket_is_the_last() {
    let now = at("17:10");
    let found = estimate(queue(now), now).expect("open");
    assert_eq!((found.last_ticket, found.around), (true, None));
    let now = at("17:05");
    let found = estimate(queue(now), now).expect("open");
    assert_eq!(
        (found.last_ticket, found.around),
        (false, Some(at("17:30")))
    );
}

#[test]
fn silence_is_never_zero_minutes() {
    let now = at("10:00");
    let closed = NoEstimate::Closed {
        opens_at: Some(at("13:30")),
    };
    assert_eq!(estimate(queue(at("12:10")), at("12:10")), Err(closed));
    let old = |s: i64| QueueSnapshot {
        at: now.plus_seconds(-s),
        ..queue(now)
    };
    assert!(estimate(old(120), now).is_ok());
    assert_eq!(
        estimate(old(121), now),
        Err(NoEstimate::Stale { age_s: 121 })
    );
    assert_eq!(
        estimate(old(-61), now),
        Err(NoEstimate::ClockWrong { ahead_s: 61 })
    );
    let alone = QueueSnapshot {
        desks_open: 1,
        desks: 1.0,
        ..queue(now)
    };
    assert_eq!(
        estimate(alone, now),
        Err(NoEstimate::TooFewDesks { desks: 1 })
    );
    let nothing = QueueSnapshot {
        desks: 0.0,
        started: 0,
        head_min: None,
        ..queue(now)
    };
    assert_eq!(estimate(nothing, now), Err(NoEstimate::NoBasis));
}

#[test]
fn a_young_day_has_no_pace_yet() {
    let now = at("08:35");
    let young = QueueSnapshot {
        window_s: 300,
        started: 9,
        ..queue(now)
    };
    assert_eq!(estimate(young, now).expect("open").by_throughput, None);
}

#[test]
fn a_free_desk_means_no_wait() {
    let now = at("10:00");
    let free = QueueSnapshot {
        waiting: 0,
        free: true,
        head_min: None,
        ..queue(now)
    };
    let found = estimate(free, now).expect("open");
    assert_eq!((found.minutes, found.public_min), (0.0, 0));
}

#[test]
fn a_display_is_enough_for_the_length_of_the_queue() {
    let now = at("10:00");
    let state = serde_json::from_value(serde_json::json!({
        "counter": "c", "service": "s", "at": now.millis(), "received_at": now.millis(),
        "waiting": 6, "open_desks": 3,
    }))
    .expect("a state");
    let found = estimate(QueueSnapshot::of_display(&state), now).expect("open");
    assert_eq!(
        (Some(found.minutes), found.public_min),
        (found.by_length, 25)
    );
    assert!((found.minutes - 18.67).abs() < 0.005);
}

#[test]
fn a_snapshot_is_taken_from_the_tickets_of_the_day() {
    let (counter, service) = (
        PlaceCode::new("c").expect("a code"),
        ServiceCode::new("s").expect("a code"),
    );
    let lives: [&[(Type, &str)]; 4] = [
        &[
            (Type::Issue, "09:00"),
            (Type::Call, "09:20"),
            (Type::Start, "09:21"),
            (Type::Close, "09:31"),
        ],
        &[
            (Type::Issue, "09:10"),
            (Type::Call, "09:50"),
            (Type::Start, "09:51"),
        ],
        &[(Type::Issue, "09:30")],
        &[(Type::Issue, "09:40")],
    ];
    let mut tickets = Tickets::new(TicketRules::default());
    for (number, life) in lives.iter().enumerate() {
        let events = (0..).zip(*life).map(|(seq, &(kind, time))| TicketEvent {
            ticket: crate::city::TicketCode::new(format!("t{number}")).expect("a code"),
            at: at(time),
            seq,
            kind,
            counter: counter.clone(),
            desk: None,
            service: Some(service.clone()),
            number: None,
            appointment_at: None,
            source: String::new(),
        });
        tickets.absorb(events);
    }
    let (hours, zone) = (office(), paris());
    let clock = OpeningClock::new(&hours, &zone);
    let desks = Desks {
        open: 2,
        shares: 1.5,
    };
    let rules = EstimateRules::default();
    let now = at("10:00");
    let found = QueueSnapshot::of(
        tickets.iter(),
        (&counter, &service),
        desks,
        now,
        &clock,
        rules,
    );
    assert_eq!((found.waiting, found.services, found.started), (2, 1, 1));
    assert_eq!(found.service_min, 10.0);
    assert!(found.free, "one of two desks is busy");
    assert_eq!((found.head_min, found.last_min), (Some(30.0), Some(40.0)));
}

#[test]
fn a_free_desk_and_nobody_before_is_no_wait_whatever_the_pace_was() {
    let now = at("10:00");
    let free = QueueSnapshot {
        waiting: 0,
        free: true,
        started: 2,
        head_min: None,
        last_min: Some(25.0),
        ..queue(now)
    };
    let found = estimate(free, now).expect("open");
    assert_eq!((found.minutes, found.public_min), (0.0, 0));
    // Somebody before, or no desk free: the pace speaks.
    let busy = QueueSnapshot {
        free: false,
        ..free
    };
    assert!(estimate(busy, now).expect("open").public_min > 0);
}
