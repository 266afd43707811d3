use serde_json::{Deserializer, Map, Value};

use super::body::within_limits;
use super::gather::Cells;
use super::json_scanner::Scanner;
use super::{Gather, IngestError, LineFault};

/// Takes one NDJSON line, or sets it aside; blank lines are passed over.
pub fn take_json_line(line: &str, number: u64, gather: &mut Gather<'_>) {
    let line = line.trim_ascii();
    if line.is_empty() {
        return;
    }
    gather.count_line();
    let mut scanner = Scanner::new(line.as_bytes());
    let taken = match scanner.reading().filter(|_| scanner.rest().is_empty()) {
        Some(cells) => gather.take(cells),
        None => serde_json::from_str::<Value>(line)
            .map_err(|e| LineFault::whole(format!("not JSON: {e}")))
            .and_then(|value| take_value(&value, gather)),
    };
    if let Err(fault) = taken {
        gather.set_aside(number, fault, line);
    }
}

/// Takes a JSON body: an array of readings, `{"readings": […]}`, or one reading.
///
/// Readings are numbered from 1 in the order of the array.
pub(super) fn take_json(text: &str, gather: &mut Gather<'_>) -> Result<(), IngestError> {
    let mut scanner = Scanner::new(text.as_bytes());
    let wrapped = readings_key(&mut scanner);
    if !scanner.eat(b'[') {
        if wrapped {
            return Err(shape(text, scanner.at, "expected an array of readings"));
        }
        let mut line = 1;
        return element(text, &mut scanner, &mut line, gather)
            .and_then(|()| end(text, &mut scanner));
    }
    let mut number = 1;
    if !scanner.eat(b']') {
        loop {
            element(text, &mut scanner, &mut number, gather)?;
            within_limits(gather)?;
            if scanner.eat(b',') {
                continue;
            }
            if scanner.eat(b']') {
                break;
            }
            return Err(shape(
                text,
                scanner.at,
                "expected `,` or `]` after a reading",
            ));
        }
    }
    if wrapped && !scanner.eat(b'}') {
        return Err(shape(
            text,
            scanner.at,
            "expected `}` after the readings, and no other key",
        ));
    }
    end(text, &mut scanner)
}

fn readings_key(scanner: &mut Scanner<'_>) -> bool {
    let before = *scanner;
    let found = scanner.eat(b'{') && scanner.plain_text() == Some(b"readings") && scanner.eat(b':');
    if !found {
        *scanner = before;
    }
    found
}

fn end(text: &str, scanner: &mut Scanner<'_>) -> Result<(), IngestError> {
    // Skips the white space at the end.
    scanner.eat(b' ');
    if scanner.rest().is_empty() {
        Ok(())
    } else {
        Err(shape(
            text,
            scanner.at,
            "unexpected text after the readings",
        ))
    }
}

fn element(
    text: &str,
    scanner: &mut Scanner<'_>,
    number: &mut u64,
    gather: &mut Gather<'_>,
) -> Result<(), IngestError> {
    let start = scanner.at;
    let taken = match scanner.reading() {
        Some(cells) => gather.take(cells),
        None => {
            let mut values = Deserializer::from_slice(scanner.rest()).into_iter::<Value>();
            let value = match values.next() {
                Some(Ok(value)) => value,
                Some(Err(e)) => return Err(syntax(text, start, &e)),
                None => return Err(shape(text, start, "the body ends before its last bracket")),
            };
            scanner.at += values.byte_offset();
            take_value(&value, gather)
        }
    };
    gather.count_line();
    if let Err(fault) = taken {
        let raw = text.get(start..scanner.at).unwrap_or_default();
        gather.set_aside(*number, fault, raw.trim());
    }
    *number += 1;
    Ok(())
}

/// Takes a reading written in an uncommon way, or says what is wrong with it.
fn take_value(value: &Value, gather: &mut Gather<'_>) -> Result<(), LineFault> {
    let Value::Object(object) = value else {
        return Err(LineFault::whole(
            "expected an object with series, at, value and perhaps quality",
        ));
    };
    let known = ["series", "at", "value", "quality"];
    if let Some(key) = object.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(LineFault::of(
            key,
            "unknown key: known are series, at, value, quality",
        ));
    }
    let number = match object.get("value") {
        Some(Value::Number(number)) => number.to_string(),
        // A gap that the source names needs no number.
        Some(Value::Null) | None if object.get("quality") == Some(&Value::from("missing")) => {
            String::new()
        }
        None => return Err(LineFault::of("value", "is missing")),
        Some(other) => {
            return Err(LineFault::of(
                "value",
                format!("`{other}` is not a JSON number: write it without quotes"),
            ));
        }
    };
    let quality = match object.get("quality") {
        None | Some(Value::Null) => "",
        Some(_) => text(object, "quality")?,
    };
    gather.take(Cells {
        series: text(object, "series")?.as_bytes(),
        at: text(object, "at")?.as_bytes(),
        value: number.as_bytes(),
        quality: quality.as_bytes(),
    })
}

fn text<'a>(object: &'a Map<String, Value>, key: &str) -> Result<&'a str, LineFault> {
    match object.get(key) {
        Some(Value::String(text)) => Ok(text),
        Some(other) => Err(LineFault::of(key, format!("`{other}` is not a text"))),
        None => Err(LineFault::of(key, "is missing")),
    }
}

fn shape(text: &str, offset: usize, reason: &str) -> IngestError {
    let before = text.get(..offset).unwrap_or(text);
    IngestError::Json {
        line: 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count(),
        column: 1 + before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count(),
        reason: reason.to_owned(),
    }
}

/// A syntax error that a parser met in what follows `start`.
fn syntax(text: &str, start: usize, error: &serde_json::Error) -> IngestError {
    let rest = text.get(start..).unwrap_or_default();
    let line_start: usize = rest
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1))
        .map(str::len)
        .sum();
    let offset = start + line_start + error.column().saturating_sub(1);
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let reason = error.to_string();
    let reason = reason.split(" at line ").next().unwrap_or_default();
    shape(text, offset, &format!("not JSON: {reason}"))
}
