use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode};
use model::city::{Attribute, Fact, FactBody, OpenRange, OpeningHours, Place, Series, SeriesKind};
use model::time::At;
use serde_json::Value;
use server::access::Actor;
use server::clock::Clock;
use server::http::api::{Api, SourceKeys, routes};
use server::http::limits::Limits;
use server::http::{Proxy, dress};
use server::ingest::SeriesDirectory;
use server::live::Hub;
use server::reception::{LiveHalls, run_halls};
use server::rules::Rules;
use server::state::{State, Today};
use server::store::{SourceKey, Store, open};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

/// A clock that a test moves.
#[derive(Debug)]
struct TestClock(AtomicI64);

impl Clock for TestClock {
    fn now(&self) -> At {
        At::from_millis(self.0.load(Ordering::SeqCst))
    }
}

/// The API over a town hall with two counters and a desk, on Wednesday 8 April
/// 2026 at noon in Paris.
pub struct Site {
    pub store: Arc<dyn Store>,
    routes: Router,
    clock: Arc<TestClock>,
    keys: SourceKeys,
    pub state: State,
    pub halls: LiveHalls,
    _folder: TempDir,
}

pub struct Answer {
    pub status: StatusCode,
    pub kind: String,
    pub body: Value,
}

impl Answer {
    /// Added, unchanged, set aside, not fitting.
    pub fn counts(&self) -> [u64; 4] {
        ["added", "unchanged", "set_aside", "not_fitting"]
            .map(|name| self.body[name].as_u64().unwrap())
    }
}

impl Site {
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("town.db").display());
        let store = open(&url, Some("Europe/Paris")).await.unwrap();
        store.put_places(places(), At::default()).await.unwrap();
        store.put_facts(vec![hours()], At::default()).await.unwrap();
        let thermometers = ["hotel-de-ville", "accueil"].map(thermometer);
        let thermometers = store.put_series(thermometers.into(), At::default());
        thermometers.await.unwrap();
        let keys = SourceKeys::default();
        let clock = Arc::new(TestClock(AtomicI64::new(1_775_642_400_000)));
        let rules = Rules::read(&server::config::Config::default()).unwrap();
        let state = State::load(store.clone(), clock.clone(), rules, Today::Clock);
        let series = SeriesDirectory::load(store.as_ref()).await.unwrap();
        let state = state.await.unwrap();
        let told = store.touched_reception().unwrap();
        let halls = LiveHalls::load(&state).await.unwrap();
        let hub = Hub::new("run".to_owned(), clock.clone());
        tokio::spawn(run_halls(
            halls.clone(),
            told,
            hub,
            CancellationToken::new(),
        ));
        let api = Api {
            state: state.clone(),
            halls: halls.clone(),
            keys: keys.clone(),
            series: Arc::new(RwLock::new(series)),
        };
        let site = Self {
            keys,
            store,
            routes: dress(routes(api), Proxy::none(), Limits::default()),
            clock,
            state,
            halls,
            _folder: folder,
        };
        site.give_key("borne", None, "secret").await;
        site
    }

    /// Gives a source its key, for the whole town or for a place.
    pub async fn give_key(&self, name: &str, place: Option<&str>, secret: &str) {
        let sha256 = Sha256::digest(secret.as_bytes());
        let key = SourceKey {
            name: name.to_owned(),
            sha256: sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
            prefix: secret.chars().take(4).collect(),
            place: place.map(|code| code.parse().unwrap()),
            created_at: At::default(),
            revoked_at: None,
        };
        let trace = Actor::console().did("key.add", format!("key {name}"), At::default());
        self.store.add_key(key, trace).await.unwrap();
        self.keys.reload(self.store.as_ref()).await.unwrap();
    }

    /// Sets the clock.
    pub fn is_at(&self, at: At) {
        self.clock.0.store(at.millis(), Ordering::SeqCst);
    }

    /// Declares more counters of the town hall.
    pub async fn declare(&self, counters: &[&str]) {
        let counter = |code: &&str| place(code, Some("hotel-de-ville"), "counter");
        let counters = counters.iter().map(counter).collect();
        self.put(counters).await;
    }

    /// Adds places: code, parent, kind.
    pub async fn add(&self, places: &[(&str, &str, &str)]) {
        let places = places.iter();
        let places = places.map(|(code, parent, kind)| place(code, Some(parent), kind));
        self.put(places.collect()).await;
    }

    async fn put(&self, places: Vec<Place>) {
        self.store.put_places(places, At::default()).await.unwrap();
        self.state.reload().await.unwrap();
    }

    pub fn passes(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// Posts with the key of the source.
    pub async fn post(&self, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
        self.post_with("secret", path, kind, body).await
    }

    /// Posts with the key of another source.
    pub async fn post_with(
        &self,
        secret: &str,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Answer {
        let request = Request::post(format!("/api/v1/{path}"))
            .header("authorization", format!("Bearer {secret}"))
            .header("content-type", kind);
        self.ask(request.body(body.into()).unwrap()).await
    }

    pub async fn csv(&self, path: &str, body: &str) -> Answer {
        self.post(path, "text/csv", body.to_owned()).await
    }

    pub async fn json(&self, path: &str, body: Value) -> Answer {
        self.post(path, "application/json", body.to_string()).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::builder().method(Method::GET);
        let request = request.uri(format!("/api/v1/{path}"));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let kind = response.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, kind, body }
    }
}

/// The series `PLACE-temperature`.
fn thermometer(place: &str) -> Series {
    Series {
        code: format!("{place}-temperature").parse().unwrap(),
        place: place.parse().unwrap(),
        quantity: "temperature".parse().unwrap(),
        unit: "°C".parse().unwrap(),
        kind: SeriesKind::Gauge,
        step_s: 3_600,
        zero_is_missing: false,
        rollover_at: None,
        role: Default::default(),
    }
}

/// Open from half past eight to half past five on working days.
fn hours() -> Fact {
    let week = vec![
        vec![OpenRange {
            from: 510,
            to: 1_050
        }];
        5
    ];
    Fact {
        subject: "hotel-de-ville".to_owned(),
        from: "2020-01-01".parse().unwrap(),
        to: None,
        body: FactBody::Opening(OpeningHours {
            week,
            open_on_holidays: false,
            alsace_moselle: false,
            exceptions: vec![],
        }),
    }
}

fn place(code: &str, parent: Option<&str>, kind: &str) -> Place {
    Place {
        code: code.parse().unwrap(),
        parent: parent.map(|parent| parent.parse().unwrap()),
        kind: kind.to_owned(),
        name: code.to_owned(),
        attributes: (code == "accueil")
            .then(|| {
                (
                    "services".to_owned(),
                    Attribute::Text("titres;urbanisme".to_owned()),
                )
            })
            .into_iter()
            .collect(),
    }
}

fn places() -> Vec<Place> {
    vec![
        place("ville", None, "city"),
        place("hotel-de-ville", Some("ville"), "site"),
        place("accueil", Some("hotel-de-ville"), "counter"),
        place("etat-civil", Some("hotel-de-ville"), "counter"),
        place("accueil-1", Some("accueil"), "desk"),
        place("accueil-2", Some("accueil"), "desk"),
    ]
}
