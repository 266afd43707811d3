use std::io::Write;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use model::city::PlaceCode;
use model::reception::TicketState;
use model::time::At;
use serde_json::json;

use crate::site::Site;

const LIFE: &str = "ticket,seq,type,at,counter,desk,service\n\
     t1,1,issue,2026-04-07T09:00:00+02:00,accueil,,etat-civil\n\
     t1,2,call,2026-04-07T09:12:00+02:00,accueil,accueil-1,\n\
     t1,3,start,2026-04-07T09:13:00+02:00,accueil,accueil-1,\n\
     t1,4,close,2026-04-07T09:20:00+02:00,accueil,accueil-1,\n";

fn accueil() -> PlaceCode {
    "accueil".parse().unwrap()
}

#[tokio::test]
async fn a_ticket_goes_from_csv_to_its_state() {
    let site = Site::open().await;
    let answer = site.csv("ticket-events", LIFE).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.counts(), [4, 0, 0, 0]);
    let again = site.csv("ticket-events", LIFE).await;
    assert_eq!(again.counts(), [0, 4, 0, 0]);
    let day = "2026-04-07".parse().unwrap();
    let tickets = site.store.tickets(accueil(), day, day).await.unwrap();
    assert_eq!(tickets[0].state, TicketState::Closed);
    assert_eq!(tickets[0].wait_first_s(), Some(720));
}

#[tokio::test]
async fn json_in_all_its_shapes_says_the_same() {
    let site = Site::open().await;
    let event = json!({
        "ticket": "t1", "seq": 1, "type": "issue", "at": "2026-04-07T07:00:00Z",
        "counter": "accueil", "desk": null, "service": "etat-civil", "number": "A042",
    });
    let first = site.json("ticket-events", event.clone()).await;
    assert_eq!(first.counts(), [1, 0, 0, 0], "{}", first.body);
    for body in [json!([event]), json!({"ticket_events": [event, event]})] {
        let answer = site.json("ticket-events", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.counts()[0], 0);
    }
    let lines = format!("{event}\n\n{event}\n");
    let answer = site
        .post("ticket-events", "application/x-ndjson", lines)
        .await;
    assert_eq!(answer.counts(), [0, 2, 0, 0]);
}

#[tokio::test]
async fn what_cannot_have_happened_is_kept_and_counted() {
    let site = Site::open().await;
    let mut lines: Vec<&str> = LIFE.lines().collect();
    let issue = lines.remove(1);
    let answer = site.csv("ticket-events", &lines.join("\n")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.counts(), [3, 0, 0, 3]);
    let late = format!("{}\n{issue}", lines[0]);
    assert_eq!(
        site.csv("ticket-events", &late).await.counts(),
        [1, 0, 0, 0]
    );
    assert_eq!(site.store.tickets_set_aside_count().await.unwrap(), 0);
}

#[tokio::test]
async fn ratings_of_one_body_are_told_apart() {
    let site = Site::open().await;
    let body = "at,counter,channel,score,scale,question\n\
         2026-04-07T10:00:00Z,accueil,counter,4,5,\n\
         2026-04-07T10:00:00Z,accueil,counter,4,5,satisfaction\n\
         2026-04-07T10:00:00Z,accueil,counter,9,10,recommendation\n";
    assert_eq!(site.csv("ratings", body).await.counts(), [3, 0, 0, 0]);
    assert_eq!(site.csv("ratings", body).await.counts(), [0, 3, 0, 0]);
    let always = (At::default(), At::from_seconds(4_000_000_000));
    let found = site
        .store
        .ratings(accueil(), always.0, always.1)
        .await
        .unwrap();
    assert_eq!(found.iter().filter(|r| r.score == 4).count(), 2);
}

#[tokio::test]
async fn a_display_is_received_by_our_clock() {
    let site = Site::open().await;
    let state = json!({
        "counter": "accueil", "service": "etat-civil", "at": "2026-04-08T12:01:00+02:00",
        "waiting": 6, "open_desks": 2, "last_called": "A042",
    });
    let answer = site
        .json("queue-states", json!({"queue_states": [state]}))
        .await;
    assert_eq!(answer.counts(), [1, 0, 0, 0], "{}", answer.body);
    site.passes(60);
    // The same page again: the feed finds out that its clock stands still.
    assert_eq!(
        site.json("queue-states", state).await.counts(),
        [1, 0, 0, 0]
    );
    let always = (At::default(), At::from_seconds(4_000_000_000));
    let found = site
        .store
        .queue_states(accueil(), always.0, always.1)
        .await
        .unwrap();
    let received: Vec<i64> = found.iter().map(|s| s.received_at.seconds()).collect();
    assert_eq!(received, [1_775_642_400, 1_775_642_460]);
}

#[tokio::test]
async fn a_large_body_comes_gzipped() {
    let site = Site::open().await;
    let mut text = "ticket,seq,type,at,counter,service\n".to_owned();
    for n in 0..20_000 {
        text.push_str(&format!(
            "t{n},1,issue,2026-04-07T09:00:00Z,accueil,etat-civil\n"
        ));
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).unwrap();
    let request = Request::post("/api/v1/ticket-events")
        .header("x-api-key", "secret")
        .header("content-type", "text/csv")
        .header("content-encoding", "gzip")
        .body(Body::from(packed.finish().unwrap()))
        .unwrap();
    assert_eq!(site.ask(request).await.counts(), [20_000, 0, 0, 0]);
}
