//! Changes that held, and who may take them on.

use axum::http::StatusCode;
use model::access::Role;
use model::time::At;
use server::store::{StatusChange, StatusKind, StatusSubject};

use crate::site::Site;

/// The school left its level; the number of that change.
async fn changed(site: &Site) -> i64 {
    let change = |before: &str, after: &str| StatusChange {
        id: 0,
        at: site.state.clock().now(),
        subject: StatusSubject {
            kind: StatusKind::Level,
            place: "ecole".parse().unwrap(),
            theme: "energie".to_owned(),
            series: String::new(),
        },
        before: before.to_owned(),
        after: after.to_owned(),
        note: None,
    };
    let changes = vec![change("", "ok"), change("ok", "gap")];
    site.store.add_status_changes(changes).await.unwrap();
    let listed = site.store.status_changes(At::default(), 10).await.unwrap();
    listed[0].0.id
}

#[tokio::test]
async fn a_change_is_taken_on_by_who_may_act_there() {
    let site = Site::open().await;
    let id = changed(&site).await;
    let act = format!("/changements/{id}/prendre");
    let nobody = site.visitor().post(&act, "note=").await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER, "the way to sign in");
    assert!(nobody.header("location").starts_with("/connexion"));
    for role in [Role::Elu, Role::Agent, Role::Admin, Role::Dpo] {
        let mut visitor = site.signed_in(role).await;
        assert_eq!(
            visitor.post(&act, "note=").await.status,
            StatusCode::FORBIDDEN,
            "{role}"
        );
        let page = visitor.get("/changements").await;
        assert!(
            page.body.contains("En écart, auparavant Atteint"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("Prendre en charge"), "{role}");
    }
    let mut dgs = site.signed_in(Role::Dgs).await;
    assert!(
        dgs.get("/changements")
            .await
            .body
            .contains("Prendre en charge")
    );
    let done = dgs.post(&act, "note=%3Cb%3Evu%3C%2Fb%3E").await;
    assert_eq!(done.header("location"), "/changements?fait=pris");
    let page = dgs.get("/changements?fait=pris").await;
    assert!(
        page.body
            .contains("Personne dgs (direction générale), &lt;b&gt;vu&lt;/b&gt;"),
        "{}",
        page.body
    );
    let again = dgs.post(&act, "note=").await;
    assert_eq!(again.header("location"), "/changements?fait=trop-tard");
    assert_eq!(
        dgs.post("/changements/999/prendre", "note=").await.status,
        StatusCode::NOT_FOUND
    );
    let audit = site.audit().await;
    let acts = audit
        .iter()
        .filter(|row| row.entry.action == "status.acknowledge");
    assert_eq!(acts.count(), 1);
}

#[tokio::test]
async fn who_heads_another_part_of_the_town_does_not() {
    let site = Site::open().await;
    let id = changed(&site).await;
    let email = site.account(Role::Directeur, "sud").await;
    let mut visitor = site.visitor();
    visitor.sign_in(&email, crate::site::PASSWORD).await;
    let answer = visitor
        .post(&format!("/changements/{id}/prendre"), "note=")
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_feed_tells_what_changed() {
    let site = Site::open().await;
    let id = changed(&site).await;
    let feed = site.visitor().get("/flux/nord.atom").await;
    assert!(
        feed.body
            .contains(&format!("<id>urn:belvedere:changement:{id}</id>")),
        "{}",
        feed.body
    );
    assert!(
        feed.body.contains("https://ville.example/lieu/ecole"),
        "{}",
        feed.body
    );
    let other = site.visitor().get("/flux/sud.atom").await;
    assert!(!other.body.contains("<entry>"), "{}", other.body);
    let themed = site.visitor().get("/flux/nord.atom?theme=energie").await;
    assert!(themed.body.contains("<entry>"), "{}", themed.body);
}
