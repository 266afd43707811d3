use http::header::{HOST, ORIGIN};
use model::live::{ClientMessage, MAX_TOPICS, PROTOCOL, Refusal, ServerMessage};
use server::live::LiveOptions;
use tokio_tungstenite::tungstenite::Error;

use crate::client::{Client, request};
use crate::server::{Server, topic};

async fn status_of_refused(server: &Server, origin: &str) -> Option<u16> {
    let mut request = request(server.address);
    request
        .headers_mut()
        .insert(ORIGIN, origin.parse().unwrap());
    match Client::try_connect(request).await {
        Ok(_) => None,
        Err(Error::Http(response)) => Some(response.status().as_u16()),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn pages_of_other_sites_get_403() {
    let server = Server::start(LiveOptions::default()).await;
    let own = format!("http://{}", server.address);
    assert_eq!(status_of_refused(&server, &own).await, None);
    let other = status_of_refused(&server, "https://evil.example").await;
    assert_eq!(other, Some(403));
}

#[tokio::test]
async fn limits_of_sockets_are_told_by_status_and_given_back() {
    let options = LiveOptions {
        sockets: 2,
        sockets_per_address: 1,
        limit_loopback: true,
        ..LiveOptions::default()
    };
    let server = Server::start(options).await;
    let own = format!("http://{}", server.address);
    let first = Client::connect(server.address).await;
    assert_eq!(status_of_refused(&server, &own).await, Some(429));
    drop(first);
    server.opens(0).await;
    assert_eq!(status_of_refused(&server, &own).await, None);

    let full = Server::start(LiveOptions {
        sockets: 0,
        ..LiveOptions::default()
    })
    .await;
    let own = format!("http://{}", full.address);
    assert_eq!(status_of_refused(&full, &own).await, Some(503));
}

/// Says something first and returns what it is refused for, checking that
/// the socket closes.
async fn refusal(server: &Server, text: &str) -> Refusal {
    let mut client = Client::connect(server.address).await;
    client.say_text(text).await;
    let reason = match client.next().await {
        Ok(ServerMessage::Refused { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(client.next().await, Err(Some((1008, "refused".to_owned()))));
    reason
}

#[tokio::test]
async fn what_is_not_of_the_protocol_is_refused() {
    let server = Server::start(LiveOptions::default()).await;
    let hello = |protocol, topics| {
        serde_json::to_string(&ClientMessage::Hello {
            protocol,
            topics,
            since: None,
        })
        .unwrap()
    };
    let many = (0..=MAX_TOPICS).map(|n| topic(&format!("p{n}"))).collect();
    for (text, reason) in [
        ("bonjour".to_owned(), Refusal::Malformed),
        (r#"{"say":"pong"}"#.to_owned(), Refusal::Malformed),
        (
            r#"{"say":"follow","topics":["x"]}"#.to_owned(),
            Refusal::Malformed,
        ),
        (hello(PROTOCOL + 1, Vec::new()), Refusal::Protocol),
        (hello(PROTOCOL, many), Refusal::TooManyTopics),
    ] {
        assert_eq!(refusal(&server, &text).await, reason, "{text:.60}");
    }
    server.opens(0).await;
}

#[tokio::test]
async fn a_second_hello_and_a_flood_are_refused() {
    let server = Server::start(LiveOptions::default()).await;
    let mut twice = Client::connect(server.address).await;
    twice.hello(Vec::new(), None).await;
    twice
        .say_text(r#"{"say":"hello","protocol":1,"topics":[],"since":null}"#)
        .await;
    assert!(matches!(
        twice.next().await,
        Ok(ServerMessage::Refused {
            reason: Refusal::Malformed,
            ..
        })
    ));
    let mut flood = Client::connect(server.address).await;
    flood.hello(Vec::new(), None).await;
    for _ in 0..30 {
        flood.say(&ClientMessage::Pong).await;
    }
    assert!(matches!(
        flood.next().await,
        Ok(ServerMessage::Refused {
            reason: Refusal::TooFast,
            ..
        })
    ));
}

#[tokio::test]
async fn a_message_longer_than_any_of_the_protocol_ends_the_socket() {
    let server = Server::start(LiveOptions::default()).await;
    let mut client = Client::connect(server.address).await;
    client.say_text(&" ".repeat(100 << 10)).await;
    assert_eq!(client.next().await, Err(None));
    server.opens(0).await;
}

#[tokio::test]
async fn a_plain_request_is_told_to_upgrade() {
    use tower::ServiceExt;
    let server = Server::start(LiveOptions::default()).await;
    let plain = http::Request::get("/live")
        .header(HOST, "localhost")
        .extension(axum::extract::ConnectInfo(server.address))
        .body(axum::body::Body::empty())
        .unwrap();
    let response = server.sockets.router().oneshot(plain).await.unwrap();
    assert!(response.status().is_client_error());
}
