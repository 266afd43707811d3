//! A page of a past day stays what it was, whatever is learned later.

use model::city::{Attribute, Series, SeriesKind, SeriesRole};
use model::measure::{Quality, Reading};
use model::reception::{TicketEvent, TicketEventType};
use model::score::{Direction, Objective, Trajectory};
use model::time::At;
use server::store::{Batch, SeriesBatch, TicketBatch};

use crate::town::{Town, code};

const DAY_S: i64 = 86_400;

/// What is kept of Wednesday 8 April 2026.
const ADDRESSES: [&str; 28] = [
    "/?au=2026-04-08",
    "/theme/energie?au=2026-04-08",
    "/theme/accueil?au=2026-04-08",
    "/lieu/hotel-de-ville?au=2026-04-08",
    "/lieu/hotel-de-ville/comparer?au=2026-04-08",
    "/lieu/hotel-de-ville/calcul/energie?au=2026-04-08",
    "/lieu/ville/calcul?au=2026-04-08",
    "/lieu/ville/pourquoi?au=2026-04-08&depuis=2026-03-08",
    "/lieu/accueil?au=2026-04-08",
    "/lieu/hotel-de-ville/accueil?au=2026-04-08",
    "/methode/energie_finale_brute_m2?au=2026-04-08",
    "/alertes?au=2026-04-08",
    "/vue/habitants?au=2026-04-08",
    "/vue/elus?au=2026-04-08",
    "/vue/direction-generale?au=2026-04-08",
    "/vue/directions?au=2026-04-08",
    "/vue/agents?au=2026-04-08",
    "/presentation?au=2026-04-08",
    "/presentation/2?au=2026-04-08",
    "/presentation/7?au=2026-04-08",
    "/api/v1/scores?au=2026-04-08",
    "/api/v1/scores/ville/energie/explanation?at=2026-04-08",
    "/api/v1/scores/ville/energie/change?from=2026-03-08&au=2026-04-08",
    "/api/v1/places?au=2026-04-08",
    "/api/v1/alerts?au=2026-04-08",
    "/api/v1/series/elec/readings?from=2026-04-01&au=2026-04-08",
    "/api/v1/series/elec/rollups?grain=month&from=2025-04-01&au=2026-04-08",
    "/api/v1/counters/accueil/days?au=2026-04-08",
];

fn reading(at: At, value: f64) -> Reading {
    Reading {
        at,
        value,
        quality: Quality::Measured,
    }
}

impl Town {
    fn now(&self) -> At {
        self.state.clock().now()
    }

    async fn measure(&self, series: &str, readings: Vec<Reading>) {
        let all = self.store.series().await.unwrap();
        let found = all
            .iter()
            .find(|s| s.series.code.as_str() == series)
            .unwrap();
        let batch = Batch {
            series: vec![SeriesBatch {
                series: found.id,
                readings,
            }],
            known_at: self.now(),
        };
        self.store.append(batch).await.unwrap();
    }

    async fn declare(&self, series: &str) {
        let series = Series {
            code: series.parse().unwrap(),
            place: code("hotel-de-ville"),
            quantity: "electricity".parse().unwrap(),
            unit: "kWh".parse().unwrap(),
            kind: SeriesKind::Interval,
            step_s: 3600,
            zero_is_missing: true,
            rollover_at: None,
            role: SeriesRole::Main,
        };
        self.store
            .put_series(vec![series], self.now())
            .await
            .unwrap();
    }

    async fn promise(&self, target: f64) {
        let day = |text: &str| text.parse().unwrap();
        let objective = Objective {
            indicator: "energie_finale_brute_m2".parse().unwrap(),
            place: code("hotel-de-ville"),
            version: 1,
            direction: Direction::Down,
            baseline: Some(200.0),
            baseline_at: Some(day("2020-12-31")),
            target,
            target_high: None,
            tolerance: None,
            target_at: day("2030-12-31"),
            trajectory: Trajectory::Linear,
            weight: 1.0,
            owner: None,
            decision: None,
        };
        let adopted = self
            .store
            .adopt_objectives(vec![objective], self.now())
            .await;
        assert_eq!(adopted.unwrap(), 1);
    }

    /// One visitor who waits that long, on a day before today.
    async fn visit(&self, ticket: &str, days_before: i64, waits_s: i64) {
        let from = self.now().plus_seconds(-days_before * DAY_S);
        let event = |seq: u32, kind: TicketEventType, after_s: i64| TicketEvent {
            ticket: ticket.parse().unwrap(),
            seq,
            kind,
            at: from.plus_seconds(after_s),
            counter: code("accueil"),
            desk: None,
            service: None,
            number: None,
            appointment_at: None,
            source: "test".to_owned(),
        };
        let events = vec![
            event(1, TicketEventType::Issue, 0),
            event(2, TicketEventType::Call, waits_s),
            event(3, TicketEventType::Start, waits_s + 5),
            event(4, TicketEventType::Close, waits_s + 300),
        ];
        let known_at = self.now();
        self.store
            .tell_tickets(TicketBatch { events, known_at })
            .await
            .unwrap();
    }

