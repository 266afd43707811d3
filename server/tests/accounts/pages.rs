use axum::http::{Method, StatusCode};
use model::access::Role;

use crate::site::Site;

#[tokio::test]
async fn pages_of_who_is_signed_in_are_never_kept_nor_given_to_others() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    let before = nobody.get("/lieu/ecole").await;
    assert_eq!(before.status, StatusCode::OK);
    assert!(before.body.contains("href=\"/connexion\"") && !before.body.contains("Personne"));
    let tag = before.header("etag").to_owned();
    assert!(!tag.is_empty());
    let mut visitor = site.signed_in(Role::Dgs).await;
    for path in ["/lieu/ecole", "/", "/accessibilite", "/nulle-part"] {
        let mine = visitor.get(path).await;
        assert!(mine.body.contains("Personne dgs"), "{path}");
        assert!(!mine.body.contains("href=\"/connexion\""), "{path}");
        assert_eq!(mine.header("cache-control"), "no-store", "{path}");
        assert_eq!(mine.header("etag"), "", "{path}");
    }
    let held = [("if-none-match", &*tag)];
    let mine = visitor.ask(Method::GET, "/lieu/ecole", &held, "").await;
    assert_eq!(
        mine.status,
        StatusCode::OK,
        "what was kept before is not enough"
    );
    let mine = visitor.get("/methode/nulle-part").await;
    assert_eq!(mine.header("cache-control"), "no-store");
    let after = nobody.get("/lieu/ecole").await;
    assert_eq!(after.body, before.body, "the same bytes for everybody else");
    assert_eq!(after.header("etag"), tag);
    assert_eq!(after.header("cache-control"), "no-cache");
    let mut false_one = site.visitor();
    false_one.session = Some("B".repeat(43));
    let answer = false_one.ask(Method::GET, "/lieu/ecole", &held, "").await;
    assert_eq!(answer.status, StatusCode::OK, "dark is another page");
    assert!(!answer.body.contains("Personne"));
    assert_eq!(answer.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn the_first_account_is_asked_for() {
    let site = Site::open().await;
    let page = site.visitor().get("/connexion").await;
    assert!(page.body.contains("belvedere user add"));
    site.account(Role::Admin, "").await;
    let page = site.visitor().get("/connexion").await;
    assert!(!page.body.contains("belvedere user add"));
}

#[tokio::test]
async fn pages_of_accounts_have_no_script_and_name_the_town() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let mut nobody = site.visitor();
    let connexion = nobody.get("/connexion").await;
    for (path, page) in [
        ("/connexion", connexion),
        ("/moi", admin.get("/moi").await),
        ("/admin/comptes", admin.get("/admin/comptes").await),
        ("/admin/objectifs", admin.get("/admin/objectifs").await),
        (
            "/admin/objectifs/nouveau",
            admin.get("/admin/objectifs/nouveau").await,
        ),
        ("/admin/journal", admin.get("/admin/journal").await),
    ] {
        assert!(
            page.body.starts_with("<!DOCTYPE html><html lang=\"fr\""),
            "{path}"
        );
        assert!(!page.body.contains("<script"), "{path}");
        assert_eq!(page.body.matches("<h1").count(), 1, "{path}");
        assert_eq!(page.body.matches("<main").count(), 1, "{path}");
        assert!(page.body.contains("Ville de Clairval"), "{path}");
        assert!(page.body.contains("· Belvédère</title>"), "{path}");
        let policy = page.header("content-security-policy");
        assert!(policy.contains("form-action 'self'"), "{path}");
    }
}
