//! Figures entered by hand: who may, what is taken, what being late costs.

use axum::http::StatusCode;
use model::access::Role;
use model::city::FactBody;
use model::score::{Direction, Objective, Trajectory};

use crate::site::{PASSWORD, Site};
use crate::subscriptions::{queued, rounds};

/// A site whose town, and whose school, ask for the training of their agents.
async fn asked() -> Site {
    let site = Site::open().await;
    let objective = |place: &str| Objective {
        indicator: "agents_formes".parse().unwrap(),
        place: place.parse().unwrap(),
        direction: Direction::Up,
        baseline: None,
        baseline_at: None,
        target: 80.0,
        target_high: None,
        tolerance: None,
        target_at: "2030-01-01".parse().unwrap(),
        trajectory: Trajectory::Step,
        weight: 1.0,
        owner: Some("Accueil et citoyenneté, responsable de l’accueil".to_owned()),
        decision: None,
        version: 1,
    };
    let known_at = site.state.clock().now();
    let objectives = vec![objective("ville"), objective("ecole")];
    site.store
        .adopt_objectives(objectives, known_at)
        .await
        .unwrap();
    site.state.reload().await.unwrap();
    site
}

/// The figures of the school's quarters, by their first day, as they hold now.
async fn kept(site: &Site) -> Vec<(String, f64)> {
    let versions = site.store.fact_versions().await.unwrap();
    let now = versions
        .into_iter()
        .filter(|version| version.retired_at.is_none());
    now.filter(|version| version.fact.subject == "ecole")
        .filter_map(|version| match version.fact.body {
            FactBody::Figure { value, .. } => Some((version.fact.from.to_string(), value)),
            _ => None,
        })
        .collect()
}

fn form(period: &str, words: &str) -> String {
    format!("indicateur=agents_formes&lieu=ecole&periode={period}&{words}")
}

#[tokio::test]
async fn a_figure_is_entered_corrected_and_said_again_with_one_press() {
    let site = asked().await;
    let mut agent = site.signed_in(Role::Agent).await;
    let page = agent.get("/saisie").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.body.contains("En retard depuis le 16"),
        "{}",
        page.body
    );
    let done = agent
        .post("/saisie", &form("2026-04-01", "valeur=62%2C5"))
        .await;
    assert_eq!(
        done.header("location"),
        "/saisie?fait=saisie",
        "{}",
        done.body
    );
    // One press says the figure before again.
    let done = agent.post("/saisie", &form("2026-07-01", "meme=1")).await;
    assert_eq!(
        done.header("location"),
        "/saisie?fait=saisie",
        "{}",
        done.body
    );
    let before = [
        ("2026-04-01".to_owned(), 62.5),
        ("2026-07-01".to_owned(), 62.5),
    ];
    assert_eq!(
        kept(&site).await,
        before,
        "to the last digit, though none is shown"
    );
    let done = agent
        .post("/saisie", &form("2026-07-01", "valeur=70"))
        .await;
    assert_eq!(done.header("location"), "/saisie?fait=saisie");
    assert_eq!(kept(&site).await[1].1, 70.0);
    let versions = site.store.fact_versions().await.unwrap();
    assert_eq!(versions.len(), 3, "what was said before is kept");
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(last.action, "figure.enter");
    assert_eq!(last.object, "figure agents_formes ecole 2026-07-01");
    assert!(last.before_hash.is_some() && last.before_hash != last.after_hash);
    // It counts at once, for everybody.
    let page = site.visitor().get("/lieu/ecole/calcul/accueil").await;
    assert!(page.body.contains("saisi à la main"), "{}", page.body);
}

#[tokio::test]
async fn what_is_not_asked_for_or_not_over_is_refused() {
    let site = asked().await;
    let mut agent = site.signed_in(Role::Agent).await;
    for (period, words, told) in [
        // The quarter that runs, a day in the middle of one, and long ago.
        ("2026-10-01", "valeur=50", "n’est pas demandé"),
        ("2026-07-14", "valeur=50", "n’est pas demandé"),
        ("1999-01-01", "valeur=50", "n’est pas demandé"),
        ("2026-07-01", "valeur=douze", "Écrivez un nombre"),
        ("2026-07-01", "valeur=", "Écrivez un nombre"),
        ("2026-07-01", "valeur=140", "Une part va de 0 à 100"),
    ] {
        let refused = agent.post("/saisie", &form(period, words)).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{period} {words}"
        );
        assert!(
            refused.body.contains(told),
            "{period} {words}: {}",
            refused.body
        );
    }
    let unknown = "indicateur=energie_kwh&lieu=ecole&periode=2026-07-01&valeur=5";
    let refused = agent.post("/saisie", unknown).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(kept(&site).await.is_empty());
    // However unlikely: whoever says so twice is believed.
    let done = agent
        .post("/saisie", &form("2026-07-01", "valeur=140&confirme=1"))
        .await;
    assert_eq!(done.header("location"), "/saisie?fait=saisie");
    // Beyond a hundred is told as that, whatever was before.
    agent
        .post("/saisie", &form("2026-04-01", "valeur=62"))
        .await;
    let beyond = agent
        .post("/saisie", &form("2026-07-01", "valeur=150"))
        .await;
    assert!(
        beyond.body.contains("Une part va de 0 à 100"),
        "{}",
        beyond.body
    );
    let far = agent.post("/saisie", &form("2026-07-01", "valeur=4")).await;
    assert!(
        far.body.contains("très loin du chiffre d’avant (62)"),
        "{}",
        far.body
    );
}

