use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

use super::Proxy;
use super::compression::compression;
use super::limits::{Gate, Limits, hold};
use super::metrics::measure;
use super::request_id::name_request;
use super::security::secure;

/// Puts around every route what all answers have in common, in the order in
/// which it works: a request is named, timed, held to the limits; an answer is
/// secured and compressed.
pub fn dress(routes: Router, proxy: Proxy, limits: Limits) -> Router {
    routes
        .layer(from_fn_with_state(proxy, secure))
        .layer(from_fn_with_state(Gate::new(limits), hold))
        .layer(from_fn(measure))
        .layer(from_fn(name_request))
        .layer(compression())
}
