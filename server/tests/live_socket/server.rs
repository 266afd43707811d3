use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use model::city::PlaceCode;
use model::engine::{PlaceStanding, Standing};
use model::live::{Change, Topic};
use model::score::{Coverage, Level, Note, Trend};
use model::time::At;
use server::clock::FixedClock;
use server::http::Proxy;
use server::live::{Hub, LiveOptions, Sockets};

pub const NOW: At = At::from_seconds(1_790_000_000);

/// A hub that serves on loopback.
pub struct Server {
    pub hub: Arc<Hub>,
    pub sockets: Sockets,
    pub address: SocketAddr,
}

impl Server {
    pub async fn start(options: LiveOptions) -> Self {
        let hub = Hub::new("run-a".to_owned(), Arc::new(FixedClock(NOW)));
        let sockets = Sockets::new(Arc::clone(&hub), options, Proxy::none());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let service = Router::new()
            .merge(sockets.router())
            .into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self {
            hub,
            sockets,
            address,
        }
    }

    /// Publishes a note of a place.
    pub fn note(&self, code: &str, note: i32) {
        self.hub.publish(topic(code), place(code, note));
    }

    /// Waits until this many sockets are open.
    pub async fn opens(&self, sockets: u32) {
        for _ in 0..500 {
            if self.sockets.open() == sockets {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} sockets are open, not {sockets}", self.sockets.open());
    }
}

pub fn topic(code: &str) -> Topic {
    Topic::Place(PlaceCode::new(code).unwrap())
}

pub fn topics(codes: &[&str]) -> Vec<Topic> {
    codes.iter().map(|code| topic(code)).collect()
}

pub fn place(code: &str, note: i32) -> Change {
    let note = Some(Note::from_ten_thousandths(note));
    Change::Place(Box::new(PlaceStanding {
        code: PlaceCode::new(code).unwrap(),
        standing: Standing {
            note,
            last: None,
            minimum: note,
            level: Level::of(note),
            trend: Trend::Flat,
            change: Some(0),
            coverage: Coverage::FULL,
            judged: true,
        },
        themes: Vec::new(),
        latest_at: Some(NOW),
    }))
}
