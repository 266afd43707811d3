use axum::http::StatusCode;
use model::access::Role;

use crate::site::{PASSWORD, Site};

async fn id(site: &Site, email: &str) -> i64 {
    let account = site.store.account_of(email.to_owned()).await.unwrap();
    account.unwrap().id
}

#[tokio::test]
async fn another_role_ends_the_sessions_and_holds_at_once() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let mut head = site.signed_in(Role::Directeur).await;
    let id = id(&site, "directeur@ville.example").await;
    let path = format!("/admin/comptes/{id}/role");
    let wrong = admin.post(&path, "role=directeur&lieu=ailleurs").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"lieu-faute\"") && wrong.body.contains("value=\"ailleurs\""));
    assert!(head.is_in().await, "nothing was changed");
    let done = admin.post(&path, "role=elu&lieu=nord").await;
    assert_eq!(
        done.header("location"),
        format!("/admin/comptes/{id}?fait=role")
    );
    assert!(!head.is_in().await);
    head.sign_in("directeur@ville.example", PASSWORD).await;
    assert_eq!(
        head.get("/lieu/ecole/pilotage").await.status,
        StatusCode::FORBIDDEN
    );
    let page = admin.get(&format!("/admin/comptes/{id}?fait=role")).await;
    assert!(page.body.contains("Le rôle et le lieu sont changés.") && page.body.contains("Nord"));
    let rows = site.audit().await;
    let row = rows
        .iter()
        .find(|row| row.entry.action == "account.change")
        .unwrap();
    assert!(row.entry.before_hash.is_some() && row.entry.before_hash != row.entry.after_hash);
    let raised = admin.post(&path, "role=admin&lieu=").await;
    assert_eq!(raised.status, StatusCode::SEE_OTHER);
    let answer = head.tries("directeur@ville.example", PASSWORD).await;
    assert_eq!(
        answer.header("location"),
        "/moi/code?retour=/",
        "a role that needs a code"
    );
    assert_eq!(
        admin.get("/admin/comptes/99").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn nobody_acts_on_their_own_account_there() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let own = id(&site, "admin@ville.example").await;
    for act in ["role", "lien", "code", "connexions", "desactiver"] {
        let answer = admin
            .post(&format!("/admin/comptes/{own}/{act}"), "role=elu")
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{act}");
    }
    let page = admin.get(&format!("/admin/comptes/{own}")).await;
    assert!(page.body.contains("C’est votre compte") && !page.body.contains("Créer un lien"));
    assert!(admin.is_in().await);
}

#[tokio::test]
async fn a_link_gives_another_password_once() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let mut head = site.signed_in(Role::Dgs).await;
    let id = id(&site, "dgs@ville.example").await;
    let told = admin.post(&format!("/admin/comptes/{id}/lien"), "").await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(told.header("cache-control"), "no-store");
    let start = "http://127.0.0.1:3000/mot-de-passe/";
    let secret = told
        .body
        .split(start)
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap();
    let way = format!("/mot-de-passe/{secret}");
    assert!(head.is_in().await, "nothing happens before it is used");
    let mut owner = site.visitor();
    let page = owner.get(&way).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("dgs@ville.example"));
    for (form, why) in [
        ("nouveau=court&encore=court", "12 caractères"),
        (
            "nouveau=une+autre+phrase+encore&encore=x",
            "ne sont pas les mêmes",
        ),
    ] {
        let answer = owner.post(&way, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(why));
    }
    let form = "nouveau=une+autre+phrase+encore&encore=une+autre+phrase+encore";
    let done = owner.post(&way, form).await;
    assert_eq!(
        done.header("location"),
        "/connexion?motif=mot-de-passe&retour=/moi"
    );
    assert!(!head.is_in().await);
    owner
        .sign_in("dgs@ville.example", "une autre phrase encore")
        .await;
    let again = site.visitor().post(&way, form).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it was used");
    assert!(again.body.contains("Ce lien a déjà servi"));
    let rows = site.audit().await;
    let last = rows
        .iter()
        .rev()
        .find(|row| row.entry.action == "account.password");
    assert_eq!(last.unwrap().entry.actor, "dgs@ville.example");
}

#[tokio::test]
async fn a_link_holds_for_a_day_and_until_the_next_one() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    site.account(Role::Dgs, "").await;
    let id = id(&site, "dgs@ville.example").await;
    let by = server::access::Actor::console();
    let link = || site.accounts.password_link(id, &by);
    let first = link().await.unwrap();
    let second = link().await.unwrap();
    let status = async |secret: &str| {
        let way = format!("/mot-de-passe/{secret}");
        site.visitor().get(&way).await.status
    };
    assert_eq!(status(&first).await, StatusCode::NOT_FOUND);
    assert_eq!(status(&second).await, StatusCode::OK);
    site.passes(86_399);
    assert_eq!(status(&second).await, StatusCode::OK);
    site.passes(1);
    assert_eq!(status(&second).await, StatusCode::NOT_FOUND);
    assert_eq!(status("x").await, StatusCode::NOT_FOUND);
    let third = link().await.unwrap();
    site.accounts.disable(id, &by).await.unwrap();
    assert_eq!(
        status(&third).await,
        StatusCode::NOT_FOUND,
        "the account is gone"
    );
    assert!(!admin.is_in().await);
}

#[tokio::test]
async fn sessions_are_ended_and_the_journal_is_filtered() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let mut head = site.signed_in(Role::Dgs).await;
    let id = id(&site, "dgs@ville.example").await;
    let path = format!("/admin/comptes/{id}/connexions");
    assert_eq!(admin.post(&path, "").await.status, StatusCode::SEE_OTHER);
    assert!(!head.is_in().await);
    let nobody = admin.post(&path, "").await;
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    assert!(nobody.body.contains("Personne n’est connecté"));
    let acts = |body: &str| body.matches("<tr role=\"row\"").count() - 1;
    let page = admin.get("/admin/journal?qui=DGS%40").await;
    assert_eq!(acts(&page.body), 1, "their sign-in");
    let page = admin.get("/admin/journal?acte=account.end-sessions").await;
    assert_eq!(acts(&page.body), 1);
    assert!(page.body.contains("fin des connexions d’un compte"));
    let page = admin
        .get("/admin/journal?jour=2026-11-24&qui=console+du+serveur")
        .await;
    assert_eq!(acts(&page.body), 2, "the accounts");
    let page = admin.get("/admin/journal?jour=2026-11-23").await;
    assert!(page.body.contains("Aucun acte ne répond à ce filtre."));
    assert_eq!(
        admin.get("/admin/journal?jour=hier").await.status,
        StatusCode::BAD_REQUEST
    );
    for n in 0..60 {
        let now = site.accounts.clock().now();
        let trace = server::access::Actor::console().did("alert.close", format!("alert {n}"), now);
        site.accounts.trace(trace).await.unwrap();
    }
    let page = admin
        .get("/admin/journal?acte=alert.close&qui=console")
        .await;
    assert!(
        page.body
            .contains("href=\"/admin/journal?qui=console&amp;acte=alert.close&amp;avant=")
    );
    let way = page
        .body
        .split("href=\"/admin/journal?qui=")
        .nth(1)
        .unwrap();
    let way = way.split('"').next().unwrap().replace("&amp;", "&");
    let page = admin.get(&format!("/admin/journal?qui={way}")).await;
    assert_eq!(acts(&page.body), 10, "{way}");
}
