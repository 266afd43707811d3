use axum::http::StatusCode;
use model::access::Role;
use server::access::{AccountFault, Actor};

use crate::site::{PASSWORD, Site};
use crate::visitor::{Visitor, code_at};

const CODE: &str = "/connexion/code";

/// Somebody of a role with an application linked: their browser, its secret, their codes.
async fn enrolled(site: &Site, role: Role) -> (Visitor, String, Vec<String>) {
    let email = site.account(role, "").await;
    let mut visitor = site.visitor();
    let answer = visitor.tries(&email, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let (secret, codes) = visitor.enrol(site.accounts.clock().now()).await;
    (visitor, secret, codes)
}

/// The form with the code of now.
fn code(site: &Site, secret: &str) -> String {
    format!("code={}", code_at(secret, site.accounts.clock().now()))
}

/// Another browser that gave the password and not the code.
async fn halfway(site: &Site, role: Role) -> Visitor {
    let mut visitor = site.visitor();
    let email = format!("{role}@ville.example");
    let answer = visitor.tries(&email, PASSWORD).await;
    assert_eq!(answer.header("location"), "/connexion/code?retour=/");
    visitor
}

async fn actions(site: &Site) -> Vec<String> {
    let rows = site.audit().await;
    rows.into_iter().map(|row| row.entry.action).collect()
}

#[tokio::test]
async fn an_administrator_enrols_and_can_do_nothing_before() {
    let site = Site::open().await;
    let email = site.account(Role::Admin, "").await;
    let mut admin = site.visitor();
    let answer = admin.tries(&email, PASSWORD).await;
    assert_eq!(answer.header("location"), "/moi/code?retour=/");
    let before = admin.session.clone();
    for path in [
        "/moi",
        "/admin/comptes",
        "/admin/journal",
        "/admin/objectifs",
    ] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        let way = format!("/moi/code?retour={path}");
        assert_eq!(answer.header("location"), way);
    }
    let form = "nom=X&adresse=x%40ville.example&role=admin&mot_de_passe=une+phrase+assez+longue";
    for path in [
        "/admin/comptes",
        "/moi/mot-de-passe",
        "/moi/code/secours",
        "/moi/code/retirer",
    ] {
        let answer = admin.post(path, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(site.store.accounts().await.unwrap().len(), 1);
    let public = admin.get("/lieu/ecole").await;
    assert_eq!(public.status, StatusCode::OK, "what is for everybody");
    let page = admin.get("/moi/code?retour=/admin/comptes").await;
    assert!(page.body.contains("poster__ink") && page.body.contains("otpauth://totp/"));
    let again = admin.get("/moi/code").await;
    let secret = |body: &str| body.split("<code>").nth(1).map(|s| s[..39].to_owned());
    assert_eq!(
        secret(&page.body),
        secret(&again.body),
        "the same until confirmed"
    );
    let wrong = admin.post("/moi/code", "code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Ce code n’est pas le bon"));
    let (_, codes) = admin.enrol(site.accounts.clock().now()).await;
    assert_eq!(codes.len(), 8);
    assert_ne!(admin.session, before, "a session of its own after the step");
    assert_eq!(admin.get("/admin/comptes").await.status, StatusCode::OK);
    let mut planted = site.visitor();
    planted.session = before;
    assert!(!planted.is_in().await, "what was before is worth nothing");
    let actions = actions(&site).await;
    let told: Vec<&str> = actions.iter().map(String::as_str).collect();
    assert_eq!(
        told,
        [
            "account.add",
            "sign-in.password",
            "account.second-factor",
            "sign-in"
        ]
    );
    let again = admin.get("/moi/code").await;
    assert!(again.body.contains("8 codes de secours") && !again.body.contains("otpauth"));
    let leave = admin.post("/moi/code/retirer", "code=123456").await;
    assert_eq!(
        leave.status,
        StatusCode::CONFLICT,
        "an administrator keeps it"
    );
}

#[tokio::test]
async fn a_code_is_taken_once_and_one_step_away_at_most() {
    let site = Site::open().await;
    let (_, secret, _) = enrolled(&site, Role::Dgs).await;
    let first = code(&site, &secret);
    let mut visitor = halfway(&site, Role::Dgs).await;
    let replayed = visitor.post(CODE, &first).await;
    assert_eq!(
        replayed.status,
        StatusCode::UNAUTHORIZED,
        "the enrolment took it"
    );
    site.passes(90);
    let second = code(&site, &secret);
    site.passes(30);
    let before = visitor.session.clone();
    let answer = visitor
        .post(CODE, &format!("{second}&retour=/admin/objectifs"))
        .await;
    assert_eq!(answer.header("location"), "/admin/objectifs", "a step late");
    assert_ne!(visitor.session, before);
    assert!(visitor.is_in().await);
    let mut thief = halfway(&site, Role::Dgs).await;
    let replayed = thief.post(CODE, &second).await;
    assert_eq!(
        replayed.status,
        StatusCode::UNAUTHORIZED,
        "looked over the shoulder"
    );
    assert!(!thief.is_in().await);
    site.passes(30);
    let early = code_at(&secret, site.accounts.clock().now().plus_seconds(60));
    let answer = thief.post(CODE, &format!("code={early}")).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "two steps ahead");
    let refused = site.audit().await.into_iter().map(|row| row.entry);
    let refused = refused.filter(|entry| entry.action == "sign-in.code");
    assert!(
        refused
            .clone()
            .all(|entry| entry.object == "account dgs@ville.example")
    );
    assert!(refused.count() >= 3);
}

