//! A loosened objective, and what everybody reads of it.

use app::view::MethodAmendment;

use crate::{get, words};

pub fn history() -> Vec<MethodAmendment> {
    vec![MethodAmendment {
        on: model::time::Day::from_ymd(2026, 11, 27).unwrap(),
        when: String::from("3 mars 2026"),
        place: String::from("louise-michel"),
        place_name: String::from("École <Louise>"),
        mark: "assoupli",
        loosened: true,
        changes: vec![String::from("cible\u{202f}: 120,0 → 130,0\u{202f}kWh/m²")],
        by: String::from("direction générale"),
        reason: String::from("Une salle de plus"),
        decision: String::from("DEL-2026-80"),
    }]
}

#[tokio::test]
async fn a_loosened_objective_is_told_with_who_and_why() {
    let (_, html) = get("/methode/final_kwh_m2").await;
    let text = words(&html);
    for told in [
        "Une décision depuis l’adoption, un assouplissement.",
        "3 mars 2026 assoupli",
        "120,0 → 130,0",
        "Raison\u{202f}: Une salle de plus",
        "Décision\u{202f}: DEL-2026-80",
        "Par\u{202f}: direction générale",
    ] {
        assert!(text.contains(told), "{told} in {text}");
    }
    assert!(!html.contains("<Louise>"));
}
