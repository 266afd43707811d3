use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use model::measure::ReadingLimits;
use serde::Serialize;
use std::sync::PoisonError;

use super::Api;
use super::answers::store_fault;
use crate::http::Problem;
use crate::ingest::{self, BodyFormat, Context, IngestError, Parsed};

/// Bad lines named in an answer; the rest are in quarantine.
const MOST_FAULTS: usize = 20;
/// Bodies up to this size are parsed where they arrive; larger ones on a thread of their own.
const PARSE_HERE: usize = 16 * 1024;

/// What became of a body.
#[derive(Serialize)]
struct Answer {
    added: u64,
    corrected: u64,
    unchanged: u64,
    set_aside: u64,
    faults: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    line: u64,
    field: Option<String>,
    reason: String,
}

/// `POST /api/v1/readings`: JSON, NDJSON or CSV, also gzipped. 200 when every
/// line was stored, 207 when some were set aside, 422 when all were.
pub(super) async fn post(
    State(api): State<Api>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let source = api.keys.source(&headers)?;
    let content_type = header_text(&headers, &header::CONTENT_TYPE);
    let format = BodyFormat::of_content_type(content_type).ok_or_else(|| {
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
            .detail("send application/json, application/x-ndjson or text/csv")
    })?;
    let coding = header_text(&headers, &header::CONTENT_ENCODING).to_owned();
    let series = api
        .series
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone();
    let limits = ReadingLimits {
        now: api.state.clock().now(),
    };
    let parse = move || -> Result<Parsed, IngestError> {
        let plain = ingest::decompress(&body, (!coding.is_empty()).then_some(coding.as_str()))?;
        let context = Context {
            source: &source.0,
            directory: &series,
            limits,
        };
        ingest::parse(&plain, format, context)
    };
    let large = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok()?.parse::<usize>().ok())
        .is_none_or(|length| length > PARSE_HERE);
    let parsed = if large {
        tokio::task::spawn_blocking(parse).await.map_err(|_| {
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR).detail("the body could not be read")
        })?
    } else {
        parse()
    }
    .map_err(|fault| body_fault(&fault))?;
    let faults: Vec<Fault> = parsed
        .faults
        .iter()
        .take(MOST_FAULTS)
        .map(|fault| Fault {
            line: fault.line,
            field: fault.field.clone(),
            reason: fault.reason.clone(),
        })
        .collect();
    let done = ingest::submit(api.state.store().as_ref(), parsed)
        .await
        .map_err(|fault| store_fault(&fault))?;
    let stored = done.added + done.corrected + done.unchanged;
    let status = match (stored, done.set_aside) {
        (_, 0) => StatusCode::OK,
        (0, _) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::MULTI_STATUS,
    };
    let answer = Answer {
        added: done.added,
        corrected: done.corrected,
        unchanged: done.unchanged,
        set_aside: done.set_aside,
        faults,
    };
    Ok((status, Json(answer)).into_response())
}

fn header_text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn body_fault(fault: &IngestError) -> Problem {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
    Problem::new(status).detail(fault.to_string())
}