#[tokio::test]
async fn codes_are_guessed_no_faster_than_passwords() {
    let site = Site::open().await;
    let (_, secret, codes) = enrolled(&site, Role::Dgs).await;
    site.passes(60);
    let mut thief = halfway(&site, Role::Dgs).await;
    // The password was the first of five tries.
    for n in 0..4 {
        let answer = thief.post(CODE, "code=000000").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{n}");
    }
    let answer = thief.post(CODE, &code(&site, &secret)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), "2");
    let answer = thief.post(CODE, &format!("secours={}", codes[0])).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let again = site
        .visitor_from("198.51.100.7")
        .tries("dgs@ville.example", PASSWORD)
        .await;
    assert_eq!(
        again.status,
        StatusCode::TOO_MANY_REQUESTS,
        "the password does not forget them"
    );
    site.passes(2);
    let answer = thief.post(CODE, &code(&site, &secret)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(thief.is_in().await);
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let site = Site::open().await;
    let (mut first, secret, codes) = enrolled(&site, Role::Dpo).await;
    let form = format!("secours={}", codes[3].to_uppercase().replace('-', "+"));
    let mut visitor = halfway(&site, Role::Dpo).await;
    let answer = visitor.post(CODE, &form).await;
    assert_eq!(answer.header("location"), "/moi");
    let mut thief = halfway(&site, Role::Dpo).await;
    let answer = thief.post(CODE, &form).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert!(answer.body.contains("code de secours n’existe pas"));
    assert!(
        visitor
            .get("/moi/code")
            .await
            .body
            .contains("7 codes de secours")
    );
    site.passes(60);
    let renewed = visitor
        .post("/moi/code/secours", &code(&site, &secret))
        .await;
    assert_eq!(renewed.status, StatusCode::OK);
    let old = format!("secours={}", codes[0]);
    assert_eq!(
        thief.post(CODE, &old).await.status,
        StatusCode::UNAUTHORIZED
    );
    let stored = site.store.second_factor(1).await.unwrap().unwrap();
    assert_eq!(stored.codes_left, 8);
    assert!(!stored.seed.contains(&secret.replace(' ', "")));
    assert!(first.is_in().await);
    let actions = actions(&site).await;
    assert!(actions.iter().any(|act| act == "account.recovery-code"));
    assert!(actions.iter().any(|act| act == "account.recovery-codes"));
}

