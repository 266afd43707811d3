use axum::http::{Method, StatusCode};
use model::access::Role;
use server::store::QuarantinedLine;

use crate::site::Site;

#[tokio::test]
async fn a_source_gets_a_key_is_heard_and_loses_it() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    assert!(
        admin
            .get("/admin/sources")
            .await
            .body
            .contains("Aucune source n’a de clé")
    );
    let made = admin
        .post("/admin/sources", "nom=Chaufferie+%3Cnord%3E")
        .await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(made.body.contains("Clé de Chaufferie &lt;nord&gt;") && !made.body.contains("<nord>"));
    let secret = made
        .body
        .split("<code>bv_")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let bearer = format!("Bearer bv_{secret}");
    let shown = admin.get("/admin/sources").await;
    assert!(!shown.body.contains(secret), "shown once");
    let mut source = site.visitor();
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "text/csv"),
    ];
    let body = "series,at,value\necole-elec,2026-11-24T10:00:00+01:00,1\n";
    let path = "/api/v1/readings";
    source.ask(Method::POST, path, &headers, body).await;
    let told = site.store.source_activities().await.unwrap();
    assert_eq!(told.len(), 1, "{told:?}");
    let page = admin.get("/admin/sources").await;
    assert!(page.body.contains("24 novembre 2026"), "{}", page.body);
    site.passes(86_400);
    let mut admin = {
        let mut other = site.visitor();
        let by = server::access::Actor::console();
        let id = site.store.account_of("admin@ville.example".to_owned());
        let id = id.await.unwrap().unwrap().id;
        site.accounts.reset_factor(id, &by).await.unwrap();
        other
            .tries("admin@ville.example", crate::site::PASSWORD)
            .await;
        other.enrol(site.accounts.clock().now()).await;
        other
    };
    assert!(
        admin
            .get("/admin/sources")
            .await
            .body
            .contains("muette depuis le")
    );
    assert!(
        admin
            .get("/admin")
            .await
            .body
            .contains("1\u{a0}source muette")
    );
    let again = admin
        .post("/admin/sources", "nom=Chaufferie+%3Cnord%3E")
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let gone = admin
        .post("/admin/sources/retirer", "nom=Chaufferie+%3Cnord%3E")
        .await;
    assert_eq!(gone.header("location"), "/admin/sources?fait=retrait");
    let refused = source.ask(Method::POST, path, &headers, body).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "at once");
    let twice = admin
        .post("/admin/sources/retirer", "nom=Chaufferie+%3Cnord%3E")
        .await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
    for name in ["+", &"x".repeat(61)] {
        let answer = admin.post("/admin/sources", &format!("nom={name}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("id=\"nom-faute\""));
    }
    let rows = site.audit().await;
    let acts: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert!(acts.contains(&"key.add") && acts.contains(&"key.revoke"));
}

#[tokio::test]
async fn a_key_may_be_for_a_place() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let wrong = admin
        .post("/admin/sources", "nom=gaz&lieu=nulle-part")
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"lieu-faute\"") && wrong.body.contains("nulle-part"));
    assert_eq!(site.store.keys().await.unwrap(), [], "nothing was made");
    let made = admin.post("/admin/sources", "nom=gaz&lieu=+ecole+").await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(made.body.contains("École &lt;Louise&gt;"), "{}", made.body);
    let keys = site.store.keys().await.unwrap();
    assert_eq!(keys[0].place, Some("ecole".parse().unwrap()));
    admin.post("/admin/sources", "nom=eau&lieu=").await;
    assert_eq!(site.store.keys().await.unwrap()[1].place, None);
    let page = admin.get("/admin/sources").await;
    assert!(page.body.contains("toute la ville"));
    let journal = admin.get("/admin/journal").await.body;
    assert!(journal.contains("clé gaz, lieu ecole"), "{journal}");
    assert!(journal.contains("clé eau, toute la ville"), "{journal}");
    let rows = site.audit().await;
    let told: Vec<_> = rows.iter().map(|row| row.entry.object.as_str()).collect();
    assert!(
        told.contains(&"key gaz at ecole") && told.contains(&"key eau at *"),
        "{told:?}"
    );
}

#[tokio::test]
async fn lines_set_aside_are_told_by_reason_and_tried_again() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let line = |n: u64, reason: &str, raw: &str| QuarantinedLine {
        source: "chaufferie".to_owned(),
        target: "readings".to_owned(),
        line: n,
        field: None,
        reason: reason.to_owned(),
        raw: raw.to_owned(),
    };
    let lines = vec![
        line(1, "no series", "a,<b>,1"),
        line(2, "no series", "a,b,2"),
        line(3, "no number", "a,b,x"),
    ];
    let now = site.accounts.clock().now();
    site.store.quarantine(lines, now).await.unwrap();
    let page = admin.get("/admin/sources").await;
    assert!(page.body.contains("3 lignes attendent."));
    let (first, second) = (page.body.find("no series"), page.body.find("no number"));
    assert!(first.unwrap() < second.unwrap(), "the most frequent first");
    assert!(page.body.contains("a,&lt;b&gt;,1"));
    let tried = admin.post("/admin/sources/reessayer", "").await;
    assert_eq!(tried.status, StatusCode::OK);
    assert!(tried.body.contains("Nouvel essai"), "{}", tried.body);
    let rows = site.audit().await;
    assert_eq!(rows.last().unwrap().entry.action, "quarantine.retry");
    let mut keeper = site.signed_in(Role::Gestionnaire).await;
    for path in [
        "/admin/sources",
        "/admin/sources/retirer",
        "/admin/sources/reessayer",
    ] {
        let answer = keeper.post(path, "nom=x").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(site.store.keys().await.unwrap(), []);
}