    async fn everything(&self, addresses: &[&str]) -> Vec<String> {
        let visitor = self.visitor("192.0.2.7");
        let mut pages = Vec::new();
        for address in addresses {
            let answer = visitor.get(address).await;
            assert_eq!(answer.status, 200, "{address}: {}", answer.body);
            pages.push(answer.body);
        }
        pages
    }
}

/// Where two pages part.
fn first_difference(a: &str, b: &str) -> String {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        let bytes = text.as_bytes();
        let piece = &bytes[same.saturating_sub(80)..(same + 80).min(bytes.len())];
        String::from_utf8_lossy(piece).into_owned()
    };
    format!("{} | {}", around(a), around(b))
}

/// Two years of hours and four weeks of visitors, up to yesterday evening.
async fn settled() -> Town {
    let town = Town::open().await;
    let mut places = town.store.places().await.unwrap();
    for place in &mut places {
        if place.code.as_str() == "hotel-de-ville" {
            place
                .attributes
                .insert("floor_area_m2".to_owned(), Attribute::Number(1000.0));
        }
    }
    town.store.put_places(places, town.now()).await.unwrap();
    town.declare("elec").await;
    let start = town.now().plus_seconds(-17_300 / 1000 - 760 * DAY_S);
    let start = At::from_seconds(start.seconds() / 3600 * 3600);
    let hours = (0..758 * 24_i64).map(|hour| {
        let value = 15.0 + f64::from(i32::try_from(hour % 24).unwrap()) / 10.0;
        reading(start.plus_seconds(3600 * hour), value)
    });
    town.measure("elec", hours.collect()).await;
    town.promise(120.0).await;
    for day in 1..28 {
        for visitor in 0..12 {
            let ticket = format!("t-{day}-{visitor}");
            town.visit(&ticket, day, 60 * visitor).await;
        }
    }
    town.state.reload().await.unwrap();
    town.state.follow().await.unwrap();
    town
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_the_past_is_byte_for_byte_what_it_was() {
    let town = settled().await;
    town.passes(DAY_S);
    town.state.reload().await.unwrap();
    let then = town.everything(&ADDRESSES).await;
    let mut answer = String::new();
    for page in &then {
        answer.push_str(page);
    }
    assert!(answer.contains("ce qui était su ce soir-là"));

    // Everything that can be learned late is learned.
    let late = town.now().plus_seconds(-40 * DAY_S);
    let late = At::from_seconds(late.seconds() / 3600 * 3600);
    let corrected = (0..500_i64).map(|hour| reading(late.plus_seconds(3600 * hour), 900.0));
    town.measure("elec", corrected.collect()).await;
    let missing = town.now().plus_seconds(-3 * DAY_S);
    let missing = At::from_seconds(missing.seconds() / 3600 * 3600);
    let filled = (0..72_i64).map(|hour| reading(missing.plus_seconds(3600 * hour), 40.0));
    town.measure("elec", filled.collect()).await;
    town.declare("elec-annexe").await;
    town.measure("elec-annexe", vec![reading(late, 7000.0)])
        .await;
    town.promise(60.0).await;
    for visitor in 0..40 {
        town.visit(&format!("late-{visitor}"), 5, 7000).await;
    }
    let mut places = town.store.places().await.unwrap();
    let mut renamed = places.remove(0);
    "Accueil renommé".clone_into(&mut renamed.name);
    let mut annexe = renamed.clone();
    annexe.code = code("annexe");
    town.store
        .put_places(vec![renamed, annexe], town.now())
        .await
        .unwrap();
    town.passes(2 * DAY_S);
    town.state.reload().await.unwrap();

    let now = town.everything(&ADDRESSES).await;
    for ((address, then), now) in ADDRESSES.iter().zip(&then).zip(&now) {
        assert!(
            then == now,
            "{address} is not what it was: {}",
            first_difference(then, now)
        );
    }
    // What is known now is not what was known: the past was not merely frozen by accident.
    let later: Vec<String> = ADDRESSES
        .iter()
        .map(|a| a.replace("04-08", "04-09"))
        .collect();
    let later: Vec<&str> = later.iter().map(String::as_str).collect();
    let later = town.everything(&later).await;
    let moved = then
        .iter()
        .zip(&later)
        .filter(|(then, later)| then != later);
    assert!(moved.count() >= 15);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_before_the_town_was_followed_says_that_it_is_rebuilt() {
    let town = settled().await;
    let pages = town.everything(&["/?au=2026-03-20"]).await;
    assert!(pages[0].contains("reconstituée avec ce qui est su aujourd’hui"));
    let refused = town
        .visitor("192.0.2.7")
        .get("/api/v1/scores?at=2026-03-20&au=2026-03-20")
        .await;
    assert_eq!(refused.status, 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_day_at_the_edge_of_the_calendar_is_not_worked_out() {
    let town = settled().await;
    for day in ["0001-01-01", "0001-01-02", "9998-12-31"] {
        let visitor = town.visitor("192.0.2.8");
        for path in [
            format!("/api/v1/scores?at={day}"),
            format!("/api/v1/scores/ville/energie/change?from={day}"),
            format!("/api/v1/series/none/rollups?grain=day&from={day}"),
        ] {
            let answer = visitor.get(&path).await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        }
        // A page holds the day within what may be asked for.
        let page = visitor.get(&format!("/?au={day}")).await;
        assert_eq!(page.status, 200);
    }
}
