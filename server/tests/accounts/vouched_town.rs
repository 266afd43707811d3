use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use model::access::Role;
use openidconnect::reqwest;
use server::access::OsChance;
use server::http::Proxy;
use server::oidc::{OidcSettings, Provider};

use crate::provider::{BACK, CLIENT, Manners, OuterProvider, SECRET, SIRET};
use crate::site::{Site, TestClock};
use crate::visitor::{Answer, Visitor};

/// A town that ProConnect vouches for.
pub struct Town {
    pub site: Site,
    pub outer: OuterProvider,
}

impl Town {
    /// A town that ProConnect vouches for, with an account for the general management.
    pub async fn open() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut OidcSettings)) -> Self {
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
    pub async fn sent(&self, visitor: &mut Visitor, back: &str) -> String {
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
    pub async fn comes(&self, visitor: &mut Visitor) -> Answer {
        let way = self.sent(visitor, "/admin/objectifs").await;
        visitor.get(&way).await
    }

    pub async fn is_refused(&self, change: impl FnOnce(&mut Manners), why: &str) {
        self.outer.behaves(change);
        let mut visitor = self.site.visitor();
        let answer = self.comes(&mut visitor).await;
        assert_eq!(answer.header("location"), format!("/connexion?motif={why}"));
        assert!(visitor.session.is_none() && visitor.away.is_none());
        let page = visitor.get(answer.header("location")).await;
        assert!(page.body.contains("role=\"alert\""), "{why} is told");
    }
}