#[tokio::test]
async fn codes_of_another_account_are_no_good() {
    let site = Site::open().await;
    let (_, of_dgs, codes) = enrolled(&site, Role::Dgs).await;
    enrolled(&site, Role::Elu).await;
    site.passes(60);
    let mut elected = halfway(&site, Role::Elu).await;
    for form in [code(&site, &of_dgs), format!("secours={}", codes[0])] {
        let answer = elected.post(CODE, &form).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    }
    let mut nobody = site.visitor();
    let answer = nobody.post(CODE, &code(&site, &of_dgs)).await;
    assert_eq!(answer.header("location"), "/connexion");
}

#[tokio::test]
async fn who_waits_for_a_code_is_out_after_a_quarter_of_an_hour() {
    let site = Site::open().await;
    let (_, secret, _) = enrolled(&site, Role::Dgs).await;
    let mut visitor = halfway(&site, Role::Dgs).await;
    site.passes(14 * 60);
    let page = visitor.get(CODE).await;
    assert_eq!(page.status, StatusCode::OK);
    site.passes(61);
    let answer = visitor.post(CODE, &code(&site, &secret)).await;
    assert_eq!(answer.header("location"), "/connexion");
    let mut visitor = halfway(&site, Role::Dgs).await;
    let answer = visitor.post("/deconnexion", "").await;
    assert_eq!(answer.header("location"), "/connexion?motif=fin");
    assert_eq!(visitor.session, None);
}

#[tokio::test]
async fn others_choose_a_code_and_leave_it() {
    let site = Site::open().await;
    let mut elected = site.signed_in(Role::Elu).await;
    let mut elsewhere = elected.clone();
    assert!(
        elected
            .get("/moi")
            .await
            .body
            .contains("Le mot de passe suffit")
    );
    let (secret, _) = elected.enrol(site.accounts.clock().now()).await;
    assert!(elected.is_in().await && !elsewhere.is_in().await);
    site.passes(60);
    let wrong = elected.post("/moi/code/retirer", "code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = elected
        .post("/moi/code/retirer", &code(&site, &secret))
        .await;
    assert_eq!(left.header("location"), "/connexion?motif=retrait");
    assert!(!elected.is_in().await);
    elected.sign_in("elu@ville.example", PASSWORD).await;
    assert!(elected.is_in().await, "the password is enough again");
}

#[tokio::test]
async fn another_administrator_takes_a_lost_factor_away() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let (mut head, ..) = enrolled(&site, Role::Dgs).await;
    let id = site.store.account_of("dgs@ville.example".to_owned());
    let id = id.await.unwrap().unwrap().id;
    let path = format!("/admin/comptes/{id}/code");
    assert_eq!(head.post(&path, "").await.status, StatusCode::FORBIDDEN);
    let done = admin.post(&path, "").await;
    assert_eq!(
        done.header("location"),
        format!("/admin/comptes/{id}?fait=code")
    );
    assert!(!head.is_in().await, "its sessions end");
    head.sign_in("dgs@ville.example", PASSWORD).await;
    assert!(head.is_in().await);
    assert_eq!(admin.post(&path, "").await.status, StatusCode::CONFLICT);
    let own = site.store.account_of("admin@ville.example".to_owned());
    let own = own.await.unwrap().unwrap().id;
    let answer = admin.post(&format!("/admin/comptes/{own}/code"), "").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "by another one");
    let by = Actor::console();
    assert_eq!(site.accounts.reset_factor(own, &by).await, Ok(()));
    assert_eq!(
        site.accounts.reset_factor(99, &by).await,
        Err(AccountFault::Missing)
    );
    assert!(!admin.is_in().await);
    let answer = admin.tries("admin@ville.example", PASSWORD).await;
    assert_eq!(
        answer.header("location"),
        "/moi/code?retour=/",
        "enrols anew"
    );
}
