use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};

use crate::http::Problem;
use crate::ingest::{self, BodyFormat, IngestError};

/// Bodies up to this size, in bytes, are parsed where they arrive; larger ones on
/// a thread of their own.
const PARSE_HERE: usize = 16 * 1024;

/// The body of a request that brings data: JSON, NDJSON or CSV, also gzipped.
pub(super) struct SentBody {
    bytes: Bytes,
    format: BodyFormat,
    coding: String,
    is_large: bool,
}

impl SentBody {
    /// Takes what was sent.
    ///
    /// # Errors
    /// 415 when the format is another, 413 when there is too much of it.
    pub(super) fn new(
        headers: &HeaderMap,
        bytes: Result<Bytes, BytesRejection>,
    ) -> Result<Self, Problem> {
        let bytes = bytes.map_err(|fault| {
            Problem::new(fault.status())
                .detail(format!("the body could not be read: {}", fault.body_text()))
        })?;
        let content_type = text(headers, &header::CONTENT_TYPE);
        let format = BodyFormat::of_content_type(content_type).ok_or_else(|| {
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .detail("send application/json, application/x-ndjson or text/csv")
        })?;
        let is_large = headers
            .get(header::CONTENT_LENGTH)
            .and_then(|v| v.to_str().ok()?.parse::<usize>().ok())
            .is_none_or(|length| length > PARSE_HERE);
        Ok(Self {
            format,
            coding: text(headers, &header::CONTENT_ENCODING).to_owned(),
            is_large,
            bytes,
        })
    }

    /// Unpacks and parses it.
    ///
    /// # Errors
    /// The problem that an [`IngestError`] is to the caller.
    pub(super) async fn parse<T: Send + 'static>(
        self,
        parse: impl FnOnce(&[u8], BodyFormat) -> Result<T, IngestError> + Send + 'static,
    ) -> Result<T, Problem> {
        let is_large = self.is_large;
        let work = move || {
            let coding = (!self.coding.is_empty()).then_some(self.coding.as_str());
            parse(&ingest::decompress(&self.bytes, coding)?, self.format)
        };
        let parsed = if is_large {
            tokio::task::spawn_blocking(work).await.map_err(|_| {
                Problem::new(StatusCode::INTERNAL_SERVER_ERROR).detail("the body could not be read")
            })?
        } else {
            work()
        };
        parsed.map_err(|fault| {
            let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::BAD_REQUEST);
            Problem::new(status).detail(fault.to_string())
        })
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &header::HeaderName) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
