use axum::Router;
use axum::routing::get as on_get;
use server::http::compression;

use crate::asked::get;

fn routes() -> Router {
    let long = "a,b,c\n".repeat(1000);
    let of = move |kind: &'static str| {
        let long = long.clone();
        on_get(async move || ([("content-type", kind)], long))
    };
    Router::new()
        .route("/csv", of("text/csv; charset=utf-8"))
        .route("/problem", of("application/problem+json"))
        .route("/picture", of("image/png"))
        .route("/short", on_get(async || "short"))
        .layer(compression())
}

#[tokio::test]
async fn texts_are_compressed_and_nothing_else() {
    for (path, expected) in [
        ("/csv", "br"),
        ("/problem", "br"),
        ("/picture", ""),
        ("/short", ""),
    ] {
        let answer = get(&routes(), path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(answer.header("content-encoding"), expected, "{path}");
    }
    let gzip = get(&routes(), "/csv", &[("accept-encoding", "gzip")]).await;
    assert_eq!(gzip.header("content-encoding"), "gzip");
    let plain = get(&routes(), "/csv", &[]).await;
    assert_eq!(
        (plain.header("content-encoding"), plain.body.len()),
        ("", 6000)
    );
}
