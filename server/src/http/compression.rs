use http::header::CONTENT_TYPE;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate, SizeAbove};

/// Bytes: what fits one packet is not worth it.
const WORTH_IT: u16 = 1024;
/// Four keeps an answer under a millisecond where eleven takes a hundred.
const QUALITY: i32 = 4;

/// Answers that are text and not compressed already.
#[derive(Debug, Clone, Copy)]
pub struct Text;

impl Predicate for Text {
    fn should_compress<B: http_body::Body>(&self, response: &http::Response<B>) -> bool {
        response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .is_some_and(|kind| {
                let kind = kind.split(';').next().unwrap_or_default().trim();
                kind.starts_with("text/") && kind != "text/event-stream"
                    || kind == "application/json"
                    || kind == "application/x-ndjson"
                    || kind == "image/svg+xml"
                    || kind.ends_with("+json")
            })
    }
}

/// Compresses answers made on the fly; pages from the cache and files of the
/// site come compressed and pass as they are.
pub fn compression() -> CompressionLayer<And<SizeAbove, Text>> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(QUALITY))
        .compress_when(SizeAbove::new(WORTH_IT).and(Text))
}
