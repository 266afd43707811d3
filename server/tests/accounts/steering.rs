use axum::http::StatusCode;
use model::access::Role;
use model::city::Place;
use model::reception::{EstimatorError, TicketEvent, TicketEventType};
use model::time::At;
use server::store::TicketBatch;

use crate::site::{PASSWORD, Site};

/// Nine o’clock in Paris on Monday 23 November 2026; the clock of the site stands at the day after.
const MONDAY: i64 = 1_795_420_800;
const WEEK: i64 = 7 * 86_400;

fn place(code: &str, parent: &str, kind: &str) -> Place {
    Place {
        code: code.parse().unwrap(),
        parent: Some(parent.parse().unwrap()),
        kind: kind.to_owned(),
        name: format!("Lieu {code}"),
        attributes: Default::default(),
    }
}

/// A counter of so many desks with four Mondays of 25 visitors from nine on, 6 minutes of
/// service each; one in 25 leaves.
async fn declare(site: &Site, counter: &str, parent: &str, desks: i64) {
    let mut places = vec![place(counter, parent, "counter")];
    places.extend((1..=desks).map(|n| place(&format!("{counter}-{n}"), counter, "desk")));
    site.store.put_places(places, At::default()).await.unwrap();
    let mut events = Vec::new();
    for (week, n) in (0..4).flat_map(|week| (0..25).map(move |n| (week, n))) {
        let issued = MONDAY - week * WEEK + n * 120;
        let mut say = |seq, kind, at| {
            let desk = format!("{counter}-{}", n % desks + 1);
            events.push(TicketEvent {
                ticket: format!("{counter}-{week}-{n}").parse().unwrap(),
                at: At::from_seconds(at),
                seq,
                kind,
                counter: counter.parse().unwrap(),
                desk: Some(desk.parse().unwrap())
                    .filter(|_| kind != TicketEventType::Issue && kind != TicketEventType::Left),
                service: Some("titres".parse().unwrap()).filter(|_| seq == 1),
                number: None,
                appointment_at: None,
                source: String::new(),
            });
        };
        say(1, TicketEventType::Issue, issued);
        if n == 0 {
            say(2, TicketEventType::Left, issued + 300);
            continue;
        }
        say(2, TicketEventType::Call, issued + 600);
        say(3, TicketEventType::Start, issued + 600);
        say(4, TicketEventType::Close, issued + 960);
    }
    let batch = TicketBatch {
        events,
        known_at: At::from_seconds(MONDAY + 80_000),
    };
    let told = site.store.tell_tickets(batch).await.unwrap();
    assert_eq!(told.not_fitting, 0);
}

async fn school() -> Site {
    let site = Site::open().await;
    declare(&site, "accueil", "ecole", 3).await;
    declare(&site, "petit", "ecole", 2).await;
    declare(&site, "seul", "sud", 1).await;
    site.state.reload().await.unwrap();
    site
}

#[tokio::test]
async fn a_director_reads_what_one_more_desk_would_change() {
    let site = school().await;
    let mut head = site.signed_in(Role::Directeur).await;
    let page = head.get("/lieu/accueil/pilotage?jour=lundi").await;
    assert_eq!(page.status, StatusCode::OK);
    // 25 visitors an hour, 6 minutes each, 3 desks: load 0.83
    for words in [
        "Le lundi de 9\u{202f}h à 10\u{202f}h, un guichet de plus ramènerait l’attente moyenne de 8 à 1\u{202f}min.",
        "3 guichets déclarés",
        "<td>83\u{202f}%</td>",
        "médiane 6,0\u{202f}min",
        "Vus partir",
        "<td>4\u{202f}%</td>",
    ] {
        assert!(page.body.contains(words), "{words}\n{}", page.body);
    }
    assert!(page.body.contains("Dans toute la ville, aucun événement"));
    let few = "Trop peu de passages pour le dire.";
    assert!(page.body.contains(few), "no wait was announced");
    let mut error = EstimatorError::default();
    (0..11).for_each(|_| error.add(1_200, 960));
    let kept = vec![(
        "accueil".parse().unwrap(),
        "2026-11-20".parse().unwrap(),
        error,
    )];
    site.store.put_estimator_errors(kept).await.unwrap();
    let told = head.get("/lieu/accueil/pilotage?jour=lundi").await.body;
    assert!(
        told.contains(
            "<td role=\"cell\" data-label=\"Annonces\">11</td><td role=\"cell\" data-label=\"Écart moyen\">4,0\u{202f}min</td>"
        ),
        "{told}"
    );
    assert!(!told.contains(few));
    let tuesday = head.get("/lieu/accueil/pilotage").await;
    assert!(
        tuesday
            .body
            .contains("Trop peu de passages sont connus le mardi")
    );
    let wrong = head
        .get("/lieu/accueil/pilotage?jour=%3Cb%3E&point=x")
        .await;
    assert_eq!(wrong.status, StatusCode::OK);
    assert!(!wrong.body.contains("<b>"));
}

#[tokio::test]
async fn nothing_is_told_of_fewer_than_three_desks() {
    let site = school().await;
    let mut head = site.signed_in(Role::Dgs).await;
    for path in [
        "/lieu/petit/pilotage?jour=lundi",
        "/lieu/ecole/pilotage?jour=lundi&point=petit",
        "/lieu/seul/pilotage?jour=lundi",
    ] {
        let page = head.get(path).await;
        assert!(page.body.contains("moins de trois guichets"), "{path}");
        assert!(!page.body.contains("médiane"), "{path}");
    }
    let small = "Autres points d’accueil (Lieu petit\u{202f}; Lieu seul)";
    let school = head.get("/lieu/ecole/pilotage").await;
    assert!(
        !school.body.contains(small),
        "the group reaches beyond the school"
    );
    assert!(
        school
            .body
            .contains("Lieu petit\u{202f}: trop peu de guichets")
    );
    let town = head.get("/lieu/ville/pilotage").await;
    assert!(town.body.contains(small), "{}", town.body);
    for page in [school.body, town.body] {
        assert!(!page.contains("accueil-1"), "no desk is named");
    }
}

#[tokio::test]
async fn a_director_reads_their_part_of_the_town_only() {
    let site = school().await;
    let email = site.account(Role::Directeur, "nord").await;
    let mut head = site.visitor();
    head.sign_in(&email, PASSWORD).await;
    for (place, status) in [
        ("nord", 200),
        ("ecole", 200),
        ("accueil", 200),
        ("sud", 403),
        ("seul", 403),
        ("ville", 403),
        ("ailleurs", 403),
        ("A%20B", 403),
    ] {
        let page = head.get(&format!("/lieu/{place}/pilotage")).await;
        assert_eq!(page.status.as_u16(), status, "{place}");
    }
    // A counter elsewhere cannot be chosen from a place that may be read.
    let page = head.get("/lieu/ecole/pilotage?point=seul").await;
    assert!(!page.body.contains("Lieu seul"));
    let nobody = site.visitor().get("/lieu/ecole/pilotage?jour=lundi").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    assert_eq!(
        nobody.header("location"),
        "/connexion?motif=requise&retour=/lieu/ecole/pilotage%3Fjour%3Dlundi"
    );
}
