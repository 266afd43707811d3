use axum::http::{Method, StatusCode};
use model::access::Role;

use crate::site::Site;

const FORMS: [&str; 21] = [
    "/admin/themes",
    "/admin/sources",
    "/admin/sources/retirer",
    "/admin/sources/reessayer",
    "/connexion/code",
    "/moi/code",
    "/moi/code/secours",
    "/moi/code/retirer",
    "/mot-de-passe/x",
    "/admin/comptes/1/role",
    "/admin/comptes/1/lien",
    "/admin/comptes/1/code",
    "/admin/lieux/ecole",
    "/admin/lieux/ecole/ajouter",
    "/connexion",
    "/deconnexion",
    "/moi/mot-de-passe",
    "/admin/comptes",
    "/admin/comptes/1/desactiver",
    "/admin/objectifs/nouveau",
    "/preferences",
];

#[tokio::test]
async fn forms_of_other_sites_are_refused() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let rows = site.audit().await.len();
    for path in FORMS {
        for headers in [
            &[][..],
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[("origin", "http://127.0.0.1:3001")],
            &[("sec-fetch-site", "cross-site")],
            &[("referer", "http://127.0.0.1:3000/admin/comptes")],
        ] {
            let answer = admin.ask(Method::POST, path, headers, "theme=dark").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} {headers:?}");
            assert_eq!(answer.header("set-cookie"), "", "{path} {headers:?}");
        }
    }
    assert!(admin.is_in().await);
    assert_eq!(site.audit().await.len(), rows, "nothing was done");
}

#[tokio::test]
async fn other_methods_are_refused_as_well_and_programs_use_the_api() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let answer = admin.ask(method, "/api/ui/city", &[], "").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let answer = admin.ask(Method::POST, "/api/v1/readings", &[], "[]").await;
    assert_eq!(
        answer.status,
        StatusCode::UNAUTHORIZED,
        "a cookie is no key"
    );
    let foreign = [("origin", "https://evil.example")];
    let answer = admin
        .ask(Method::POST, "/api/v1/readings", &foreign, "[]")
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = admin.post("/preferences", "theme=dark").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
