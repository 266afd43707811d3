use serde::de::DeserializeSeed;
use serde_json::Value;

use super::json_fields::JsonFields;
use super::{Fields, Reader, Record, Records};
use crate::ingest::body_text::body_text;
use crate::ingest::{
    BodyFormat, Header, HeaderFault, IngestError, LineFault, MAX_FAULTS, lines, split_record,
};

/// Largest body after decompression, in bytes.
pub const MAX_RECORD_BYTES: usize = 16 << 20;
/// Most records of one body.
pub const MAX_RECORDS: u64 = 50_000;

/// Reads a body: good lines into records, bad ones with their reasons.
///
/// # Errors
/// [`IngestError`] when the body cannot be read as a whole; nothing is kept then.
pub fn read_body<R: Record>(
    body: &[u8],
    format: BodyFormat,
    reader: &mut Reader<'_>,
) -> Result<Records<R>, IngestError> {
    let text = body_text(body, MAX_RECORD_BYTES)?;
    let mut records = Records::default();
    match format {
        BodyFormat::Json => take_json(text, &mut records, reader)?,
        BodyFormat::Ndjson => take_ndjson(text, &mut records, reader)?,
        BodyFormat::Csv => take_csv(text, &mut records, reader)?,
    }
    within_limits(&records)?;
    Ok(records)
}

fn within_limits<R>(records: &Records<R>) -> Result<(), IngestError> {
    if records.lines > MAX_RECORDS {
        return Err(IngestError::TooManyLines { limit: MAX_RECORDS });
    }
    match records.faults.first() {
        Some(first) if records.faults.len() > MAX_FAULTS => Err(IngestError::TooManyFaults {
            limit: MAX_FAULTS,
            line: first.line,
            reason: first.reason.clone(),
        }),
        _ => Ok(()),
    }
}

fn take_json<R: Record>(
    text: &str,
    records: &mut Records<R>,
    reader: &mut Reader<'_>,
) -> Result<(), IngestError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = JsonFields {
        records,
        reader,
        most: MAX_RECORDS,
    };
    let read = seed.deserialize(&mut deserializer);
    let Err(fault) = read.and_then(|()| deserializer.end()) else {
        return Ok(());
    };
    within_limits(records)?;
    let reason = fault.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    Err(IngestError::Json {
        line: fault.line(),
        column: fault.column(),
        reason: reason.to_owned(),
    })
}

fn take_ndjson<R: Record>(
    text: &str,
    records: &mut Records<R>,
    reader: &mut Reader<'_>,
) -> Result<(), IngestError> {
    for (number, line) in (1..).zip(lines(text)) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => JsonFields {
                records,
                reader,
                most: MAX_RECORDS,
            }
            .element(number, &value),
            Err(fault) => {
                records.lines += 1;
                let fault = LineFault::whole(format!("not JSON: {fault}"));
                records.set_aside(number, fault, line, reader);
            }
        }
        within_limits(records)?;
    }
    Ok(())
}

fn take_csv<R: Record>(
    text: &str,
    records: &mut Records<R>,
    reader: &mut Reader<'_>,
) -> Result<(), IngestError> {
    let mut numbered = (1..)
        .zip(lines(text))
        .filter(|(_, line)| !line.trim_ascii().is_empty());
    let Some((_, first)) = numbered.next() else {
        return Err(IngestError::Empty);
    };
    let header = Header::read(first, b',', Some(b'"'))?;
    for column in R::REQUIRED {
        header.require(column)?;
    }
    let known = [R::REQUIRED, R::OPTIONAL].concat();
    let unknown = header
        .names()
        .iter()
        .find(|name| !known.contains(&name.as_str()));
    if let Some(column) = unknown {
        return Err(IngestError::Header(HeaderFault::Unknown {
            column: column.clone(),
            known: known.join(", "),
        }));
    }
    let mut cells = Vec::new();
    for (number, line) in numbered {
        let split = split_record(line, b',', Some(b'"'), &mut cells)
            .map_err(|fault| LineFault::whole(fault.to_string()));
        let expected = header.names().len();
        let fault = match split {
            Ok(()) if cells.len() == expected => {
                let names = header.names().iter().map(String::as_str);
                records.take(number, &Fields::new(names.zip(cells.drain(..))), reader);
                within_limits(records)?;
                continue;
            }
            Ok(()) => LineFault::whole(format!(
                "expected {expected} cells as in the header, found {}: quote cells that hold a comma",
                cells.len()
            )),
            Err(fault) => fault,
        };
        records.lines += 1;
        records.set_aside(number, fault, &format!("{first}\n{line}"), reader);
        within_limits(records)?;
    }
    Ok(())
}
