use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::json;

use crate::site::Site;

const PATHS: [&str; 3] = ["ticket-events", "ratings", "queue-states"];

#[tokio::test]
async fn nobody_tells_without_a_key() {
    let site = Site::open().await;
    for path in PATHS {
        for key in [None, Some("Bearer other")] {
            let mut request = Request::post(format!("/api/v1/{path}"));
            if let Some(key) = key {
                request = request.header("authorization", key);
            }
            let request = request.header("content-type", "application/json");
            let answer = site.ask(request.body(Body::from("[]")).unwrap()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}");
            assert_eq!(answer.kind, "application/problem+json");
        }
    }
}

#[tokio::test]
async fn a_bad_line_is_named_and_the_others_stay() {
    let site = Site::open().await;
    let good = "t1,1,issue,2026-04-07T09:00:00+02:00,accueil,,etat-civil";
    let bad = [
        ("t 2,1,issue,2026-04-07T09:00:00+02:00,accueil,,x", "ticket"),
        ("t2,-1,issue,2026-04-07T09:00:00+02:00,accueil,,x", "seq"),
        ("t2,1,opened,2026-04-07T09:00:00+02:00,accueil,,x", "type"),
        ("t2,1,issue,2026-04-07T09:00:00,accueil,,x", "at"),
        ("t2,1,issue,2026-04-09T09:00:00+02:00,accueil,,x", "at"),
        ("t2,1,issue,1999-04-07T09:00:00+02:00,accueil,,x", "at"),
        (
            "t2,1,issue,2026-04-07T09:00:00+02:00,hotel-de-ville,,x",
            "counter",
        ),
        // A desk is a place; the name of an agent is none.
        (
            "t2,1,issue,2026-04-07T09:00:00+02:00,accueil,mme-durand,x",
            "desk",
        ),
    ];
    let mut body = format!("ticket,seq,type,at,counter,desk,service\n{good}\n");
    bad.iter()
        .for_each(|(line, _)| body.push_str(&format!("{line}\n")));
    let answer = site.csv("ticket-events", &body).await;
    assert_eq!(answer.status, StatusCode::MULTI_STATUS);
    assert_eq!(answer.counts(), [1, 0, 8, 0]);
    let faults = answer.body["faults"].as_array().unwrap();
    for (n, (line, field)) in bad.iter().enumerate() {
        assert_eq!(faults[n]["field"], *field, "{line}: {}", faults[n]);
        assert_eq!(faults[n]["line"], n + 3);
    }
    let kept = site.store.quarantined(0, 100).await.unwrap();
    assert_eq!(kept.len(), 8);
    assert_eq!(kept[0].line.target, "ticket-events");
    assert_eq!(kept[0].line.source, "borne");
    assert!(
        kept[0]
            .line
            .raw
            .starts_with("ticket,seq,type,at,counter,desk,service\nt 2,1,")
    );
}

#[tokio::test]
async fn every_line_bad_is_unprocessable() {
    let site = Site::open().await;
    let rating = |score: i32, scale: i32, question: &str| {
        json!({"at": "2026-04-07T10:00:00Z", "counter": "accueil", "channel": "counter",
            "score": score, "scale": scale, "question": question})
    };
    let body = json!([
        rating(6, 5, "satisfaction"),
        rating(0, 5, "satisfaction"),
        rating(4, 5, "recommendation"),
        rating(4, 5, "smell"),
        {"at": "2026-04-07T10:00:00Z", "counter": "accueil", "channel": "counter",
            "score": 4, "scale": 5, "comment": "Mme Durand was rude"},
        ["at"],
    ]);
    let answer = site.json("ratings", body).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answer.counts(), [0, 0, 6, 0]);
    let faults = answer.body["faults"].as_array().unwrap();
    let fields: Vec<_> = faults
        .iter()
        .map(|f| f["field"].as_str().unwrap_or(""))
        .collect();
    assert_eq!(
        fields,
        ["score", "score", "scale", "question", "comment", ""]
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_a_problem() {
    let site = Site::open().await;
    let many = "{},".repeat(50_000);
    // More than axum takes by itself, and than the server takes at all.
    let long = " ".repeat((64 << 20) + 1);
    let bodies = [
        (
            "image/png",
            "x".to_owned(),
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ),
        ("application/json", String::new(), StatusCode::BAD_REQUEST),
        (
            "application/json",
            "[{]".to_owned(),
            StatusCode::BAD_REQUEST,
        ),
        ("application/json", "7".to_owned(), StatusCode::BAD_REQUEST),
        (
            "application/json",
            r#"{"ticket_events":[],"x":1}"#.to_owned(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "text/csv",
            "ticket,seq\n".to_owned(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "text/csv",
            "ticket,seq,type,at,counter,agent\n".to_owned(),
            StatusCode::BAD_REQUEST,
        ),
        (
            "application/json",
            format!("[{many}{{}}]"),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
        ("text/csv", long, StatusCode::PAYLOAD_TOO_LARGE),
        (
            "text/csv",
            " ".repeat((16 << 20) + 1),
            StatusCode::PAYLOAD_TOO_LARGE,
        ),
    ];
    for (kind, body, status) in bodies {
        let start: String = body.chars().take(30).collect();
        let answer = site.post("ticket-events", kind, body).await;
        assert_eq!(answer.status, status, "{kind} {start}: {}", answer.body);
        assert_eq!(answer.kind, "application/problem+json", "{kind} {start}");
    }
    assert_eq!(site.store.quarantined_count().await.unwrap(), 0);
}
