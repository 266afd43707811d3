use axum::http::StatusCode;
use server::http::Proxy;

use crate::town::Town;
use crate::visitor::{Answer, Visitor};

const PATH: &str = "/avis/accueil";

async fn answers(visitor: &Visitor) -> Answer {
    let form = visitor.get(PATH).await.token();
    visitor.post(PATH, &format!("jeton={form}&note=5")).await
}

#[tokio::test]
async fn one_address_answers_a_few_times_then_waits() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    for _ in 0..12 {
        assert_eq!(answers(&visitor).await.status, StatusCode::OK);
    }
    let limited = answers(&visitor).await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(limited.body.contains("revenez dans une minute"));
    assert_eq!(limited.header("retry-after"), "20");
    assert_eq!(town.ratings().await.len(), 12);
    let other = town.visitor("192.0.2.2");
    assert_eq!(answers(&other).await.status, StatusCode::OK);
    town.passes(20);
    assert_eq!(answers(&visitor).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_house_of_ipv6_is_one_address() {
    let town = Town::open().await;
    let statuses = async |n: u32| {
        answers(&town.visitor(&format!("2001:db8::{n:x}")))
            .await
            .status
    };
    for n in 0..12 {
        assert_eq!(statuses(n).await, StatusCode::OK);
    }
    assert_eq!(statuses(99).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_a_proxy_the_visitor_is_whom_it_names() {
    let town = Town::behind(Proxy::trusted()).await;
    let from = |address| town.visitor("127.0.0.1").forwarded_for(address);
    for _ in 0..12 {
        assert_eq!(answers(&from("192.0.2.1")).await.status, StatusCode::OK);
    }
    let limited = answers(&from("192.0.2.1")).await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    // What a caller says of themselves stands before what the proxy says.
    let forged = answers(&from("9.9.9.9, 192.0.2.1")).await;
    assert_eq!(forged.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answers(&from("192.0.2.2")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn many_addresses_do_not_flood_a_counter() {
    let town = Town::open().await;
    let mut limited = 0;
    for n in 0..70 {
        let answer = answers(&town.visitor(&format!("192.0.2.{n}"))).await;
        limited += u32::from(answer.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert_eq!((limited, town.ratings().await.len()), (10, 60));
}

#[tokio::test]
async fn what_is_no_counter_has_no_page() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    let unknown = visitor.get("/nulle-part").await;
    for code in [
        "nowhere",
        "hotel-de-ville",
        "accueil-1",
        "%3Cscript%3E",
        "accueil/x",
    ] {
        let page = visitor.get(&format!("/avis/{code}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{code}");
        assert_eq!(page.header("content-type"), unknown.header("content-type"));
        assert!(page.body.contains("<h1"), "{code}");
        assert!(!page.body.contains("<script>"), "{code}");
    }
    let form = visitor.get(PATH).await.token();
    let posted = visitor
        .post("/avis/nowhere", &format!("jeton={form}&note=5"))
        .await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
    for below in ["/merci", "/affiche"] {
        let page = visitor.get(&format!("/avis/hotel-de-ville{below}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{below}");
    }
}

#[tokio::test]
async fn a_face_that_is_none_counts_nothing() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    let form = visitor.get(PATH).await.token();
    for note in [
        "0",
        "6",
        "-1",
        "255",
        "260",
        "4.5",
        "",
        "<script>alert(1)</script>",
        "5&note=5",
        "5&x=1",
    ] {
        let answer = visitor
            .post(PATH, &format!("jeton={form}&note={note}"))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{note}");
        assert!(!answer.body.contains("alert(1)"));
    }
    let long = visitor.post(PATH, &"x".repeat(2_000)).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(town.ratings().await.is_empty());
    let answer = visitor.post(PATH, &format!("jeton={form}&note=4")).await;
    assert_eq!(answer.status, StatusCode::OK, "the form is still good");
    let form = answer.token();
    for reason in ["smell", "<script>", "wait&raison=wait"] {
        let sent = visitor
            .post(
                "/avis/accueil/raison",
                &format!("jeton={form}&raison={reason}"),
            )
            .await;
        assert_eq!(sent.header("location"), PATH, "{reason}");
    }
    assert!(town.reasons().await.is_empty());
}

#[tokio::test]
async fn names_are_text_and_other_sites_send_nothing() {
    let town = Town::open().await;
    let visitor = town.visitor("192.0.2.1");
    for path in [PATH, "/avis/accueil/merci", "/avis/accueil/affiche"] {
        let page = visitor.get(path).await;
        assert!(!page.body.contains("<b>général"), "{path}");
        assert!(page.body.contains("Accueil &lt;b"), "{path}");
        assert!(!page.body.contains("<script"), "{path}: works without");
        assert!(!page.body.contains("style=\""), "{path}");
    }
    let form = visitor.get(PATH).await.token();
    let foreign = visitor
        .post_from_nowhere(PATH, &format!("jeton={form}&note=5"))
        .await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    assert!(town.ratings().await.is_empty());
}

#[tokio::test]
async fn a_poster_leads_to_the_host_it_was_asked_at() {
    let town = Town::open().await;
    let poster = town.visitor("192.0.2.1").get("/avis/accueil/affiche").await;
    assert_eq!(poster.status, StatusCode::OK);
    assert!(poster.body.contains("ville.example/avis/accueil"));
    assert!(poster.body.contains("M4 4h7v1h-7z"));
}
