//! Who is told of what by mail.

use axum::http::{Method, StatusCode};
use model::access::Role;
use server::mail::Rounds;
use server::report::Press;
use server::store::{StatusChange, StatusKind, StatusSubject};

use crate::site::Site;

const LEVELS: &str = "lieu=nord&theme=&sujet=niveaux+aussitot";

/// The school moved from one level to another.
async fn changed(site: &Site, before: &str, after: &str) {
    let change = StatusChange {
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
    site.store.add_status_changes(vec![change]).await.unwrap();
}

/// The rounds that tell subscribers.
pub fn rounds(site: &Site) -> Rounds {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
    let built = server::http::assets::BuiltSite::load(folder.path()).unwrap();
    Rounds {
        state: site.state.clone(),
        views: site.views.clone(),
        press: Press::new(&built),
        public_url: "https://ville.example".to_owned(),
    }
}

/// The mails that wait to go out.
pub async fn queued(site: &Site) -> Vec<server::store::Mail> {
    let now = site.state.clock().now();
    site.store.mails_due(now, 100).await.unwrap()
}

#[tokio::test]
async fn subscribing_needs_an_account_and_choices_of_the_lists() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    let answer = nobody.get("/abonnements").await;
    assert!(
        answer.header("location").starts_with("/connexion"),
        "{answer:?}"
    );
    assert_eq!(
        nobody.post("/abonnements", LEVELS).await.status,
        StatusCode::SEE_OTHER
    );
    let mut elu = site.signed_in(Role::Elu).await;
    for form in [
        "lieu=rien&theme=&sujet=niveaux+aussitot",
        "lieu=nord&theme=rien&sujet=niveaux+aussitot",
        "lieu=nord&theme=&sujet=niveaux+mois",
        "lieu=nord&theme=&sujet=rapport+aussitot",
        "lieu=nord&theme=&sujet=",
        "",
    ] {
        let answer = elu.post("/abonnements", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    let done = elu.post("/abonnements", LEVELS).await;
    assert_eq!(done.header("location"), "/abonnements?fait=ajout");
    let page = elu.get("/abonnements").await;
    assert!(
        page.body.contains("Niveaux qui changent, aussitôt"),
        "{}",
        page.body
    );
    let foreign = [("origin", "https://ailleurs.example")];
    let attack = elu
        .ask(Method::POST, "/abonnements", &foreign, LEVELS)
        .await;
    assert_eq!(attack.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn nobody_ends_what_is_anothers() {
    let site = Site::open().await;
    let mut elu = site.signed_in(Role::Elu).await;
    elu.post("/abonnements", LEVELS).await;
    let id = site.store.subscriptions().await.unwrap()[0].id;
    let mut dgs = site.signed_in(Role::Dgs).await;
    let end = format!("/abonnements/{id}/fin");
    assert_eq!(dgs.post(&end, "").await.header("location"), "/abonnements");
    assert_eq!(site.store.subscriptions().await.unwrap().len(), 1);
    assert_eq!(
        elu.post(&end, "").await.header("location"),
        "/abonnements?fait=fin"
    );
    assert_eq!(site.store.subscriptions().await.unwrap(), []);
}

#[tokio::test]
async fn what_changes_after_subscribing_is_told_once_and_grouped() {
    let site = Site::open().await;
    changed(&site, "", "ok").await;
    changed(&site, "ok", "watch").await;
    let mut elu = site.signed_in(Role::Elu).await;
    elu.post("/abonnements", LEVELS).await;
    elu.post("/abonnements", "lieu=sud&theme=&sujet=niveaux+aussitot")
        .await;
    let rounds = rounds(&site);
    rounds.go().await.unwrap();
    assert_eq!(queued(&site).await, [], "what was before is not told");
    changed(&site, "watch", "gap").await;
    changed(&site, "gap", "ok").await;
    rounds.go().await.unwrap();
    rounds.go().await.unwrap();
    let mails = queued(&site).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].recipient, "elu@ville.example");
    assert_eq!(
        mails[0].body.matches("École <Louise>").count(),
        2,
        "{}",
        mails[0].body
    );
    assert!(
        mails[0].html.contains("École &lt;Louise&gt;"),
        "{}",
        mails[0].html
    );
}

#[tokio::test]
async fn the_link_of_a_mail_ends_it_without_signing_in() {
    let site = Site::open().await;
    let mut elu = site.signed_in(Role::Elu).await;
    elu.post("/abonnements", LEVELS).await;
    let token = site.store.subscriptions().await.unwrap()[0].token.clone();
    let mut nobody = site.visitor();
    let page = nobody.get(&format!("/desabonnement/{token}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(
        site.store.subscriptions().await.unwrap().len(),
        1,
        "a look ends nothing"
    );
    let guess = nobody.post("/desabonnement/0000", "").await;
    assert_eq!(guess.status, StatusCode::OK, "a guess learns nothing");
    assert_eq!(site.store.subscriptions().await.unwrap().len(), 1);
    let path = format!("/api/v1/unsubscribe/{token}");
    let done = nobody
        .ask(Method::POST, &path, &[], "List-Unsubscribe=One-Click")
        .await;
    assert_eq!(done.status, StatusCode::NO_CONTENT);
    assert_eq!(site.store.subscriptions().await.unwrap(), []);
}
