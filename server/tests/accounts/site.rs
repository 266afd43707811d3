use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use app::view::SharedViews;
use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::StatusCode;
use metrics_exporter_prometheus::PrometheusBuilder;
use model::access::Role;
use model::city::Place;
use model::time::At;
use server::access::{Accounts, Actor, Devices, FactorKey, NewAccount, OsChance, Passwords};
use server::clock::Clock;
use server::http::api::{Api, SourceKeys};
use server::http::assets::BuiltSite;
use server::http::{self, Proxy};
use server::ingest::SeriesDirectory;
use server::live::{Hub, LiveOptions, Sockets};
use server::oidc::Provider;
use server::reception::LiveHalls;
use server::report::Press;
use server::rules::Rules;
use server::state::{State, Today};
use server::store::{AuditRecord, Store, open};
use server::views::StateViews;
use tempfile::TempDir;

use crate::visitor::Visitor;

/// A password that may be chosen.
pub const PASSWORD: &str = "une phrase assez longue";

/// A clock that a test moves.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// 24 November 2026, 11 h 32 in Paris.
    pub fn usual() -> Self {
        Self(AtomicI64::new(1_795_516_320_000))
    }
}

impl Clock for TestClock {
    fn now(&self) -> At {
        At::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// The whole site over a town of four places.
pub struct Site {
    pub routes: Router,
    pub store: Arc<dyn Store>,
    pub accounts: Accounts,
    pub state: State,
    pub views: SharedViews,
    clock: Arc<TestClock>,
    pub folder: TempDir,
}

impl Site {
    pub async fn open() -> Self {
        Self::behind(Proxy::none()).await
    }

    pub async fn behind(proxy: Proxy) -> Self {
        Self::with(proxy, Arc::new(TestClock::usual()), None).await
    }

    /// A site that may know a provider of identities.
    pub async fn with(proxy: Proxy, clock: Arc<TestClock>, provider: Option<Provider>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
        std::fs::create_dir(folder.path().join("themes")).unwrap();
        let built = BuiltSite::load(folder.path()).unwrap();
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let store = open(&url, Some("Europe/Paris")).await.unwrap();
        store.put_places(places(), At::default()).await.unwrap();
        let rules = Rules::read(&server::config::Config::default()).unwrap();
        let state = State::load(store.clone(), clock.clone(), rules, Today::Clock);
        let state = state.await.unwrap();
        let accounts = Accounts::new(
            store.clone(),
            clock.clone(),
            Arc::new(OsChance),
            Passwords::cheap(),
            FactorKey::new([7; 32]),
        );
        let hub = Hub::new("run".to_owned(), clock.clone());
        let halls = LiveHalls::load(&state).await.unwrap();
        let views: SharedViews =
            Arc::new(StateViews::new(state.clone(), hub.clone(), halls.clone()));
        let site = http::Site {
            press: Press::new(&built),
            public_url: "https://ville.example".into(),
            mail_on: true,
            built,
            devices: Devices::load(accounts.clone()).await.unwrap(),
            accounts: accounts.clone(),
            api: Api {
                state: state.clone(),
                halls: halls.clone(),
                keys: SourceKeys::default(),
                series: Arc::new(RwLock::new(
                    SeriesDirectory::load(store.as_ref()).await.unwrap(),
                )),
            },
            views: views.clone(),
            sockets: Sockets::new(hub, LiveOptions::default(), proxy),
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            proxy,
            provider: provider.map(Arc::new),
            themes: folder.path().join("themes"),
        };
        Self {
            routes: http::router(site),
            store,
            accounts,
            state,
            views,
            clock,
            folder,
        }
    }

    /// Adds an account, `ROLE@ville.example`, at and below a place.
    pub async fn account(&self, role: Role, scope: &str) -> String {
        let email = format!("{role}@ville.example");
        let new = NewAccount {
            email: email.clone(),
            name: format!("Personne {role}"),
            role,
            scope: scope.to_owned(),
        };
        let password = PASSWORD.to_owned();
        let by = Actor::console();
        let added = self.accounts.add(new, password, &by);
        added.await.unwrap();
        email
    }

    /// Somebody with a browser, from an address of their own.
    pub fn visitor(&self) -> Visitor {
        self.visitor_from("192.0.2.1")
    }

    pub fn visitor_from(&self, address: &str) -> Visitor {
        let peer: SocketAddr = format!("{address}:5000").parse().unwrap();
        Visitor::new(self.routes.clone(), ConnectInfo(peer))
    }

    /// Somebody who signed in.
    pub async fn signed_in(&self, role: Role) -> Visitor {
        let email = self.account(role, "").await;
        let mut visitor = self.visitor();
        let answer = visitor.tries(&email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        if role.needs_second_factor() {
            visitor.enrol(self.accounts.clock().now()).await;
        }
        visitor
    }

    pub fn passes(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// The audit, which must be one chain.
    pub async fn audit(&self) -> Vec<AuditRecord> {
        let rows = self.store.audit(0, 1000).await.unwrap();
        let mut before = None;
        for row in &rows {
            assert!(row.follows(before), "{row:?}");
            before = Some(row);
        }
        rows
    }
}

fn places() -> Vec<Place> {
    let place = |code: &str, parent: Option<&str>, kind: &str, name: &str| Place {
        code: code.parse().unwrap(),
        parent: parent.map(|parent| parent.parse().unwrap()),
        kind: kind.to_owned(),
        name: name.to_owned(),
        attributes: Default::default(),
    };
    vec![
        place("ville", None, "city", "Clairval"),
        place("nord", Some("ville"), "district", "Nord"),
        place("ecole", Some("nord"), "site", "École <Louise>"),
        place("sud", Some("ville"), "district", "Sud"),
    ]
}
