use app::shell::Assets;
use axum::Router;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use model::access::{Right, Role};
use model::city::PlaceCode;
use server::access::SignedIn;
use server::http::accounts::{Desk, Refused, identify};
use server::http::{Proxy, refuse_foreign};
use server::live::Hub;
use server::reception::LiveHalls;
use server::state::State;
use server::store::AuditResult;
use server::views::StateViews;

use crate::site::{PASSWORD, Site};
use crate::visitor::Visitor;

/// Every page that is not for everybody, and who gets it.
const FOR_SOME: [(&str, &[Role]); 16] = [
    ("/moi", &Role::ALL),
    ("/moi/code", &Role::ALL),
    ("/admin", &Role::ALL),
    ("/admin/lieux", &[Role::Gestionnaire, Role::Admin]),
    ("/admin/lieux/ecole", &[Role::Gestionnaire, Role::Admin]),
    (
        "/admin/lieux/ecole/ajouter",
        &[Role::Gestionnaire, Role::Admin],
    ),
    (
        "/admin/annotations",
        &[Role::Dgs, Role::Directeur, Role::Gestionnaire, Role::Admin],
    ),
    (
        "/saisie",
        &[Role::Dgs, Role::Directeur, Role::Agent, Role::Gestionnaire],
    ),
    ("/admin/comptes/1", &[Role::Admin]),
    ("/admin/sources", &[Role::Admin]),
    ("/admin/themes", &[Role::Admin]),
    ("/admin/journal", &[Role::Admin, Role::Dpo]),
    ("/admin/comptes", &[Role::Admin]),
    (
        "/admin/objectifs",
        &[Role::Elu, Role::Dgs, Role::Directeur, Role::Admin],
    ),
    (
        "/admin/objectifs/nouveau",
        &[Role::Dgs, Role::Directeur, Role::Admin],
    ),
    ("/lieu/ecole/pilotage", &[Role::Dgs, Role::Directeur]),
];

#[tokio::test]
async fn each_role_gets_its_pages_and_no_other() {
    let site = Site::open().await;
    for role in Role::ALL {
        let mut visitor = site.signed_in(role).await;
        for (path, roles) in FOR_SOME {
            let answer = visitor.get(path).await;
            let expected = if roles.contains(&role) {
                StatusCode::OK
            } else {
                StatusCode::FORBIDDEN
            };
            assert_eq!(answer.status, expected, "{role} {path}");
            assert_eq!(answer.header("cache-control"), "no-store", "{role} {path}");
            assert_eq!(answer.body.matches("<h1").count(), 1, "{role} {path}");
        }
        for path in ["/admin/", "/admin/autre", "/admin/comptes/1/autre"] {
            let answer = visitor.get(path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role} {path}");
        }
    }
    let mut nobody = site.visitor();
    for (path, _) in FOR_SOME {
        let answer = nobody.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        assert!(
            answer.header("location").starts_with("/connexion?"),
            "{path}"
        );
        assert!(answer.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn each_role_sends_its_forms_and_no_other() {
    let site = Site::open().await;
    let form = "nom=X&adresse=x%40ville.example&role=admin&mot_de_passe=une+phrase+assez+longue";
    for role in Role::ALL {
        let mut visitor = site.signed_in(role).await;
        if role == Role::Admin {
            continue;
        }
        for path in [
            "/admin/comptes",
            "/admin/comptes/1/role",
            "/admin/comptes/1/lien",
            "/admin/comptes/1/code",
            "/admin/comptes/1/connexions",
            "/admin/comptes/1/desactiver",
        ] {
            let answer = visitor.post(path, form).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{role} {path}");
        }
        let rows = site.audit().await;
        let last = &rows.last().unwrap().entry;
        assert_eq!(last.result, AuditResult::Refused);
        assert_eq!(last.actor, format!("{role}@ville.example"));
        assert_eq!(last.object, "POST /admin/comptes/1/desactiver");
    }
    let answer = site.visitor().post("/admin/comptes", form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let all = site.store.accounts().await.unwrap();
    assert_eq!(all.len(), Role::ALL.len(), "none was made");
    assert!(all.iter().all(|account| account.disabled_at.is_none()));
}

/// A handler as others write them: for who may act on alerts at a place.
async fn act(
    Shared(state): Shared<State>,
    who: SignedIn,
    Path(place): Path<PlaceCode>,
) -> Result<String, Refused> {
    who.must_at(Right::AlertAct, &place, &state)?;
    Ok(who.email().to_owned())
}

async fn alerts(site: &Site) -> Router {
    let hub = Hub::new("run".to_owned(), site.accounts.clock().clone());
    let halls = LiveHalls::load(&site.state).await.unwrap();
    let desk = Desk {
        accounts: site.accounts.clone(),
        state: site.state.clone(),
        views: std::sync::Arc::new(StateViews::new(site.state.clone(), hub, halls)),
        assets: Assets::from_manifest(|_| None),
        proxy: Proxy::none(),
        provider: None,
    };
    Router::new()
        .route("/alertes/{place}", post(act))
        .route("/api/v1/alertes/{place}", post(act))
        .with_state(site.state.clone())
        .layer(from_fn_with_state(desk, identify))
        .layer(from_fn_with_state(Proxy::none(), refuse_foreign))
}

#[tokio::test]
async fn a_scope_holds_at_and_below_its_place() {
    let site = Site::open().await;
    let mut of_north = site.visitor();
    let email = site.account(Role::Directeur, "nord").await;
    of_north.sign_in(&email, PASSWORD).await;
    let mut of_town = site.signed_in(Role::Dgs).await;
    let mut elected = site.signed_in(Role::Elu).await;
    let routes = alerts(&site).await;
    let at = |visitor: &Visitor| visitor.clone().through(routes.clone());
    for (place, north, town) in [
        ("nord", 200, 200),
        ("ecole", 200, 200),
        ("sud", 403, 200),
        ("ville", 403, 200),
        ("ailleurs", 403, 403),
    ] {
        let path = format!("/alertes/{place}");
        for (visitor, expected) in [
            (&mut of_north, north),
            (&mut of_town, town),
            (&mut elected, 403),
        ] {
            let answer = at(visitor).post(&path, "").await;
            assert_eq!(answer.status.as_u16(), expected, "{place}");
        }
    }
    let refused = at(&of_north).post("/api/v1/alertes/sud", "").await;
    assert_eq!(refused.header("content-type"), "application/problem+json");
    let unknown = site
        .visitor()
        .through(routes.clone())
        .post("/api/v1/alertes/sud", "")
        .await;
    assert_eq!(unknown.status, StatusCode::UNAUTHORIZED);
    let me = of_north.get("/moi").await;
    assert!(me.body.contains("Nord"), "the scope is told by its name");
}
