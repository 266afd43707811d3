use std::fmt::Write;
use std::sync::Arc;
use std::time::Instant;

use axum::middleware::from_fn_with_state;
use axum::response::Html;
use axum::routing::get;
use axum::{Extension, Router};
use server::http::limits::Limits;
use server::http::page_cache::{PageCache, cache_pages};
use server::http::{PageNonce, Proxy, dress, serve as serve_routes};
use tokio_util::sync::CancellationToken;

use crate::Load;

/// The server's process: prints its address and serves until its standard
/// input ends.
#[tokio::main]
pub async fn serve(load: &Load) -> anyhow::Result<()> {
    let (start, changes) = (Instant::now(), u128::from(load.changes));
    let version = move || start.elapsed().as_millis() * changes / 1000;
    let cache = PageCache::new(Arc::new(move || u64::try_from(version()).unwrap_or(0)), &[]);
    let pages = Router::new()
        .route("/", get(page))
        .layer(from_fn_with_state(cache, cache_pages));
    let routes = dress(pages, Proxy::none(), Limits::default());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    tokio::spawn(serve_routes(listener, routes, CancellationToken::new()));
    tokio::task::block_in_place(|| std::io::stdin().lines().next());
    Ok(())
}

/// Rows that differ, as those of a town do.
async fn page(Extension(nonce): Extension<PageNonce>) -> Html<String> {
    let mut page = String::from("<!doctype html><html lang=\"fr\"><body><table>");
    let mut row = 0_u64;
    while page.len() < 60_000 {
        row += 1;
        let value = row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 44;
        // Writing to a string does not fail.
        let _ = write!(
            page,
            "<tr><th><a href=\"/lieu/site-{row}\">Site {row}</a></th><td>{value} kWh</td></tr>"
        );
        if row.is_multiple_of(200) {
            let _ = write!(page, "<script nonce=\"{}\">r({row})</script>", nonce.0);
        }
    }
    Html(page)
}
