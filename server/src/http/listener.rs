use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;

/// A caller that has not said all of its headers by then is let go.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);
/// A browser sends about twenty.
const HEADERS: usize = 64;
/// Bytes of the headers together, and of the buffer that reads them.
const HEADER_BYTES: usize = 16 << 10;
/// How long requests under way may take when the server stops.
const FAREWELL: Duration = Duration::from_secs(10);

/// Serves until `stop`, then waits for the requests under way; not for
/// websockets, which [`crate::live::Sockets::stop`] closes.
///
/// Unlike `axum::serve` it bounds headers in number, size and time, so that
/// callers who never finish cannot hold connections for ever.
pub async fn serve(listener: TcpListener, routes: Router, stop: CancellationToken) {
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let serving = converse(stream, peer, routes.clone(), stop.clone());
                connections.spawn(serving);
            }
            Err(error) if is_of_one_caller(&error) => {}
            Err(error) => {
                // Out of file descriptors: those in use come back.
                tracing::error!(%error, "no connection can be accepted");
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    connections.close();
    if timeout(FAREWELL, connections.wait()).await.is_err() {
        tracing::warn!(open = connections.len(), "requests were still under way");
    }
}

async fn converse(stream: TcpStream, peer: SocketAddr, routes: Router, stop: CancellationToken) {
    // Without it a small answer waits for the acknowledgement of the former.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection broke at once");
        return;
    }
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        let routes = routes.clone();
        async move {
            routes
                .oneshot(request)
                .await
                .map_err(|never: Infallible| never)
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_headers(HEADERS)
        .max_buf_size(HEADER_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection ended early");
    }
}

fn is_of_one_caller(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
