use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use model::measure::ReadingLimits;
use serde::Serialize;
use std::sync::PoisonError;

use super::Api;
use super::answers::store_fault;
use super::line_answer::LineAnswer;
use super::sent_body::SentBody;
use crate::http::Problem;
use crate::ingest::{self, Context};

/// What became of a body.
#[derive(Serialize)]
struct Answer {
    added: u64,
    corrected: u64,
    unchanged: u64,
    set_aside: u64,
    faults: Vec<LineAnswer>,
}

/// `POST /api/v1/readings`: JSON, NDJSON or CSV, also gzipped. 200 when every
/// line was stored, 207 when some were set aside, 422 when all were.
pub(super) async fn post(
    State(api): State<Api>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let source = api.keys.source(&headers)?;
    let body = SentBody::new(&headers, body)?;
    let series = api
        .series
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let limits = ReadingLimits {
        now: api.state.clock().now(),
    };
    let (name, reach) = (source.name.clone(), api.reach(&source));
    let parse = move |plain: &[u8], format| {
        let context = Context {
            source: &name,
            directory: &series,
            reach: &reach,
            limits,
        };
        ingest::parse(plain, format, context)
    };
    let parsed = body.parse(parse).await?;
    let faults = LineAnswer::first(&parsed.faults);
    let done = ingest::submit(api.state.store().as_ref(), parsed)
        .await
        .map_err(|fault| store_fault(&fault))?;
    let stored = done.added + done.corrected + done.unchanged;
    let store = api.state.store().as_ref();
    let sent = (stored, done.set_aside);
    api.keys.heard(store, &source, limits.now, sent).await;
    let answer = Answer {
        added: done.added,
        corrected: done.corrected,
        unchanged: done.unchanged,
        set_aside: done.set_aside,
        faults,
    };
    let status = LineAnswer::status(stored, done.set_aside);
    Ok((status, Json(answer)).into_response())
}
