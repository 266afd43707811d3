use axum::http::StatusCode;
use model::reception::Channel;
use model::time::At;
use serde_json::{Value, json};
use server::store::{Question, Rating};

use crate::town::{Town, code};

/// Answers of the middle of a month, satisfied or not.
async fn told(town: &Town, month: u32, channel: Channel, good: u32, bad: u32) {
    let noon = format!("2026-{month:02}-15T12:00:00Z");
    let at: At = At::from_seconds(noon.parse::<jiff::Timestamp>().unwrap().as_second());
    let rating = |(nth, score)| Rating {
        counter: code("accueil"),
        at,
        channel,
        question: Question::Satisfaction,
        score,
        scale: 5,
        source: "avis".to_owned(),
        nth,
    };
    let scores = (0..good).map(|_| 5).chain((0..bad).map(|_| 1));
    let ratings = (1..).zip(scores).map(rating).collect();
    town.store.put_ratings(ratings, at).await.unwrap();
}

async fn months(town: &Town, query: &str) -> Vec<Value> {
    let path = format!("/api/v1/counters/accueil/satisfaction{query}");
    let answer = town.visitor("192.0.2.1").get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()["months"].as_array().unwrap().clone()
}

#[tokio::test]
async fn finished_months_are_told_by_channel() {
    let town = Town::open().await;
    told(&town, 2, Channel::Counter, 60, 20).await;
    told(&town, 2, Channel::Online, 18, 12).await;
    told(&town, 3, Channel::Counter, 6, 4).await;
    told(&town, 4, Channel::Counter, 60, 20).await;
    let told = months(&town, "").await;
    // April is not over; in March ten answered.
    let counter = json!({"answers": 80, "percent": 75, "low": 64, "high": 84});
    let online = json!({"answers": 30, "percent": 60, "low": 42, "high": 76});
    let all = json!({"answers": 110, "percent": 70, "low": 60, "high": 78});
    let expected = json!([
        {"month": "2026-02-01", "all": all, "channels": {"counter": counter, "online": online}},
        {"month": "2026-03-01", "all": null, "channels": {"counter": null}},
    ]);
    assert_eq!(Value::from(told), expected);
    assert_eq!(
        months(&town, "?from=2026-02-02&to=2026-03-30").await,
        Vec::<Value>::new()
    );
}

#[tokio::test]
async fn a_hidden_channel_does_not_follow_from_the_others() {
    let town = Town::open().await;
    told(&town, 2, Channel::Counter, 60, 20).await;
    told(&town, 2, Channel::Online, 18, 12).await;
    told(&town, 2, Channel::Phone, 5, 0).await;
    let told = months(&town, "").await;
    assert!(!told[0]["all"].is_null());
    let channels = told[0]["channels"].as_object().unwrap();
    let hidden = channels.values().filter(|share| share.is_null()).count();
    assert_eq!(hidden, 2, "{channels:?}");
}

#[tokio::test]
async fn what_is_no_counter_has_no_answers() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    let status = async |path: &str| {
        visitor
            .get(&format!("/api/v1/counters/{path}"))
            .await
            .status
    };
    assert_eq!(
        status("hotel-de-ville/satisfaction").await,
        StatusCode::NOT_FOUND
    );
    for query in ["?from=yesterday", "?from=2000-01-01", "?channel=phone"] {
        let path = format!("accueil/satisfaction{query}");
        assert_eq!(status(&path).await, StatusCode::BAD_REQUEST, "{query}");
    }
}
