use axum::http::StatusCode;

use crate::site::{Answer, Site};

const TICKET: &str = "ticket,seq,type,at,counter\n";
const RATING: &str = "at,counter,channel,score,scale\n";
const QUEUE: &str = "counter,service,at,waiting,open_desks\n";
const COUNT: &str = "counter,day,subject,offered,answered\n";

async fn tells(site: &Site, path: &str, body: &str) -> Answer {
    site.post_with("desk", path, "text/csv", body.to_owned())
        .await
}

fn refusal(answer: &Answer) -> (&str, &str) {
    let fault = &answer.body["faults"][0];
    let text = |name| fault[name].as_str().unwrap_or_default();
    (text("field"), text("reason"))
}

#[tokio::test]
async fn a_key_of_a_place_tells_of_it_alone() {
    let site = Site::open().await;
    site.give_key("queue", Some("accueil"), "desk").await;
    let day = "2026-04-07T10:00:00Z";
    let (own, other) = ("accueil", "etat-civil");
    for (path, line) in [
        ("ticket-events", |counter: &str, day: &str| {
            format!("{TICKET}t-{counter},1,issue,{day},{counter}\n")
        }),
        ("ratings", |counter: &str, day: &str| {
            format!("{RATING}{day},{counter},counter,4,5\n")
        }),
        ("queue-states", |counter: &str, day: &str| {
            format!("{QUEUE}{counter},titres,{day},3,1\n")
        }),
    ] as [(&str, fn(&str, &str) -> String); 3]
    {
        let told = tells(&site, path, &line(own, day)).await;
        assert_eq!(told.status, StatusCode::OK, "{path}: {}", told.body);
        let told = tells(&site, path, &line(other, day)).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
        let (field, reason) = refusal(&told);
        assert_eq!(field, "counter", "{path}");
        assert!(
            reason.contains("`etat-civil` is not at `accueil`"),
            "{reason}"
        );
    }
    let line = format!("{COUNT}{other},2026-04-07,calls,12,10\n");
    let told = tells(&site, "day-counts", &line).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refusal(&told).0, "counter", "{}", told.body);
    // A desk of another counter is no desk of its own.
    let line =
        "ticket,seq,type,at,counter,desk\nt9,1,call,2026-04-07T10:00:00Z,accueil,ailleurs-1\n";
    let ailleurs = [
        ("ailleurs", "hotel-de-ville", "counter"),
        ("ailleurs-1", "ailleurs", "desk"),
    ];
    site.add(&ailleurs).await;
    let told = tells(&site, "ticket-events", line).await;
    assert_eq!(refusal(&told).0, "desk", "{}", told.body);
}

#[tokio::test]
async fn a_key_of_a_place_does_nothing_to_tickets_of_others() {
    let site = Site::open().await;
    site.give_key("queue", Some("etat-civil"), "desk").await;
    let header = "ticket,seq,type,at,counter,service\n";
    let body = format!(
        "{header}t-1,1,issue,2026-04-07T10:00:00Z,accueil,titres\n\
         t-1,2,call,2026-04-07T10:05:00Z,accueil,titres\n"
    );
    assert_eq!(
        site.csv("ticket-events", &body).await.counts(),
        [2, 0, 0, 0]
    );
    let of_hall = || site.store.ticket("t-1".parse().unwrap());
    let before = of_hall().await.unwrap();
    // Earlier under the same number, an end under the next, and one that is yet to be issued.
    let body = format!(
        "{header}t-1,1,issue,2026-04-07T09:00:00Z,etat-civil,titres\n\
         t-1,3,left,2026-04-07T10:06:00Z,etat-civil,titres\n\
         t-2,1,issue,2026-04-07T09:00:00Z,etat-civil,titres\n"
    );
    let told = tells(&site, "ticket-events", &body).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    assert_eq!(of_hall().await.unwrap(), before);
    assert_eq!(
        site.store.ticket("t-2".parse().unwrap()).await.unwrap(),
        None
    );
    let own = site.store.ticket("etat-civil:t-1".parse().unwrap()).await;
    assert_eq!(own.unwrap().unwrap().0.counter.as_str(), "etat-civil");
    // Nor by writing the place itself.
    let body = format!("{header}accueil:t-1,1,issue,2026-04-07T10:00:00Z,etat-civil,titres\n");
    let told = tells(&site, "ticket-events", &body).await;
    assert_eq!(refusal(&told).0, "ticket", "{}", told.body);
}

#[tokio::test]
async fn readings_are_held_to_the_place_as_the_town_is_now() {
    let site = Site::open().await;
    site.give_key("queue", Some("accueil"), "desk").await;
    let both = "series,at,value\naccueil-temperature,2026-04-07T10:00:00Z,19\n\
                hotel-de-ville-temperature,2026-04-07T10:00:00Z,12\n";
    let told = tells(&site, "readings", both).await;
    assert_eq!(told.status, StatusCode::MULTI_STATUS);
    assert_eq!(
        (&told.body["added"], &told.body["set_aside"]),
        (&1.into(), &1.into())
    );
    let (field, reason) = refusal(&told);
    assert_eq!(field, "series");
    assert!(reason.contains("is not at `accueil`"), "{reason}");
    let everything = site.csv("readings", both).await;
    assert_eq!(everything.status, StatusCode::OK, "a key of the whole town");
    // What comes below the place is within reach at once, with no other key.
    site.add(&[("annexe", "accueil", "counter")]).await;
    let line = format!("{QUEUE}annexe,titres,2026-04-07T10:00:00Z,3,1\n");
    assert_eq!(
        tells(&site, "queue-states", &line).await.status,
        StatusCode::OK
    );
    // A place that is not there leaves nothing to tell of.
    site.give_key("lost", Some("nowhere"), "lost").await;
    let told = site.post_with("lost", "readings", "text/csv", both).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
}
