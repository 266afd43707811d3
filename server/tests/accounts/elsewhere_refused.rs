use serde_json::json;
use server::store::AuditResult;

use crate::provider::{CLIENT, Manners, SIRET};
use crate::vouched_town::Town;

#[tokio::test]
async fn only_invited_people_of_our_organisations_come_in() {
    let town = Town::open().await;
    let other = |m: &mut Manners| m.about["siret"] = json!("13002526500013");
    town.is_refused(other, "organisation").await;
    let none = |m: &mut Manners| drop(m.about.as_object_mut().unwrap().remove("siret"));
    town.is_refused(none, "organisation").await;
    let ours = |m: &mut Manners| {
        m.about["siret"] = json!(SIRET);
        m.about["email"] = json!("personne@ville.example");
    };
    town.is_refused(ours, "inconnu").await;
    let unsure = |m: &mut Manners| {
        m.about["email"] = json!("dgs@ville.example");
        m.about["email_verified"] = json!(false);
    };
    town.is_refused(unsure, "inconnu").await;
    let refused = town.site.audit().await.into_iter().map(|row| row.entry);
    let refused = refused.filter(|entry| entry.result == AuditResult::Refused);
    assert_eq!(refused.count(), 4);
    let id = town.site.store.account_of("dgs@ville.example".to_owned());
    let id = id.await.unwrap().unwrap().id;
    let by = server::access::Actor::console();
    town.site.accounts.disable(id, &by).await.unwrap();
    let sure = |m: &mut Manners| m.about["email_verified"] = json!(true);
    town.is_refused(sure, "inconnu").await;
}

#[tokio::test]
async fn without_organisations_an_address_has_to_be_verified() {
    let town = Town::with(|settings| settings.sirets.clear()).await;
    town.is_refused(|_| {}, "inconnu").await;
    town.outer
        .behaves(|m| m.about["email_verified"] = json!(true));
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    assert!(visitor.is_in().await);
}

#[tokio::test]
async fn what_cannot_be_believed_is_refused() {
    let town = Town::open().await;
    let now_s = town.site.accounts.clock().now().millis() / 1000;
    for lies in [
        json!({ "nonce": "another nonce of more than thirty-two signs" }),
        json!({ "aud": "another-client" }),
        json!({ "aud": [CLIENT, "another-client"] }),
        json!({ "iss": "https://evil.example/api/v2" }),
        json!({ "exp": now_s - 1 }),
        json!({ "iat": now_s - 3_600 }),
        json!({ "sub": 12 }),
    ] {
        town.is_refused(|m| m.lies = lies.clone(), "fournisseur")
            .await;
    }
    town.outer.behaves(|m| m.lies = json!({}));
    town.is_refused(|m| m.unsigned = true, "fournisseur").await;
    town.outer.behaves(|m| m.unsigned = false);
    town.is_refused(|m| m.forged = true, "fournisseur").await;
    town.outer.behaves(|m| m.forged = false);
    // Signed by a key that it does not publish, but for the name of one that it does.
    town.is_refused(|m| m.key = "two", "fournisseur").await;
    town.outer.behaves(|m| m.key = "one");
    town.is_refused(|m| m.signed = false, "fournisseur").await;
    town.outer.behaves(|m| m.signed = true);
    let mut visitor = town.site.visitor();
    town.comes(&mut visitor).await;
    assert!(visitor.is_in().await, "and the truth is believed");
}

#[tokio::test]
async fn a_state_is_good_once_and_for_the_browser_that_left() {
    let town = Town::open().await;
    let mut visitor = town.site.visitor();
    let way = town.sent(&mut visitor, "/").await;
    let mut victim = town.site.visitor();
    let answer = victim.get(&way).await;
    assert_eq!(
        answer.header("location"),
        "/connexion?motif=perime",
        "another browser"
    );
    town.sent(&mut victim, "/").await;
    let answer = victim.get(&way).await;
    assert_eq!(
        answer.header("location"),
        "/connexion?motif=perime",
        "left elsewhere too"
    );
    let kept = visitor.away.clone();
    let answer = visitor.get(&way).await;
    assert_eq!(answer.header("location"), "/moi");
    assert!(visitor.is_in().await);
    let mut again = town.site.visitor();
    again.away = kept;
    let answer = again.get(&way).await;
    assert_eq!(
        answer.header("location"),
        "/connexion?motif=perime",
        "replayed"
    );
    let mut late = town.site.visitor();
    let way = town.sent(&mut late, "/").await;
    town.site.passes(601);
    let answer = late.get(&way).await;
    assert_eq!(answer.header("location"), "/connexion?motif=perime");
    assert_eq!(town.outer.was_asked("token"), 1);
    for way in ["/connexion/retour", "/connexion/retour?state=x&code=y"] {
        let answer = town.site.visitor().get(way).await;
        assert_eq!(
            answer.header("location"),
            "/connexion?motif=perime",
            "{way}"
        );
    }
}

#[tokio::test]
async fn a_code_is_used_once_and_an_error_is_told() {
    let town = Town::open().await;
    let mut visitor = town.site.visitor();
    let first = town.sent(&mut visitor, "/").await;
    visitor.get(&first).await;
    let code = |way: &str| {
        way.split("code=")
            .nth(1)
            .unwrap()
            .split('&')
            .next()
            .unwrap()
            .to_owned()
    };
    let mut thief = town.site.visitor();
    let second = town.sent(&mut thief, "/").await;
    let stolen = second.replace(&code(&second), &code(&first));
    let answer = thief.get(&stolen).await;
    assert_eq!(
        answer.header("location"),
        "/connexion?motif=fournisseur",
        "used"
    );
    let mut undecided = town.site.visitor();
    let way = town.sent(&mut undecided, "/").await;
    let refused = way.replace("code=", "error=access_denied&x=");
    let answer = undecided.get(&refused).await;
    assert_eq!(answer.header("location"), "/connexion?motif=refus");
    let mut mixed = town.site.visitor();
    let way = town.sent(&mut mixed, "/").await;
    let answer = mixed
        .get(&format!("{way}&iss=https%3A%2F%2Fevil.example"))
        .await;
    assert_eq!(answer.header("location"), "/connexion?motif=fournisseur");
}