#[tokio::test]
async fn each_role_enters_for_its_part_of_the_town_and_no_other() {
    let site = asked().await;
    for role in Role::ALL {
        let mut visitor = site.signed_in(role).await;
        let may = [Role::Dgs, Role::Directeur, Role::Agent, Role::Gestionnaire].contains(&role);
        let page = visitor.get("/saisie").await.status;
        let sent = visitor
            .post("/saisie", &form("2026-07-01", "valeur=50"))
            .await
            .status;
        let expected = if may {
            (StatusCode::OK, StatusCode::SEE_OTHER)
        } else {
            (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN)
        };
        assert_eq!((page, sent), expected, "{role}");
    }
    // Of another part of the town nothing is shown, and nothing taken.
    let site = asked().await;
    let email = site.account(Role::Agent, "sud").await;
    let mut agent = site.visitor();
    agent.sign_in(&email, PASSWORD).await;
    let page = agent.get("/saisie").await;
    assert!(
        page.body.contains("Aucun chiffre ne vous est demandé"),
        "{}",
        page.body
    );
    let refused = agent
        .post("/saisie", &form("2026-07-01", "valeur=51"))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let nobody = site
        .visitor()
        .post("/saisie", &form("2026-07-01", "valeur=51"))
        .await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER, "to sign in");
    assert!(kept(&site).await.is_empty());
}

#[tokio::test]
async fn an_overdue_figure_lowers_the_coverage_and_is_told_as_silence() {
    let site = asked().await;
    let mut agent = site.signed_in(Role::Agent).await;
    for period in ["2026-01-01", "2026-04-01"] {
        let done = agent.post("/saisie", &form(period, "valeur=80")).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
    // The third quarter is overdue since 16 October: two of three.
    let standing = |site: &Site| {
        site.state.read(|snapshot| {
            let id = snapshot.town.tree().id("ecole").unwrap();
            snapshot.standing(id).unwrap().standing
        })
    };
    assert!((standing(&site).coverage.share() - 2.0 / 3.0).abs() < 1e-3);
    let words = |site: &Site| {
        let now = site.state.clock().now();
        let seen = site
            .state
            .read(|snapshot| server::notices::status_now(snapshot, now));
        let found = seen.into_iter().find(|one| {
            one.subject.series == "agents_formes" && one.subject.place.as_str() == "ecole"
        });
        found.unwrap().word
    };
    assert_eq!(words(&site), "silent");
    let index = agent.get("/admin").await;
    assert!(index.body.contains("en retard"), "{}", index.body);
    let done = agent
        .post("/saisie", &form("2026-07-01", "valeur=81"))
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!((standing(&site).coverage.share() - 1.0).abs() < 1e-9);
    assert_eq!(words(&site), "heard");
}

#[tokio::test]
async fn whoever_asks_is_reminded_on_mondays_as_long_as_a_figure_is_missing() {
    let site = asked().await;
    let mut agent = site.signed_in(Role::Agent).await;
    let page = agent.get("/saisie").await;
    assert!(
        page.body.contains("value=\"saisie semaine\""),
        "{}",
        page.body
    );
    let asked = agent
        .post("/abonnements", "lieu=nord&sujet=saisie+semaine")
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    rounds(&site).go().await.unwrap();
    assert!(queued(&site).await.is_empty(), "it is Tuesday");
    // To the Monday after, 11 h 32.
    site.passes(6 * 86_400);
    site.state.reload().await.unwrap();
    for _ in 0..2 {
        rounds(&site).go().await.unwrap();
        let mails = queued(&site).await;
        assert_eq!(mails.len(), 1, "once a Monday");
        assert!(
            mails[0].body.contains("chiffre en retard depuis le 16"),
            "{}",
            mails[0].body
        );
        assert!(
            mails[0].body.contains("https://ville.example/saisie"),
            "{}",
            mails[0].body
        );
        assert!(
            !mails[0].body.contains("Clairval, chiffre"),
            "of the north alone"
        );
    }
    // Nobody stays signed in for days.
    let mut agent = site.visitor();
    agent.sign_in("agent@ville.example", PASSWORD).await;
    let done = agent
        .post("/saisie", &form("2026-07-01", "valeur=50"))
        .await;
    assert_eq!(done.header("location"), "/saisie?fait=saisie");
    site.passes(7 * 86_400);
    site.state.reload().await.unwrap();
    rounds(&site).go().await.unwrap();
    assert_eq!(queued(&site).await.len(), 1, "nothing is missing any more");
}
