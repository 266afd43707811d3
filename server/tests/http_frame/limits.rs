use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use axum::routing::{get as on_get, post};
use futures::stream;
use server::http::limits::Limits;
use server::http::{Problem, Proxy, dress};

use crate::asked::{Answer, ask, get};

fn routes() -> Router {
    let routes = Router::new()
        .route("/echo", post(async |body: Bytes| body.len().to_string()))
        .route(
            "/slow",
            on_get(async || tokio::time::sleep(Duration::from_secs(60)).await),
        )
        .route(
            "/fault",
            on_get(async || {
                Problem::new(StatusCode::BAD_REQUEST)
                    .detail("not a date")
                    .with("field", "at")
                    .with("line", 3)
            }),
        );
    let limits = Limits {
        body_bytes: 1000,
        body_pause: Duration::from_millis(100),
        answer_within: Duration::from_millis(300),
        at_once: 1,
    };
    dress(routes, Proxy::none(), limits)
}

async fn send(body: Body, length: Option<&str>) -> Answer {
    let headers: Vec<_> = length.map(|n| ("content-length", n)).into_iter().collect();
    ask(&routes(), Method::POST, "/echo", &headers, body).await
}

#[tokio::test]
async fn a_body_too_long_is_refused_announced_or_not() {
    let announced = send(Body::from(vec![0; 2000]), Some("2000")).await;
    assert_eq!(announced.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(
        announced.json()["detail"]
            .as_str()
            .unwrap()
            .contains("2000 bytes")
    );
    let parts = stream::repeat_with(|| Ok::<_, std::io::Error>(vec![0; 100]));
    let endless = send(Body::from_stream(parts), None).await;
    assert_eq!(endless.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(send(Body::from(vec![0; 1000]), None).await.text(), "1000");
}

#[tokio::test]
async fn a_body_that_stands_still_does_not_hold_the_server() {
    let never = stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let start = std::time::Instant::now();
    let answer = send(Body::from_stream(never), None).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    assert!(
        start.elapsed() < Duration::from_millis(280),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn a_slow_answer_ends_and_meanwhile_others_are_told_to_wait() {
    let routes = routes();
    let slow = tokio::spawn({
        let routes = routes.clone();
        async move { get(&routes, "/slow", &[]).await }
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    let second = get(&routes, "/fault", &[]).await;
    assert_eq!(second.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(second.header("retry-after"), "2");
    assert_eq!(slow.await.unwrap().status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(
        get(&routes, "/fault", &[]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_problem_names_what_where_and_in_which_request() {
    let answer = get(&routes(), "/fault", &[]).await;
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let id = answer.header("x-request-id");
    let expected = serde_json::json!({
        "status": 400,
        "title": "Bad Request",
        "detail": "not a date",
        "instance": format!("urn:belvedere:request:{id}"),
        "field": "at",
        "line": 3,
    });
    assert_eq!(answer.json(), expected);
}
