//! What everybody may take away: reports, tables, feeds.

use axum::http::{Method, StatusCode};
use model::access::Role;

use crate::site::Site;

#[tokio::test]
async fn a_table_of_a_page_is_a_file_of_it() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    let page = nobody.get("/lieu/ville").await;
    let (_, after) = page
        .body
        .split_once("<p class=\"table-links\"><a href=\"")
        .unwrap();
    let address = after.split('"').next().unwrap().to_owned();
    assert!(
        address.starts_with("/lieu/ville/tables/") && address.ends_with(".csv"),
        "{address}"
    );
    let file = nobody.get(&address).await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=")
    );
    assert!(file.body.starts_with("\u{feff}Code;Lieu;"), "{}", file.body);
    assert!(file.body.contains("nord;Nord;"), "{}", file.body);
    let held = file.header("etag").to_owned();
    let again = nobody
        .ask(Method::GET, &address, &[("if-none-match", &held)], "")
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let past = nobody.get(&format!("{address}?au=2026-03-31")).await;
    assert_eq!(past.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_no_table_of_a_page_is_not_found() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    for path in [
        "/lieu/ville/tables/rien.csv",
        "/lieu/rien/tables/objectifs.csv",
        "/lieu/ville/tables/..%2F..%2Fetc.csv",
        "/tables/.csv",
    ] {
        assert_eq!(
            nobody.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let bad = nobody.get("/lieu/ville/tables/a.csv?au=hier").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_report_says_what_it_cannot_do() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    for (path, status) in [
        ("/lieu/rien/rapport.pdf", StatusCode::NOT_FOUND),
        ("/lieu/ecole/rapport.pdf?theme=rien", StatusCode::NOT_FOUND),
        ("/theme/rien/rapport.pdf", StatusCode::NOT_FOUND),
        (
            "/lieu/ecole/rapport.pdf?periode=siecle",
            StatusCode::BAD_REQUEST,
        ),
        ("/lieu/ecole/rapport.pdf?au=hier", StatusCode::BAD_REQUEST),
        // This site was built without fonts.
        ("/lieu/ecole/rapport.pdf", StatusCode::SERVICE_UNAVAILABLE),
        // Nothing was measured in this town yet.
        ("/rapport-conseil.pdf", StatusCode::NOT_FOUND),
    ] {
        let answer = nobody.get(path).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.body);
    }
    let answer = nobody.get("/lieu/ecole/rapport.pdf").await;
    assert!(answer.body.contains("cargo xtask build"), "{}", answer.body);
    assert_ne!(answer.header("content-type"), "application/pdf");
}

#[tokio::test]
async fn a_feed_is_valid_for_a_name_of_any_kind_and_the_same_for_everybody() {
    let site = Site::open().await;
    let mut nobody = site.visitor();
    let feed = nobody.get("/flux/ecole.atom").await;
    assert_eq!(feed.status, StatusCode::OK, "{}", feed.body);
    assert_eq!(
        feed.header("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert!(
        feed.body.contains("<title>École &lt;Louise&gt;</title>"),
        "{}",
        feed.body
    );
    let mut somebody = site.signed_in(Role::Dgs).await;
    assert_eq!(somebody.get("/flux/ecole.atom").await.body, feed.body);
    let held = feed.header("etag").to_owned();
    let path = "/flux/ecole.atom";
    let again = nobody
        .ask(Method::GET, path, &[("if-none-match", &held)], "")
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    for path in [
        "/flux/rien.atom",
        "/flux/ecole",
        "/flux/ecole.atom?theme=rien",
    ] {
        assert_eq!(
            nobody.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}
