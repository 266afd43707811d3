use std::collections::HashSet;
use std::io::Read;

use serde_json::{Map, Value};

use super::record_path::Step;
use super::{RecordPath, SheetLines, UnfoldError};
use crate::ingest::mapping::FileFormat;

/// Bytes of one JSON document; in memory it takes about ten times as much.
const MAX_BYTES: u64 = 32 << 20;
/// Objects inside a record that are opened; deeper ones are left out.
const MAX_DEPTH: usize = 4;
/// Columns that all records may have together.
const MAX_COLUMNS: usize = 1_000;

/// The records of a JSON document as lines: the columns are the keys of all
/// records in the order in which they appear, `a.b` for objects inside a
/// record. Lists inside a record are left out, and `null` is an empty cell.
///
/// # Errors
/// [`UnfoldError`] when it is no JSON, nested deeper than 128, too large, or
/// has no record at that path.
pub fn json_records(
    read: impl Read,
    format: &FileFormat,
    path: &RecordPath,
) -> Result<Vec<u8>, UnfoldError> {
    let mut bytes = Vec::new();
    read.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(UnfoldError::TooLarge {
            what: "the document",
            limit: "32 MiB",
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let document: Value = serde_json::from_slice(bytes).map_err(|e| UnfoldError::Format {
        expected: "JSON",
        reason: e.to_string(),
    })?;
    let mut records = Vec::new();
    collect(&document, path.steps(), &mut Vec::new(), &mut records);
    if records.is_empty() {
        return Err(UnfoldError::NotThere(
            "no record where file.records of the mapping looks".to_owned(),
        ));
    }
    let columns = columns(&records)?;
    let mut lines = SheetLines::new(format);
    let stars = records.iter().map(|r| r.stars.len()).max().unwrap_or(0);
    for star in 1..=stars {
        lines.text(&format!("*{star}"));
    }
    for column in &columns {
        lines.text(column);
    }
    lines.end()?;
    for record in &records {
        for star in 0..stars {
            lines.text(record.stars.get(star).map_or("", String::as_str));
        }
        for column in &columns {
            write(&mut lines, value(record.fields, column));
        }
        lines.end()?;
    }
    Ok(lines.finish())
}

struct Record<'a> {
    stars: Vec<String>,
    fields: &'a Map<String, Value>,
}

fn collect<'a>(
    value: &'a Value,
    steps: &[Step],
    stars: &mut Vec<String>,
    found: &mut Vec<Record<'a>>,
) {
    let Some((step, rest)) = steps.split_first() else {
        if let Value::Object(fields) = value {
            let stars = stars.clone();
            found.push(Record { stars, fields });
        }
        return;
    };
    match (step, value) {
        (Step::Key(name), Value::Object(fields)) => {
            if let Some(inner) = fields.get(name) {
                collect(inner, rest, stars, found);
            }
        }
        (Step::Every, Value::Object(fields)) => {
            for (name, inner) in fields {
                stars.push(name.clone());
                collect(inner, rest, stars, found);
                stars.pop();
            }
        }
        (Step::Every, Value::Array(entries)) => {
            for (position, inner) in entries.iter().enumerate() {
                stars.push((position + 1).to_string());
                collect(inner, rest, stars, found);
                stars.pop();
            }
        }
        _ => {}
    }
}

fn columns(records: &[Record<'_>]) -> Result<Vec<String>, UnfoldError> {
    let mut known = HashSet::new();
    let mut columns = Vec::new();
    for record in records {
        name(record.fields, "", MAX_DEPTH, &mut |column| {
            if !known.contains(&column) {
                known.insert(column.clone());
                columns.push(column);
            }
        });
        if columns.len() > MAX_COLUMNS {
            return Err(UnfoldError::TooLarge {
                what: "the number of different keys",
                limit: "1 000",
            });
        }
    }
    Ok(columns)
}

fn name(fields: &Map<String, Value>, before: &str, depth: usize, found: &mut impl FnMut(String)) {
    for (key, value) in fields {
        let column = format!("{before}{key}");
        match value {
            Value::Object(inner) if depth > 1 => {
                name(inner, &format!("{column}."), depth - 1, found);
            }
            Value::Object(_) | Value::Array(_) => {}
            _ => found(column),
        }
    }
}

/// A key may itself hold points, so every way of cutting the column is tried.
fn value<'a>(fields: &'a Map<String, Value>, column: &str) -> &'a Value {
    if let Some(value) = fields.get(column) {
        return value;
    }
    for (at, _) in column.match_indices('.') {
        let (first, rest) = column.split_at(at);
        if let Some(Value::Object(inner)) = fields.get(first) {
            let found = value(inner, rest.get(1..).unwrap_or_default());
            if !found.is_null() {
                return found;
            }
        }
    }
    &Value::Null
}

fn write(lines: &mut SheetLines, value: &Value) {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(number) => lines.number(number),
            None => lines.text(&number.to_string()),
        },
        Value::String(text) => lines.text(text),
        Value::Bool(yes) => lines.text(if *yes { "true" } else { "false" }),
        Value::Null | Value::Array(_) | Value::Object(_) => lines.text(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfold(text: &str, path: &str) -> Result<String, String> {
        let path: RecordPath = path.parse().map_err(|e| format!("{e}"))?;
        json_records(text.as_bytes(), &FileFormat::default(), &path)
            .map(|bytes| String::from_utf8(bytes).expect("text"))
            .map_err(|e| e.to_string())
    }

    #[test]
    fn records_below_keys_and_in_lists() {
        let text = r#"{"p1": {"id": 7, "releves": [
            {"kwh": 7.5, "at": "2020-01-01", "state": {"code": "M", "all": [1]}},
            {"kwh": null, "at": "2020-01-02", "more": true}]}}"#;
        assert_eq!(
            unfold(text, "*.releves.*").expect("records"),
            "*1,*2,at,kwh,state.code,more\np1,1,2020-01-01,7.5,M,\np1,2,2020-01-02,,,true\n"
        );
        let nothing = unfold(r#"{"a.b": 1, "c": [2]}"#, "*").expect_err("no record");
        assert!(
            nothing.contains("no record where file.records"),
            "{nothing}"
        );
        assert_eq!(
            unfold(r#"[{"a.b": 1, "c": {"d.e": "x,y"}}]"#, "*").expect("records"),
            "*1,a.b,c.d.e\n1,1,\"x,y\"\n"
        );
    }

    #[test]
    fn what_is_no_json_or_too_deep_is_refused() {
        assert!(unfold("{\"a\": ", "*").is_err_and(|e| e.contains("is no JSON: EOF")));
        let deep = "[".repeat(200);
        assert!(unfold(&deep, "*").is_err_and(|e| e.contains("recursion limit")));
        for path in ["", "a..b", "*.*.*.*.*.*.*.*.*"] {
            assert!(unfold("[]", path).is_err_and(|e| e.starts_with("path `")));
        }
    }
}
