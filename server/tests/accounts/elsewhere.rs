use axum::http::StatusCode;
use model::access::Role;
use serde_json::json;
use server::oidc::Userinfo;

use crate::site::{PASSWORD, Site};
use crate::visitor::code_at;
use crate::vouched_town::Town;

#[tokio::test]
async fn somebody_invited_comes_in_and_goes_out_again() {
    let town = Town::open().await;
    let mut visitor = town.site.visitor();
    let page = visitor
        .get("/connexion?motif=requise&retour=/admin/objectifs")
        .await;
    assert!(page.body.contains("S’identifier avec ProConnect"));
    assert!(
        page.body
            .contains("href=\"/connexion/fournisseur?retour=/admin/objectifs\"")
    );
    let answer = town.comes(&mut visitor).await;
    assert_eq!(
        answer.header("location"),
        "/admin/objectifs",
        "{}",
        answer.body
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(visitor.is_in().await && visitor.away.is_none());
    let rows = town.site.audit().await;
    let acts: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert_eq!(acts, ["account.add", "account.identity", "sign-in"]);
    let out = visitor.post("/deconnexion", "").await;
    let way = out.header("location");
    assert!(
        way.starts_with(&format!("{}/session/end?", town.outer.issuer())),
        "{way}"
    );
    assert!(way.contains("id_token_hint=ey") && way.contains("state="));
    assert!(way.contains("post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A3000%2Fconnexion"));
    assert!(!visitor.is_in().await);
}

#[tokio::test]
async fn who_is_known_by_subject_comes_in_with_another_address() {
    let town = Town::open().await;
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    town.outer
        .behaves(|m| m.about["email"] = json!("a.durand@ville.example"));
    let mut again = town.site.visitor();
    town.comes(&mut again).await;
    assert!(again.is_in().await, "the subject is theirs");
    town.outer.behaves(|m| m.about["sub"] = json!("agent-2"));
    let mut stranger = town.site.visitor();
    let answer = town.comes(&mut stranger).await;
    assert_eq!(answer.header("location"), "/connexion?motif=inconnu");
    town.outer
        .behaves(|m| m.about["email"] = json!(" DGS@ville.example "));
    let mut moved = town.site.visitor();
    town.comes(&mut moved).await;
    assert!(moved.is_in().await, "another subject, their address");
    let of_first = town
        .site
        .store
        .account_of_identity(town.outer.issuer().to_owned(), "agent-1".to_owned());
    assert!(of_first.await.unwrap().is_some());
}

#[tokio::test]
async fn keys_are_changed_and_read_again_once() {
    let town = Town::open().await;
    town.comes(&mut town.site.visitor()).await;
    assert_eq!(town.outer.was_asked("jwks"), 1);
    town.outer.behaves(|m| {
        m.key = "two";
        m.published = vec!["two"];
    });
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    assert!(visitor.is_in().await);
    assert_eq!(town.outer.was_asked("jwks"), 2);
}

#[tokio::test]
async fn a_provider_that_is_slow_or_gone_keeps_nobody_waiting() {
    let town = Town::open().await;
    town.is_refused(|m| m.slow = true, "fournisseur").await;
    let mut local = town.site.visitor();
    local.sign_in("dgs@ville.example", PASSWORD).await;
    let gone = Town::with(|settings| settings.issuer = "http://127.0.0.1:9/api".to_owned()).await;
    let answer = gone.site.visitor().get("/connexion/fournisseur").await;
    assert_eq!(answer.header("location"), "/connexion?motif=fournisseur");
}

#[tokio::test]
async fn a_provider_that_failed_is_not_asked_by_everybody() {
    let town = Town::open().await;
    town.outer.behaves(|m| m.down = true);
    for _ in 0..3 {
        let answer = town.site.visitor().get("/connexion/fournisseur").await;
        assert_eq!(answer.header("location"), "/connexion?motif=fournisseur");
    }
    assert_eq!(town.outer.was_asked("discovery"), 1);
    town.outer.behaves(|m| m.down = false);
    town.site.passes(11);
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    assert!(visitor.is_in().await);
}

#[tokio::test]
async fn a_provider_with_plain_json_and_pkce() {
    let town = Town::with(|settings| {
        settings.pkce = true;
        settings.userinfo = Userinfo::Json;
    })
    .await;
    town.outer.behaves(|m| {
        m.pkce = true;
        m.signed = false;
    });
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    assert!(visitor.is_in().await);
    town.is_refused(|m| m.signed = true, "fournisseur").await;
}

#[tokio::test]
async fn who_must_give_a_code_gives_it_here_too() {
    let town = Town::open().await;
    town.site.account(Role::Admin, "").await;
    town.outer
        .behaves(|m| m.about["email"] = json!("admin@ville.example"));
    let mut admin = town.site.visitor();
    let answer = town.comes(&mut admin).await;
    assert_eq!(
        answer.header("location"),
        "/moi/code?retour=/admin/objectifs"
    );
    assert!(!admin.is_in().await);
    let (secret, _) = admin.enrol(town.site.accounts.clock().now()).await;
    assert!(admin.is_in().await);
    town.site.passes(60);
    let mut again = town.site.visitor();
    let answer = town.comes(&mut again).await;
    assert_eq!(
        answer.header("location"),
        "/connexion/code?retour=/admin/objectifs"
    );
    let code = code_at(&secret, town.site.accounts.clock().now());
    again.post("/connexion/code", &format!("code={code}")).await;
    assert!(again.is_in().await);
    let out = again.post("/deconnexion", "").await;
    assert!(
        out.header("location").contains("id_token_hint"),
        "kept through the code"
    );
}

#[tokio::test]
async fn without_a_provider_there_is_no_such_way() {
    let site = Site::open().await;
    let page = site.visitor().get("/connexion").await;
    assert!(!page.body.contains("ProConnect"));
    for way in ["/connexion/fournisseur", "/connexion/retour?code=a&state=b"] {
        assert_eq!(site.visitor().get(way).await.status, StatusCode::NOT_FOUND);
    }
}
