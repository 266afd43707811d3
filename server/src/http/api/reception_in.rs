use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::Api;
use super::answers::store_fault;
use super::line_answer::LineAnswer;
use super::sent_body::SentBody;
use crate::http::Problem;
use crate::ingest::reception::{CounterDirectory, Reader, Records, read_body};
use crate::ingest::{Tellable, take_in};

/// What became of a body.
#[derive(Serialize)]
struct Answer {
    added: u64,
    unchanged: u64,
    set_aside: u64,
    /// Events that are stored and cannot have happened, of the tickets told of.
    not_fitting: u64,
    faults: Vec<LineAnswer>,
}

/// `POST /api/v1/ticket-events`, `/api/v1/ratings`, `/api/v1/day-counts` and
/// `/api/v1/queue-states`. Answers after the commit.
pub(super) async fn post<R: Tellable>(
    State(api): State<Api>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let source = api.keys.source(&headers)?;
    let body = SentBody::new(&headers, body)?;
    let reach = api.reach(&source);
    let counters = api
        .state
        .read(|snapshot| CounterDirectory::new(snapshot.town.tree().places(), reach));
    let now = api.state.clock().now();
    let name = source.name.clone();
    let parse = move |plain: &[u8], format| {
        read_body::<R>(plain, format, &mut Reader::new(&name, &counters, now))
    };
    let records: Records<R> = body.parse(parse).await?;
    let faults = LineAnswer::first(&records.faults);
    let done = take_in(api.state.store().as_ref(), records, now)
        .await
        .map_err(|fault| store_fault(&fault))?;
    let store = api.state.store().as_ref();
    let sent = (done.added + done.unchanged, done.set_aside);
    api.keys.heard(store, &source, now, sent).await;
    let status = LineAnswer::status(done.added + done.unchanged, done.set_aside);
    let answer = Answer {
        added: done.added,
        unchanged: done.unchanged,
        set_aside: done.set_aside,
        not_fitting: done.not_fitting,
        faults,
    };
    Ok((status, Json(answer)).into_response())
}
