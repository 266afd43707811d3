use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use super::body_text::body_text;
use super::csv_readings::CsvReadings;
use super::json_readings::{take_json, take_json_line};
use super::{Context, Gather, IngestError, Parsed, lines};

/// Largest body after decompression, in bytes.
pub const MAX_BODY_BYTES: usize = 64 << 20;
/// Most lines of one body.
pub const MAX_LINES: u64 = 1_000_000;
/// Most bad lines of one body; beyond it the body is refused as a whole, so
/// that a source gone wrong cannot fill the memory with its faults.
pub const MAX_FAULTS: usize = 20_000;

/// How readings are written in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFormat {
    /// An array of readings, `{"readings": […]}`, or one reading.
    Json,
    /// One JSON reading a line.
    Ndjson,
    /// `series,at,value[,quality]` with a header.
    Csv,
}

impl BodyFormat {
    /// The format a `Content-Type` names; `None` when it is another.
    ///
    /// ```
    /// use server::ingest::BodyFormat;
    /// assert_eq!(BodyFormat::of_content_type("text/csv; charset=utf-8"), Some(BodyFormat::Csv));
    /// assert_eq!(BodyFormat::of_content_type("image/png"), None);
    /// ```
    pub fn of_content_type(value: &str) -> Option<Self> {
        let kind = value.split(';').next().unwrap_or_default().trim();
        let is = |name: &str| kind.eq_ignore_ascii_case(name);
        if is("application/json") {
            Some(Self::Json)
        } else if [
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
        ]
        .into_iter()
        .any(is)
        {
            Some(Self::Ndjson)
        } else if is("text/csv") {
            Some(Self::Csv)
        } else {
            None
        }
    }
}

/// Undoes the `Content-Encoding` of a body, never beyond [`MAX_BODY_BYTES`].
///
/// # Errors
/// [`IngestError`] when the coding is unknown, the data are broken or too large.
pub fn decompress<'a>(
    body: &'a [u8],
    content_encoding: Option<&str>,
) -> Result<Cow<'a, [u8]>, IngestError> {
    let too_large = IngestError::TooLarge {
        limit_bytes: MAX_BODY_BYTES,
    };
    match content_encoding.map(str::trim) {
        None | Some("" | "identity") if body.len() > MAX_BODY_BYTES => Err(too_large),
        None | Some("" | "identity") => Ok(Cow::Borrowed(body)),
        Some("gzip" | "x-gzip") if !body.starts_with(&[0x1f, 0x8b]) => {
            Err(IngestError::NotGzip("no gzip header".to_owned()))
        }
        Some("gzip" | "x-gzip") => {
            let limit = u64::try_from(MAX_BODY_BYTES).unwrap_or(u64::MAX) + 1;
            let mut plain = Vec::new();
            let outcome = flate2::read::MultiGzDecoder::new(body)
                .take(limit)
                .read_to_end(&mut plain);
            match outcome {
                Ok(_) if plain.len() > MAX_BODY_BYTES => Err(too_large),
                Ok(_) => Ok(Cow::Owned(plain)),
                Err(e) if e.kind() == ErrorKind::UnexpectedEof => Err(IngestError::TruncatedGzip {
                    received: plain.len(),
                }),
                Err(e) => Err(IngestError::NotGzip(e.to_string())),
            }
        }
        Some(other) => Err(IngestError::UnknownCoding(other.to_owned())),
    }
}

/// Reads a body: good lines into a batch, bad ones with their reasons.
///
/// # Errors
/// [`IngestError`] when the body cannot be read as a whole; nothing is kept then.
pub fn parse(body: &[u8], format: BodyFormat, context: Context<'_>) -> Result<Parsed, IngestError> {
    let text = body_text(body, MAX_BODY_BYTES)?;
    let mut gather = Gather::new(context);
    match format {
        BodyFormat::Json => take_json(text, &mut gather)?,
        BodyFormat::Ndjson => {
            for (number, line) in (1..).zip(lines(text)) {
                take_json_line(line, number, &mut gather);
                within_limits(&mut gather)?;
            }
        }
        BodyFormat::Csv => {
            let mut numbered = (1..).zip(lines(text));
            let (_, header) = numbered.next().ok_or(IngestError::Empty)?;
            let csv = CsvReadings::new(header)?;
            for (number, line) in numbered {
                csv.take_line(line, number, &mut gather);
                within_limits(&mut gather)?;
            }
        }
    }
    Ok(gather.drain())
}

/// Refuses a body that turns out to have too many lines or faults.
pub(super) fn within_limits(gather: &mut Gather<'_>) -> Result<(), IngestError> {
    if gather.lines() > MAX_LINES {
        return Err(IngestError::TooManyLines { limit: MAX_LINES });
    }
    if gather.faults() > MAX_FAULTS {
        let first = gather.drain().faults.into_iter().next();
        return Err(IngestError::TooManyFaults {
            limit: MAX_FAULTS,
            line: first.as_ref().map_or(0, |fault| fault.line),
            reason: first.map_or_else(String::new, |fault| fault.reason),
        });
    }
    Ok(())
}
