use axum::http::StatusCode;
use model::access::Role;
use server::access::Actor;

use crate::site::{PASSWORD, Site};

#[tokio::test]
async fn a_session_given_beforehand_is_not_adopted() {
    let site = Site::open().await;
    let email = site.account(Role::Dgs, "").await;
    let planted = "A".repeat(43);
    let mut visitor = site.visitor();
    visitor.session = Some(planted.clone());
    visitor.sign_in(&email, PASSWORD).await;
    assert_ne!(visitor.session.as_deref(), Some(&*planted));
    let mut thief = site.visitor();
    thief.session = Some(planted);
    assert!(!thief.is_in().await);
}

#[tokio::test]
async fn signing_in_again_gives_another_session_and_ends_the_first() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Dgs).await;
    let mut first = visitor.clone();
    visitor.sign_in("dgs@ville.example", PASSWORD).await;
    assert_ne!(visitor.session, first.session);
    assert!(visitor.is_in().await && !first.is_in().await);
}

#[tokio::test]
async fn a_session_is_no_use_after_signing_out() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Dgs).await;
    let mut copied = visitor.clone();
    assert!(copied.is_in().await);
    let answer = visitor.post("/deconnexion", "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-belvedere=; ") && cookie.contains("Max-Age=0"));
    assert_eq!(visitor.session, None);
    assert!(!copied.is_in().await, "a copy of the cookie is dead");
    let form = visitor.get(answer.header("location")).await;
    assert!(form.body.contains("Vous êtes déconnecté."));
    let answer = visitor.get("/deconnexion").await;
    assert_eq!(
        answer.status,
        StatusCode::METHOD_NOT_ALLOWED,
        "no link signs out"
    );
    let rows = site.audit().await;
    assert_eq!(rows.last().unwrap().entry.action, "sign-out");
}

#[tokio::test]
async fn a_session_ends_by_rest() {
    let site = Site::open().await;
    let mut head = site.signed_in(Role::Dgs).await;
    let mut admin = site.signed_in(Role::Admin).await;
    site.passes(14 * 60);
    assert!(head.is_in().await && admin.is_in().await, "use goes on");
    site.passes(15 * 60 + 1);
    assert!(head.is_in().await && !admin.is_in().await);
    site.passes(30 * 60 + 1);
    let answer = head.get("/moi").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(
        answer.header("location"),
        "/connexion?motif=requise&retour=/moi"
    );
}

#[tokio::test]
async fn a_session_ends_by_age_however_much_it_is_used() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Dgs).await;
    for minutes in 0..(12 * 60 / 20 - 1) {
        site.passes(20 * 60);
        assert!(visitor.is_in().await, "{minutes}");
    }
    site.passes(20 * 60);
    assert!(!visitor.is_in().await);
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Directeur).await;
    let account = site.store.account_of("directeur@ville.example".to_owned());
    let id = account.await.unwrap().unwrap().id;
    site.accounts.disable(id, &Actor::console()).await.unwrap();
    assert!(!visitor.is_in().await);
    let answer = visitor.tries("directeur@ville.example", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn another_password_ends_every_other_session() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Dgs).await;
    let mut elsewhere = site.visitor_from("203.0.113.4");
    elsewhere.sign_in("dgs@ville.example", PASSWORD).await;
    let before = visitor.session.clone();
    let change = "present=une+phrase+assez+longue&nouveau=une+autre+phrase+encore&encore=";
    for (form, why) in [
        (format!("{change}une+autre"), "ne sont pas les mêmes"),
        (
            "present=x&nouveau=une+autre+phrase+encore&encore=une+autre+phrase+encore".to_owned(),
            "actuel n’est pas celui-là",
        ),
        (
            "present=une+phrase+assez+longue&nouveau=court&encore=court".to_owned(),
            "12 caractères au moins",
        ),
    ] {
        let answer = visitor.post("/moi/mot-de-passe", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(why), "{why}");
    }
    assert!(elsewhere.is_in().await);
    let form = format!("{change}une+autre+phrase+encore");
    let answer = visitor.post("/moi/mot-de-passe", &form).await;
    assert_eq!(answer.header("location"), "/moi?fait=mot-de-passe");
    assert_ne!(visitor.session, before);
    assert!(visitor.is_in().await && !elsewhere.is_in().await);
    let answer = elsewhere.tries("dgs@ville.example", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    elsewhere
        .sign_in("dgs@ville.example", "une autre phrase encore")
        .await;
}

#[tokio::test]
async fn the_present_password_cannot_be_guessed_either() {
    let site = Site::open().await;
    let mut visitor = site.signed_in(Role::Dgs).await;
    let form = "present=x&nouveau=une+autre+phrase+encore&encore=une+autre+phrase+encore";
    for _ in 0..5 {
        let answer = visitor.post("/moi/mot-de-passe", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = visitor.post("/moi/mot-de-passe", form).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
}
