use model::city::{Fact, FactBody, OpenRange, OpeningHours};
use model::reception::{TicketEvent, TicketEventType};
use model::score::{Direction, Objective, Trajectory};
use model::time::{At, Day};
use server::store::TicketBatch;

use crate::town::{Town, code};

/// Every counter of the town hall.
pub const COUNTERS: [&str; 3] = ["accueil", "etat-civil", "urbanisme"];
/// Days told before today.
const DAYS: i32 = 75;

/// A town hall with a busy counter that has quiet Saturdays, one with a visitor now and
/// then, and one that is neither.
pub async fn busy_town() -> Town {
    let town = Town::open().await;
    let today = "2026-04-08".parse::<Day>().unwrap();
    let mut events = Vec::new();
    for back in 1..=DAYS {
        let day = today.plus(-back);
        for counter in COUNTERS {
            for n in 0..visitors(counter, day) {
                events.extend(visit(counter, day, n));
            }
        }
    }
    tell(&town, events).await;
    let aims = [
        "ville",
        "hotel-de-ville",
        "accueil",
        "etat-civil",
        "urbanisme",
    ];
    let aims = aims.into_iter().map(objective).collect();
    let hours = COUNTERS.map(hours).to_vec();
    town.store.put_facts(hours, At::default()).await.unwrap();
    town.store
        .adopt_objectives(aims, At::default())
        .await
        .unwrap();
    town.state.reload().await.unwrap();
    town
}

/// A visitor more at a counter this morning, and all is read anew.
pub async fn one_more(town: &Town, counter: &str, n: u32) {
    let today = "2026-04-08".parse().unwrap();
    tell(town, visit(counter, today, n)).await;
    town.state.reload().await.unwrap();
}

async fn tell(town: &Town, events: Vec<TicketEvent>) {
    let known_at = At::from_seconds(1_775_642_417);
    let batch = TicketBatch { events, known_at };
    town.store.tell_tickets(batch).await.unwrap();
}

fn visitors(counter: &str, day: Day) -> u32 {
    // Any numbers, always the same.
    let any = u32::try_from(day.number())
        .unwrap()
        .wrapping_mul(2_654_435_761)
        >> 16;
    match (counter, day.weekday_from_monday()) {
        (_, 6) => 0,
        ("accueil", 5) => 1 + any % 4,
        ("accueil", _) => 17 + any % 9,
        ("etat-civil", 2) => 1,
        ("urbanisme", 0..=4) => 1 + any % 7,
        _ => 0,
    }
}

/// Open on the days on which somebody comes.
fn hours(counter: &str) -> Fact {
    let monday: Day = "2026-03-02".parse().unwrap();
    let week = (0..7).map(|n| {
        let open = OpenRange {
            from: 510,
            to: 1_050,
        };
        let comes = visitors(counter, monday.plus(n)) > 0;
        if comes { vec![open] } else { Vec::new() }
    });
    Fact {
        subject: counter.to_owned(),
        from: "2020-01-01".parse().unwrap(),
        to: None,
        body: FactBody::Opening(OpeningHours {
            week: week.collect(),
            open_on_holidays: true,
            alsace_moselle: false,
            exceptions: Vec::new(),
        }),
    }
}

/// One visitor in three waits for longer than promised.
fn visit(counter: &str, day: Day, n: u32) -> Vec<TicketEvent> {
    let noon: At = At::from_seconds(i64::from(day.number()) * 86_400 + 7 * 3600);
    let issued = noon.plus_seconds(i64::from(n) * 60);
    let wait = if n.is_multiple_of(3) { 1_500 } else { 240 };
    let steps = [
        (TicketEventType::Issue, 0),
        (TicketEventType::Call, wait),
        (TicketEventType::Start, wait + 30),
        (TicketEventType::Close, wait + 300),
    ];
    let event = |(seq, (kind, after)): (u32, (TicketEventType, i64))| TicketEvent {
        ticket: format!("{counter}-{day}-{n}").parse().unwrap(),
        at: issued.plus_seconds(after),
        seq,
        kind,
        counter: code(counter),
        desk: None,
        service: (seq == 1).then(|| "titres".parse().unwrap()),
        number: None,
        appointment_at: None,
        source: "borne".to_owned(),
    };
    (1..).zip(steps).map(event).collect()
}

fn objective(place: &str) -> Objective {
    Objective {
        indicator: "sl_t".parse().unwrap(),
        place: code(place),
        direction: Direction::Up,
        baseline: Some(40.0),
        baseline_at: Some("2025-01-01".parse().unwrap()),
        target: 80.0,
        target_high: None,
        tolerance: None,
        target_at: "2026-12-31".parse().unwrap(),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: None,
        decision: None,
        version: 1,
    }
}
