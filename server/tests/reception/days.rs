use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::site::Site;

/// Tickets of a day, one a minute from nine on, each called after five minutes.
fn tickets(day: &str, served: u32, left: u32) -> String {
    let mut body = "ticket,seq,type,at,counter,desk,service\n".to_owned();
    for n in 0..served + left {
        let mut say = |seq: u32, kind: &str, minute: u32, desk: &str| {
            let (hour, minute) = (9 + minute / 60, minute % 60);
            body.push_str(&format!(
                "{day}-{n},{seq},{kind},{day}T{hour:02}:{minute:02}:00+02:00,accueil,{desk},passeports\n"
            ));
        };
        say(1, "issue", n, "");
        if n < served {
            say(2, "call", n + 5, "accueil-1");
            say(3, "start", n + 6, "accueil-1");
            say(4, "close", n + 9, "accueil-1");
        } else {
            say(2, "left", n + 20, "");
        }
    }
    body
}

async fn days(site: &Site, query: &str) -> Vec<Value> {
    let answer = site.get(&format!("counters/accueil/days{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.body["days"].as_array().unwrap().clone()
}

#[tokio::test]
async fn only_days_that_have_been_over_for_a_day_are_told() {
    let site = Site::open().await;
    // Wednesday noon: Monday was over 36 hours ago, Tuesday 12.
    for day in ["2026-04-06", "2026-04-07", "2026-04-08"] {
        let told = site.csv("ticket-events", &tickets(day, 30, 6)).await;
        assert_eq!(
            told.counts()[2..],
            [
                0,
                if day.ends_with('8') {
                    told.counts()[3]
                } else {
                    0
                }
            ]
        );
    }
    let names = |days: Vec<Value>| -> Vec<String> {
        days.iter()
            .map(|d| d["day"].as_str().unwrap().to_owned())
            .collect()
    };
    let asked = "?from=2026-04-01&to=2026-04-30";
    assert_eq!(names(days(&site, asked).await), ["2026-04-06"]);
    assert_eq!(names(days(&site, "").await), ["2026-04-06"]);
    site.passes(12 * 3600);
    assert_eq!(
        names(days(&site, asked).await),
        ["2026-04-06", "2026-04-07"]
    );
}

#[tokio::test]
async fn a_busy_day_is_told_and_a_small_count_is_not() {
    let site = Site::open().await;
    site.csv("ticket-events", &tickets("2026-04-02", 30, 6))
        .await;
    site.csv("ticket-events", &tickets("2026-04-03", 30, 3))
        .await;
    site.csv("ticket-events", &tickets("2026-04-04", 4, 0))
        .await;
    let days = days(&site, "?from=2026-04-01&to=2026-04-05").await;
    let expected = json!({
        "day": "2026-04-02", "issued": 35, "served": 30, "left": 5,
        "wait_median_min": 5, "wait_p90_min": 20, "in_time_percent": 84,
        "ratings": 0, "satisfied_percent": null,
    });
    assert_eq!(days[0], expected);
    // 3 left: neither their number nor what gives it away.
    assert_eq!(days[1]["issued"], 35);
    for hidden in ["served", "left", "in_time_percent"] {
        assert_eq!(days[1][hidden], Value::Null, "{hidden}");
    }
    for hidden in ["issued", "served", "wait_median_min", "wait_p90_min"] {
        assert_eq!(days[2][hidden], Value::Null, "{hidden}");
    }
}

#[tokio::test]
async fn nothing_names_a_desk_or_a_service() {
    let site = Site::open().await;
    site.csv("ticket-events", &tickets("2026-04-02", 30, 6))
        .await;
    let text = site.get("counters/accueil/days").await.body.to_string();
    for word in ["accueil-1", "passeports", "2026-04-02-1", "borne"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

#[tokio::test]
async fn what_a_day_says_does_not_depend_on_the_days_beside_it() {
    let site = Site::open().await;
    for (day, left) in [("2026-04-01", 1), ("2026-04-02", 7), ("2026-04-03", 2)] {
        site.csv("ticket-events", &tickets(day, 20, left)).await;
    }
    let together = days(&site, "?from=2026-04-01&to=2026-04-03").await;
    for day in together {
        let name = day["day"].as_str().unwrap();
        let alone = days(&site, &format!("?from={name}&to={name}")).await;
        assert_eq!(alone, [day]);
    }
}

#[tokio::test]
async fn what_is_no_counter_has_no_days() {
    let site = Site::open().await;
    for code in ["accueil-1", "hotel-de-ville", "nowhere"] {
        let answer = site.get(&format!("counters/{code}/days")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{code}");
        assert_eq!(answer.kind, "application/problem+json");
    }
    for query in [
        "?from=yesterday",
        "?from=2025-01-01&to=2026-01-01",
        "?service=x",
    ] {
        let answer = site.get(&format!("counters/accueil/days{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
    assert_eq!(days(&site, "").await, Vec::<Value>::new());
}
