use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ws::{WebSocket, WebSocketUpgrade};
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderMap, StatusCode};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::admission::{Admission, Admitted, Full};
use super::hub::Hub;
use super::options::LiveOptions;
use super::origin;
use super::session::Session;
use crate::http::{Problem, Proxy};

/// Bytes. The library's own sizes, 128 kB each way, make 2 000 sockets take
/// 266 MB; a client's longest message, 512 topics, still fits the message.
const READ_BUFFER: usize = 1 << 10;
/// States up to this together leave in one write. The memory stays with the
/// socket, so it is short.
const WRITE_BUFFER: usize = 1 << 10;
/// A frame must fit here besides what waits already.
const WRITE_BUFFER_LIMIT: usize = 256 << 10;
const MESSAGE_LIMIT: usize = 64 << 10;

/// All open sockets: lets them in, and closes them when the server stops.
#[derive(Clone)]
pub struct Sockets(Arc<Shared>);

struct Shared {
    hub: Arc<Hub>,
    options: LiveOptions,
    proxy: Proxy,
    admission: Arc<Admission>,
    stop: CancellationToken,
    tracker: TaskTracker,
}

impl Sockets {
    /// No socket yet.
    pub fn new(hub: Arc<Hub>, options: LiveOptions, proxy: Proxy) -> Self {
        Self(Arc::new(Shared {
            hub,
            options,
            proxy,
            admission: Arc::default(),
            stop: CancellationToken::new(),
            tracker: TaskTracker::new(),
        }))
    }

    /// Where they get what they are sent.
    pub fn hub(&self) -> &Arc<Hub> {
        &self.0.hub
    }

    /// The route `/live`. The server must be made with
    /// `into_make_service_with_connect_info::<SocketAddr>()`.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        Router::new()
            .route("/live", get(open))
            .with_state(self.clone())
    }

    /// Sockets open.
    pub fn open(&self) -> u32 {
        self.0.admission.open()
    }

    /// Tells every socket that the service restarts, and waits at most
    /// `within` until they are closed. Returns how many are not.
    pub async fn stop(&self, within: Duration) -> u32 {
        self.0.stop.cancel();
        self.0.tracker.close();
        // Whether all are closed is told by the count.
        let _ = timeout(within, self.0.tracker.wait()).await;
        self.open()
    }
}

async fn open(
    State(sockets): State<Sockets>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let shared = Arc::clone(&sockets.0);
    if shared.stop.is_cancelled() {
        return unavailable("the server is stopping");
    }
    let turned_away = |problem: Response| {
        shared.hub.meters().turned_away.increment(1);
        problem
    };
    if !origin::is_welcome(&headers, shared.proxy, &shared.options.origins) {
        return turned_away(
            Problem::new(StatusCode::FORBIDDEN)
                .detail("pages of another site may not follow this one")
                .into_response(),
        );
    }
    let caller = shared.proxy.caller(&headers, peer);
    let admitted = match shared.admission.admit(caller, &shared.options) {
        Ok(admitted) => admitted,
        Err(Full::Server) => return turned_away(unavailable("too many screens are connected")),
        Err(Full::Address) => {
            return turned_away(
                Problem::new(StatusCode::TOO_MANY_REQUESTS)
                    .detail("too many screens are connected from this address")
                    .retry_after(Duration::from_secs(30))
                    .into_response(),
            );
        }
    };
    // Taken before the answer leaves, so that a stop in between waits for it.
    let tracked = shared.tracker.token();
    upgrade
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(WRITE_BUFFER)
        .max_write_buffer_size(WRITE_BUFFER_LIMIT)
        .max_message_size(MESSAGE_LIMIT)
        .max_frame_size(MESSAGE_LIMIT)
        .on_upgrade(move |socket| async move {
            serve(&shared, socket, admitted).await;
            drop(tracked);
        })
}

async fn serve(shared: &Shared, socket: WebSocket, admitted: Admitted) {
    let sockets = &shared.hub.meters().sockets;
    sockets.increment(1.0);
    Session::new(socket, shared.hub.join(), &shared.hub, &shared.options)
        .run(shared.stop.clone())
        .await;
    sockets.decrement(1.0);
    drop(admitted);
}

fn unavailable(detail: &'static str) -> Response {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail(detail)
        .retry_after(Duration::from_secs(30))
        .into_response()
}
