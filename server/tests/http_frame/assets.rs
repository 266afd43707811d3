use std::fs;
use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::routing::get as on_get;
use server::http::assets::{BuiltSite, SiteError, serve_files};
use server::http::compression;

use crate::asked::{ask, get};

fn site(folder: &Path) -> Arc<BuiltSite> {
    fs::create_dir_all(folder.join("pkg")).unwrap();
    for (path, content) in [
        ("manifest.json", r#"{"pkg/a.css": "pkg/a.0123.css"}"#),
        ("pkg/a.0123.css", "body { color: red }"),
        ("pkg/a.0123.css.br", "BROTLI"),
        ("pkg/a.0123.css.gz", "GZIP"),
        ("robots.txt", "User-agent: *"),
        ("archive.gz", "not the form of another file"),
    ] {
        fs::write(folder.join(path), content).unwrap();
    }
    Arc::new(BuiltSite::load(folder).unwrap())
}

fn routes(site: Arc<BuiltSite>) -> Router {
    Router::new()
        .route("/{*rest}", on_get(async || "a page").post(async || "done"))
        .layer(from_fn_with_state(site, serve_files))
        .layer(compression())
}

#[tokio::test]
async fn hashed_files_are_immutable_and_sent_as_they_were_compressed() {
    let folder = tempfile::tempdir().unwrap();
    let site = site(folder.path());
    assert_eq!(site.path("pkg/a.css").unwrap(), "pkg/a.0123.css");
    let routes = routes(site);
    for (accept, encoding, body) in [
        ("gzip, br", "br", "BROTLI"),
        ("gzip", "gzip", "GZIP"),
        ("identity", "", "body { color: red }"),
    ] {
        let answer = get(&routes, "/pkg/a.0123.css", &[("accept-encoding", accept)]).await;
        assert_eq!(answer.text(), body);
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
        assert!(answer.header("cache-control").ends_with("immutable"));
    }
}

#[tokio::test]
async fn files_under_their_own_name_are_asked_for_again_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let routes = routes(site(folder.path()));
    let first = get(&routes, "/robots.txt", &[]).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let held = [("if-none-match", first.header("etag"))];
    let again = get(&routes, "/robots.txt", &held).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let head = ask(&routes, Method::HEAD, "/robots.txt", &[], Body::empty()).await;
    assert_eq!((head.header("content-length"), head.body.len()), ("13", 0));
    assert!(
        get(&routes, "/archive.gz", &[])
            .await
            .text()
            .starts_with("not")
    );
}

#[tokio::test]
async fn what_is_not_a_file_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let site = site(folder.path());
    assert_eq!(site.path("pkg/missing.css"), None);
    let routes = routes(site);
    for path in [
        "/lieu/mairie",
        "/manifest.json",
        "/pkg/a.0123.css.br",
        "/../x",
    ] {
        assert_eq!(get(&routes, path, &[]).await.text(), "a page", "{path}");
    }
    let posted = ask(&routes, Method::POST, "/robots.txt", &[], Body::empty()).await;
    assert_eq!(posted.text(), "done");
}

#[test]
fn a_site_that_was_not_built_is_told_with_the_command_that_does() {
    let folder = tempfile::tempdir().unwrap();
    let error = BuiltSite::load(&folder.path().join("site")).unwrap_err();
    assert!(matches!(error, SiteError::Missing(_)));
    assert!(error.to_string().contains("cargo xtask build"));
    fs::write(folder.path().join("manifest.json"), "[").unwrap();
    let error = BuiltSite::load(folder.path()).unwrap_err();
    assert!(error.to_string().contains("manifest.json"), "{error}");
}
