//! What the counters of the demo town promise.

use std::collections::{BTreeMap, BTreeSet};

use model::reception::{
    ReceptionDay, ReceptionIndicator, TicketEvent, TicketRules, Tickets, ticket_days,
};
use model::time::{At, Day, Zone};

use super::stories::{BETTER, GAMING, SILENT, WORSE};
use super::{FRONTS, HALLS, Reception, ReceptionFeed};

fn zone() -> Zone {
    Zone::new("Europe/Paris").expect("bundled")
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

fn built() -> Day {
    day("2026-11-24")
}

fn reception() -> Reception {
    Reception::new(17, &zone(), built())
}

/// Tickets of the days `[from, to)`.
fn events(of: &Reception, from: Day, to: Day) -> Vec<TicketEvent> {
    let days = (from.number()..to.number()).map(Day::from_number);
    days.flat_map(|day| (0..HALLS.len()).flat_map(move |hall| of.day(hall, day).events))
        .collect()
}

/// What the days `[from, to)` come to, by counter.
fn counted(of: &Reception, from: Day, to: Day) -> BTreeMap<String, ReceptionDay> {
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(events(of, from, to));
    assert_eq!(tickets.set_aside(), Vec::new());
    let now = of.midnight(to);
    let hours = |counter: &model::city::PlaceCode| {
        let nth = FRONTS.iter().position(|f| f.code == counter.as_str())?;
        of.0.hours.get(nth)
    };
    let mut all: BTreeMap<String, ReceptionDay> = BTreeMap::new();
    for (queue, day) in ticket_days(tickets.iter(), TicketRules::default(), &zone(), now, hours) {
        let counter = queue.counter.as_str().to_owned();
        all.entry(counter).or_default().tickets.merge(&day);
    }
    for day in (from.number()..to.number()).map(Day::from_number) {
        for hall in 0..HALLS.len() {
            let told = of.day(hall, day);
            for count in of.counts(&told, day, now) {
                let counter = count.counter.as_str().to_owned();
                count.counted.add_to(all.entry(counter).or_default());
            }
            for rating in told.ratings {
                let day = all.entry(rating.counter.as_str().to_owned()).or_default();
                let kind = match rating.question {
                    crate::store::Question::Satisfaction => &mut day.satisfaction,
                    crate::store::Question::Recommendation => &mut day.recommendation,
                    crate::store::Question::Effort => &mut day.effort,
                };
                kind.add(rating.score, rating.scale).expect("on its scale");
            }
        }
    }
    all
}

fn together(all: &BTreeMap<String, ReceptionDay>) -> ReceptionDay {
    let mut whole = ReceptionDay::default();
    all.values().for_each(|day| whole.merge(day));
    whole
}

fn value(indicator: ReceptionIndicator, day: &ReceptionDay) -> f64 {
    indicator.measure(day, 15).expect("measured").value
}

/// The hours in which anything may happen at a counter: a while after it closes too.
fn may_happen(of: &Reception, event: &TicketEvent) -> bool {
    let day = zone().day(event.at);
    let nth = FRONTS.iter().position(|f| f.code == event.counter.as_str());
    let second = event.at.seconds_since(of.midnight(day));
    of.open(nth.expect("a counter"), day).iter().any(|range| {
        let (from, to) = (i64::from(range.from) * 60, i64::from(range.to) * 60);
        // A long service that began in the last minute of the half hour ends on its own.
        (from..to + 45 * 60 + 5_400).contains(&second)
    })
}

#[test]
fn the_same_seed_gives_the_same_days_in_any_order() {
    let (one, other) = (reception(), reception());
    let (monday, tuesday) = (day("2026-11-16"), day("2026-11-17"));
    let later: Vec<_> = (0..HALLS.len())
        .map(|hall| other.day(hall, tuesday).events)
        .collect();
    for (hall, later) in later.iter().enumerate() {
        assert_eq!(one.day(hall, monday).events, other.day(hall, monday).events);
        assert_eq!(&one.day(hall, tuesday).events, later);
    }
    let another = Reception::new(18, &zone(), built());
    assert_ne!(one.day(0, monday).events, another.day(0, monday).events);
}

#[test]
fn every_ticket_is_a_way_through_the_states() {
    // `counted` asserts that nothing was set aside.
    let all = counted(&reception(), day("2026-03-02"), day("2026-04-04"));
    let whole = together(&all).tickets;
    assert_eq!(all.len(), FRONTS.len());
    assert!(whole.issued() > 8_000, "{}", whole.issued());
    let rare = [
        whole.left,
        whole.no_answer,
        whole.transferred,
        whole.auto_closed,
        whole.missed_appointments.num,
        whole.punctual.num,
    ];
    assert!(rare.iter().all(|n| *n > 0), "{rare:?}");
}

#[test]
fn waits_come_of_the_queue() {
    let of = reception();
    let all = counted(&of, day("2026-05-18"), day("2026-06-20"));
    let whole = together(&all);
    let p90 = value(ReceptionIndicator::WaitP90, &whole);
    assert!((5.0..45.0).contains(&p90), "{p90}");
    let occupied = value(ReceptionIndicator::Occ, &whole);
    assert!((45.0..85.0).contains(&occupied), "{occupied}");
    // Where desks are busier people wait longer: nobody drew that.
    let mut by_load: Vec<(f64, f64)> = all
        .values()
        .map(|day| {
            let occupied = value(ReceptionIndicator::Occ, day);
            (occupied, value(ReceptionIndicator::WaitMed, day))
        })
        .collect();
    by_load.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mean = |some: &[(f64, f64)]| some.iter().map(|(_, wait)| wait).sum::<f64>() / 7.0;
    assert!(
        mean(&by_load[7..]) > mean(&by_load[..7]) + 2.0,
        "{by_load:?}"
    );
}

#[test]
fn nothing_happens_while_the_door_is_closed() {
    let of = reception();
    let (from, to) = (day("2026-10-19"), day("2026-11-24"));
    let strike = of.0.stories.strike;
    assert!((from..to).contains(&strike));
    let mut days = BTreeSet::new();
    for event in events(&of, from, to) {
        if matches!(event.kind.as_str(), "book" | "cancel") {
            continue;
        }
        assert!(may_happen(&of, &event), "{event:?}");
        days.insert(zone().day(event.at));
    }
    assert!(!days.contains(&strike));
    assert!(!days.contains(&day("2026-11-11")), "a holiday");
    assert!(days.contains(&day("2026-11-21")), "a Saturday morning");
    assert!(!days.contains(&day("2026-11-22")), "a Sunday");
}

#[test]
fn the_silent_counter_is_silent_and_its_neighbours_are_not() {
    let of = reception();
    let all = counted(&of, built().plus(-3), built().plus(1));
    assert!(!all.contains_key(SILENT));
    assert_eq!(all.len(), FRONTS.len() - 1);
    let before = counted(&of, built().plus(-7), built().plus(-3));
    assert!(before[SILENT].tickets.issued() > 20);
}

#[test]
fn the_stories_are_told() {
    let of = reception();
    let level =
        |all: &BTreeMap<String, ReceptionDay>, at: &str| value(ReceptionIndicator::SlT, &all[at]);
    // The same weeks of two years: seasons do not tell them apart.
    let then = counted(&of, day("2025-10-06"), day("2025-11-22"));
    let now = counted(&of, day("2026-10-05"), day("2026-11-21"));
    let [worse, better] = [WORSE, BETTER].map(|at| level(&now, at) - level(&then, at));
    assert!(worse < -8.0, "{worse}");
    assert!(better > 15.0, "{better}");
    assert!(now[GAMING.0].tickets.quick_closed > 30);
    assert_eq!(then[GAMING.0].tickets.quick_closed, 0);
    // Who waited longer said worse.
    let satisfied = |at: &str| value(ReceptionIndicator::Csat, &then[at]);
    assert!(satisfied(BETTER) + 8.0 < satisfied(WORSE));
}

#[test]
fn two_years_are_an_affordable_number_of_tickets() {
    let of = reception();
    let months = ["2025-01-13", "2025-04-07", "2025-09-08", "2026-02-02"];
    let issued: u64 = months
        .iter()
        .map(|from| {
            together(&counted(&of, day(from), day(from).plus(7)))
                .tickets
                .issued()
        })
        .sum();
    assert!((6_000..11_000).contains(&issued), "{issued} in four weeks");
}

/// Everything a feed tells up to an instant, asked for in steps.
fn told(feed: &mut ReceptionFeed, from: At, to: At, step_s: i64) -> Vec<TicketEvent> {
    let mut events = Vec::new();
    let mut now = from;
    while now < to {
        now = now.plus_seconds(step_s).min(to);
        while let Some(due) = feed.due(now) {
            assert!(due.events.iter().all(|event| event.at <= now));
            assert!(due.events.is_sorted_by_key(|event| event.at));
            events.extend(due.events);
        }
    }
    events
}

#[test]
fn a_feed_that_starts_again_tells_the_same_day() {
    let of = reception();
    let start = of.midnight(built());
    let (noon, evening) = (start.plus_seconds(43_200), start.plus_seconds(80_000));
    let whole = told(
        &mut ReceptionFeed::after(of.clone(), start),
        start,
        evening,
        1_700,
    );
    assert!(whole.len() > 1_000, "{}", whole.len());

    let first = told(
        &mut ReceptionFeed::after(of.clone(), start),
        start,
        noon,
        60,
    );
    assert!(first.len() > 300 && first.len() < whole.len());
    // After a restart the day is told again from its start; the store knows the first part.
    let again = told(
        &mut ReceptionFeed::after(of.clone(), start),
        start,
        evening,
        3_600,
    );
    let sorted = |events: &[TicketEvent]| events.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&again), sorted(&whole));
    assert!(sorted(&first).is_subset(&sorted(&whole)));
    // Half a day is a state that a hall can be in: people wait, nothing is set aside.
    let booked = events(&of, built(), built().plus(1));
    let mut tickets = Tickets::new(TicketRules::default());
    tickets.absorb(booked.into_iter().filter(|event| event.at <= start));
    tickets.absorb(
        first
            .into_iter()
            .filter(|e| e.at <= start.plus_seconds(38_000)),
    );
    assert_eq!(tickets.set_aside(), Vec::new());
    let open = tickets.iter().filter(|t| !t.state.is_final()).count();
    assert!(open > 10, "{open}");
}

#[test]
fn desks_and_counters_are_numbered_without_a_gap() {
    assert_eq!(FRONTS.iter().map(|front| front.desks).sum::<u32>(), 40);
    let codes: BTreeSet<String> = FRONTS
        .iter()
        .flat_map(|front| (0..front.desks).map(|nth| front.desk_code(nth)))
        .collect();
    assert_eq!(codes.len(), 40);
    assert!(codes.contains("guichet-hotel-de-ville-17"));
}
