use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::routing::get as on_get;
use server::http::serve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

async fn start() -> (SocketAddr, CancellationToken, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stop = CancellationToken::new();
    let routes = Router::new()
        .route(
            "/",
            on_get(async |ConnectInfo(peer): ConnectInfo<SocketAddr>| peer.ip().to_string()),
        )
        .route(
            "/slow",
            on_get(async || {
                tokio::time::sleep(Duration::from_millis(200)).await;
                "done"
            }),
        );
    let serving = tokio::spawn(serve(listener, routes, stop.clone()));
    (address, stop, serving)
}

async fn say(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    // A refused caller may see the connection reset after the answer.
    let _ = stream.read_to_string(&mut answer).await;
    answer
}

#[tokio::test]
async fn callers_are_known_by_their_address() {
    let (address, ..) = start().await;
    let answer = say(
        address,
        "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    )
    .await;
    assert!(answer.ends_with("127.0.0.1"), "{answer}");
}

#[tokio::test]
async fn a_flood_of_headers_is_refused() {
    let (address, ..) = start().await;
    let many: String = (0..200).map(|n| format!("x-{n}: y\r\n")).collect();
    let answer = say(address, &format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let long = "y".repeat(100_000);
    let answer = say(address, &format!("GET / HTTP/1.1\r\nx: {long}\r\n\r\n")).await;
    assert!(!answer.contains(" 200 "), "{answer}");
}

#[tokio::test]
async fn a_stop_lets_requests_under_way_finish_and_takes_no_others() {
    let (address, stop, serving) = start().await;
    let under_way = tokio::spawn(say(address, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n"));
    tokio::time::sleep(Duration::from_millis(50)).await;
    stop.cancel();
    assert!(under_way.await.unwrap().ends_with("done"));
    tokio::time::timeout(Duration::from_secs(2), serving)
        .await
        .expect("it ends")
        .unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}
