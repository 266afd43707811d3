use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use axum::Router;
use metrics_exporter_prometheus::PrometheusBuilder;
use model::city::{Place, PlaceCode};
use model::reception::RatingReason;
use model::time::At;
use server::access::{Accounts, Devices, FactorKey, OsChance, Passwords};
use server::clock::Clock;
use server::http::api::{Api, SourceKeys};
use server::http::assets::BuiltSite;
use server::http::{self, Proxy};
use server::ingest::SeriesDirectory;
use server::live::{Hub, LiveOptions, Sockets};
use server::reception::LiveHalls;
use server::report::Press;
use server::rules::Rules;
use server::state::{State, Today};
use server::store::{Rating, Store, open};
use server::views::StateViews;
use tempfile::TempDir;

use crate::visitor::Visitor;

#[derive(Debug)]
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> At {
        At::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// The whole site over a town hall with counters, on Wednesday 8 April 2026, at noon in
/// Paris and 17.3 seconds.
pub struct Town {
    pub store: Arc<dyn Store>,
    pub state: State,
    routes: Router,
    clock: Arc<TestClock>,
    pub folder: TempDir,
}

impl Town {
    pub async fn open() -> Self {
        Self::behind(Proxy::none()).await
    }

    pub async fn behind(proxy: Proxy) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.json"), "{}").unwrap();
        let built = BuiltSite::load(folder.path()).unwrap();
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let store = open(&url, Some("Europe/Paris")).await.unwrap();
        store.put_places(places(), At::default()).await.unwrap();
        let clock = Arc::new(TestClock(AtomicI64::new(1_775_642_417_300)));
        let rules = Rules::read(&server::config::Config::default()).unwrap();
        let state = State::load(store.clone(), clock.clone(), rules, Today::Clock);
        let state = state.await.unwrap();
        let hub = Hub::new("run".to_owned(), clock.clone());
        let series = SeriesDirectory::load(store.as_ref()).await.unwrap();
        let halls = LiveHalls::load(&state).await.unwrap();
        let chance = Arc::new(OsChance);
        let key = FactorKey::new([7; 32]);
        let accounts = Accounts::new(
            store.clone(),
            clock.clone(),
            chance,
            Passwords::cheap(),
            key,
        );
        let site = http::Site {
            press: Press::new(&built),
            public_url: "https://ville.example".into(),
            mail_on: true,
            built,
            devices: Devices::load(accounts.clone()).await.unwrap(),
            accounts,
            api: Api {
                state: state.clone(),
                halls: halls.clone(),
                keys: SourceKeys::default(),
                series: Arc::new(RwLock::new(series)),
            },
            views: Arc::new(StateViews::new(state.clone(), hub.clone(), halls)),
            sockets: Sockets::new(hub, LiveOptions::default(), proxy),
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            proxy,
            provider: None,
            themes: std::path::PathBuf::new(),
        };
        Self {
            routes: http::router(site),
            store,
            state,
            clock,
            folder,
        }
    }

    pub fn visitor(&self, address: &str) -> Visitor {
        Visitor::new(self.routes.clone(), address)
    }

    pub fn passes(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Every answer that is kept.
    pub async fn ratings(&self) -> Vec<Rating> {
        let always = (At::default(), At::from_seconds(4_000_000_000));
        self.store
            .ratings(code("accueil"), always.0, always.1)
            .await
            .unwrap()
    }

    /// How often each reason is kept, with whether its givers were satisfied.
    pub async fn reasons(&self) -> Vec<(String, RatingReason, bool, u64)> {
        let found = self.store.reason_counts(code("accueil")).await.unwrap();
        let told = found
            .into_iter()
            .map(|r| (r.month.to_string(), r.reason, r.satisfied, r.count));
        told.collect()
    }
}

pub fn code(text: &str) -> PlaceCode {
    text.parse().unwrap()
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
        place("hotel-de-ville", Some("ville"), "site", "Hôtel de ville"),
        place(
            "accueil",
            Some("hotel-de-ville"),
            "counter",
            "Accueil <b>général</b>",
        ),
        place(
            "etat-civil",
            Some("hotel-de-ville"),
            "counter",
            "État civil",
        ),
        place("urbanisme", Some("hotel-de-ville"), "counter", "Urbanisme"),
        place("accueil-1", Some("accueil"), "desk", "Guichet 1"),
    ]
}
