//! Somebody without an account reads all that is public of the reception and works out
//! what is hidden. They must not succeed; on true counts the same reader does.

mod attacker;
mod busy_town;
mod seen;
mod truth;

use axum::http::StatusCode;

use self::attacker::Attacker;
use self::busy_town::{COUNTERS, busy_town, one_more};
use self::seen::Seen;
use self::truth::Truth;

/// Past days whose explanations are asked for.
const LOOKS: i32 = 45;

#[tokio::test]
async fn nothing_hidden_can_be_worked_out_from_all_that_is_public() {
    let town = busy_town().await;
    let truth = Truth::read(&town).await;
    let seen = Seen::read(&town, LOOKS).await;
    assert!(
        seen.sums.len() > 100,
        "the reader sees much: {}",
        seen.sums.len()
    );
    let mut attacker = Attacker::new(&COUNTERS);
    truth.agrees(&seen);
    attacker.learn(&seen);
    let (found, hidden) = attacker.found(&truth);
    assert!(hidden > 50, "there is something to find: {hidden}");
    assert_eq!(found, Vec::<String>::new(), "worked out");
}

#[tokio::test]
async fn the_same_reader_works_true_counts_out() {
    let town = busy_town().await;
    let truth = Truth::read(&town).await;
    let mut attacker = Attacker::new(&COUNTERS);
    attacker.learn(&truth.unprotected(LOOKS));
    let (found, hidden) = attacker.found(&truth);
    assert!(found.len() * 3 > hidden, "{} of {hidden}", found.len());
}

#[tokio::test]
async fn one_ticket_more_does_not_show() {
    let town = busy_town().await;
    let mut before = Seen::now(&town).await;
    let mut moves = 0;
    for n in 0..12 {
        one_more(&town, "etat-civil", n).await;
        let after = Seen::now(&town).await;
        let small = |seen: &Seen| {
            let sum = seen.sums.iter().find(|sum| sum.counters == ["etat-civil"]);
            sum.map(|sum| (sum.low, sum.high))
        };
        // 3 in the window: with the eighth more they are eleven, and told as ten.
        let expected = if n < 7 { (0, 10) } else { (8, 17) };
        let told = small(&after).unwrap();
        assert!(
            told.0 >= expected.0 && told.1 <= expected.1,
            "{n}: {told:?}"
        );
        moves += u32::from(before.building != after.building);
        before = after;
    }
    assert!(moves <= 3, "twelve tickets, counted by fives: {moves}");
}

#[tokio::test]
async fn pages_say_no_more_than_the_api() {
    let town = busy_town().await;
    let visitor = town.visitor("192.0.2.1");
    let truth = Truth::read(&town).await;
    let exact = truth.window_sum(&["accueil"], truth.today);
    assert_ne!(exact % 5, 0, "a count that fives do not hit: {exact}");
    for path in [
        "/lieu/ville/calcul/accueil",
        "/lieu/hotel-de-ville/calcul/accueil",
        "/lieu/accueil/calcul/accueil",
        "/lieu/accueil",
        "/lieu/hotel-de-ville",
        "/lieu/accueil/accueil",
        "/lieu/hotel-de-ville/accueil",
        "/theme/accueil",
        "/methode/sl_t",
        "/accueil",
        "/api/v1/places",
        "/api/v1/scores",
        "/api/v1/counters/accueil/days",
        "/api/v1/counters/accueil/satisfaction",
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for told in [
            format!("{exact}\u{202f}"),
            format!(">{exact}<"),
            format!(":{exact},"),
            format!(":{exact}000,"),
            format!("{exact} "),
        ] {
            assert!(!page.body.contains(&told), "{path} says {told:?}");
        }
    }
    let page = visitor.get("/lieu/hotel-de-ville/calcul/accueil").await;
    assert!(page.body.contains("moins de 11"));
    let page = visitor.get("/lieu/etat-civil/calcul/accueil").await;
    assert!(
        page.body.contains("moins de onze personnes"),
        "no note on four visitors"
    );
    let scores = visitor.get("/api/v1/scores?place=etat-civil").await.json();
    assert!(scores["scores"][0]["note"].is_null(), "{scores}");
}
