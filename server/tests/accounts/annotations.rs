//! Dated words on the curves of a place: who writes them, who reads them.

use axum::http::StatusCode;
use model::access::Role;

use crate::site::{PASSWORD, Site};

const FORM: &str = "lieu=ecole&le=2026-03-04&quoi=Chaudi%C3%A8re+remplac%C3%A9e+%3C%21%3E";

#[tokio::test]
async fn an_annotation_is_read_by_everybody_until_it_is_withdrawn() {
    let site = Site::open().await;
    let mut director = site.signed_in(Role::Directeur).await;
    let empty = director.get("/admin/annotations?lieu=ecole").await;
    assert!(
        empty.body.contains("Rien n’est encore noté"),
        "{}",
        empty.body
    );
    let done = director.post("/admin/annotations", FORM).await;
    let way = "/admin/annotations?lieu=ecole&fait=note";
    assert_eq!(done.header("location"), way, "{}", done.body);
    // Said twice it is said once.
    assert_eq!(
        director
            .post("/admin/annotations", FORM)
            .await
            .header("location"),
        way
    );
    assert_eq!(site.store.fact_versions().await.unwrap().len(), 1);
    let page = site.visitor().get("/lieu/ecole").await;
    assert!(
        page.body.contains("Chaudière remplacée &lt;!&gt;"),
        "{}",
        page.body
    );
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(
        (&*last.action, &*last.object),
        ("annotation.add", "annotation ecole 2026-03-04")
    );
    let gone = director.post("/admin/annotations/retirer", FORM).await;
    assert_eq!(
        gone.header("location"),
        "/admin/annotations?lieu=ecole&fait=retrait"
    );
    let page = site.visitor().get("/lieu/ecole").await;
    assert!(!page.body.contains("Chaudière"));
    let again = director.post("/admin/annotations/retirer", FORM).await;
    assert_eq!(
        again.status,
        StatusCode::SEE_OTHER,
        "it is gone, as was asked"
    );
    // It can be said again.
    director.post("/admin/annotations", FORM).await;
    let page = site.visitor().get("/lieu/ecole").await;
    assert!(page.body.contains("Chaudière"));
}

#[tokio::test]
async fn what_cannot_be_on_a_curve_is_named_by_its_field() {
    let site = Site::open().await;
    let mut director = site.signed_in(Role::Directeur).await;
    let long = format!("lieu=ecole&le=2026-03-04&quoi={}", "a".repeat(81));
    for (form, told) in [
        ("lieu=ecole&le=2027-01-01&quoi=Demain", "jour passé"),
        ("lieu=ecole&le=1900-01-01&quoi=Jadis", "jour passé"),
        ("lieu=ecole&le=hier&quoi=Hier", "jour passé"),
        ("lieu=ecole&le=2026-03-04&quoi=+", "80 caractères"),
        (long.as_str(), "80 caractères"),
    ] {
        let refused = director.post("/admin/annotations", form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.body.contains(told), "{form}: {}", refused.body);
    }
    assert!(site.store.fact_versions().await.unwrap().is_empty());
}

#[tokio::test]
async fn nobody_writes_on_the_curves_of_others() {
    let site = Site::open().await;
    for role in [Role::Elu, Role::Agent, Role::Dpo] {
        let mut visitor = site.signed_in(role).await;
        let refused = visitor.post("/admin/annotations", FORM).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{role}");
    }
    let email = site.account(Role::Directeur, "sud").await;
    let mut director = site.visitor();
    director.sign_in(&email, PASSWORD).await;
    for path in ["/admin/annotations", "/admin/annotations/retirer"] {
        assert_eq!(
            director.post(path, FORM).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let page = director.get("/admin/annotations?lieu=ecole").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("n’est pas de ceux") && !page.body.contains("Louise"));
    let nobody = site.visitor().post("/admin/annotations", FORM).await;
    assert_eq!(nobody.status, StatusCode::SEE_OTHER, "to sign in");
    assert!(site.store.fact_versions().await.unwrap().is_empty());
}
