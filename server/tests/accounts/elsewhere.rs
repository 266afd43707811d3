use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use model::access::Role;
use openidconnect::reqwest;
use serde_json::json;
use server::access::OsChance;
use server::http::Proxy;
use server::oidc::{OidcSettings, Provider, Userinfo};
use server::store::AuditResult;

use crate::provider::{BACK, CLIENT, Manners, OuterProvider, SECRET, SIRET};
use crate::site::{PASSWORD, Site, TestClock};
use crate::visitor::{Answer, Visitor, code_at};

struct Town {
    site: Site,
    outer: OuterProvider,
}

impl Town {
    /// A town that ProConnect vouches for, with an account for the general management.
    async fn open() -> Self {
        Self::with(|_| {}).await
    }

    async fn with(change: impl FnOnce(&mut OidcSettings)) -> Self {
        let clock = Arc::new(TestClock::usual());
        let outer = OuterProvider::start(clock.clone()).await;
        let mut settings = OidcSettings {
            issuer: outer.issuer().to_owned(),
            client_id: CLIENT.to_owned(),
            redirect_uri: BACK.to_owned(),
            sirets: vec![SIRET.to_owned()],
            ..OidcSettings::default()
        };
        change(&mut settings);
        settings.check().unwrap();
        let chance = Arc::new(OsChance);
        let provider = Provider::new(settings, SECRET.to_owned(), clock.clone(), chance);
        let provider = provider.unwrap();
        let provider = provider
            .answering_within(Duration::from_millis(800))
            .unwrap();
        let site = Site::with(Proxy::none(), clock, Some(provider)).await;
        site.account(Role::Dgs, "").await;
        Self { site, outer }
    }

    /// Somebody goes to the provider; the way back that it shows them.
    async fn sent(&self, visitor: &mut Visitor, back: &str) -> String {
        let way = format!("/connexion/fournisseur?retour={back}");
        let left = visitor.get(&way).await;
        assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
        assert!(visitor.away.is_some());
        let browser = reqwest::ClientBuilder::new()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let answer = browser.get(left.header("location")).send().await.unwrap();
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
        let way = answer.headers()["location"].to_str().unwrap();
        way.strip_prefix("http://127.0.0.1:3000")
            .unwrap()
            .to_owned()
    }

    /// Somebody goes there and comes back.
    async fn comes(&self, visitor: &mut Visitor) -> Answer {
        let way = self.sent(visitor, "/admin/objectifs").await;
        visitor.get(&way).await
    }

    async fn is_refused(&self, change: impl FnOnce(&mut Manners), why: &str) {
        self.outer.behaves(change);
        let mut visitor = self.site.visitor();
        let answer = self.comes(&mut visitor).await;
        assert_eq!(answer.header("location"), format!("/connexion?motif={why}"));
        assert!(visitor.session.is_none() && visitor.away.is_none());
        let page = visitor.get(answer.header("location")).await;
        assert!(page.body.contains("role=\"alert\""), "{why} is told");
    }
}

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
