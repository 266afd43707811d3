use model::city::SeriesId;
use model::measure::{Quality, ReadingLimits};
use model::time::At;

use super::{
    BodyFormat, Context, IngestError, MAX_BODY_BYTES, Parsed, SeriesDirectory, decompress, parse,
};
use crate::store::StoredSeries;

/// 2026-04-01T00:00:00Z
const NOW: At = At::from_seconds(1_775_001_600);

fn directory() -> SeriesDirectory {
    let series = |id, code: &str, zero_is_missing| StoredSeries {
        id: SeriesId(id),
        series: model::city::Series {
            code: code.parse().expect("valid"),
            place: "town".parse().expect("valid"),
            quantity: "electricity".parse().expect("valid"),
            unit: "kWh".parse().expect("known"),
            kind: model::city::SeriesKind::Interval,
            step_s: 3600,
            zero_is_missing,
            rollover_at: None,
            role: model::city::SeriesRole::Main,
        },
    };
    SeriesDirectory::new([
        series(1, "elec", true),
        series(2, "gas", false),
        series(3, "eau", false),
    ])
}

pub(super) fn read(body: &[u8], format: BodyFormat) -> Result<Parsed, IngestError> {
    let directory = directory();
    parse(
        body,
        format,
        Context {
            reach: &Default::default(),
            source: "test",
            directory: &directory,
            limits: ReadingLimits { now: NOW },
        },
    )
}

fn csv(line: &str) -> Parsed {
    let body = format!("series,at,value,quality\n{line}\ngas,2026-03-01T00:00:00Z,1,\n");
    read(body.as_bytes(), BodyFormat::Csv).expect("readable")
}

#[test]
fn every_fault_names_line_field_and_remedy_and_spares_the_others() {
    let ok = "2026-03-01T00:00:00Z";
    for (line, field, reason) in [
        (
            format!("water,{ok},1,"),
            Some("series"),
            "unknown series `water`: declare it",
        ),
        (format!(",{ok},1,"), Some("series"), "is empty"),
        (
            "gas,yesterday,1,".into(),
            Some("at"),
            "`yesterday` is not a timestamp: write it as",
        ),
        (
            "gas,2026-03-01T00:00:00,1,".into(),
            Some("at"),
            "has no offset: end it with Z",
        ),
        ("gas,2026-03-01,1,".into(), Some("at"), "has no time"),
        (
            "gas,01/03/26 10:00,1,".into(),
            Some("at"),
            "year of two digits",
        ),
        (
            "gas,2026-02-30T00:00:00Z,1,".into(),
            Some("at"),
            "does not exist in the calendar",
        ),
        (
            "gas,2026-04-01T00:10:01Z,1,".into(),
            Some("at"),
            "601 s in the future",
        ),
        (
            "gas,1899-12-31T00:00:00Z,1,".into(),
            Some("at"),
            "before 1900",
        ),
        (
            format!("gas,{ok},,"),
            Some("value"),
            "is empty: leave the line out",
        ),
        (
            format!("gas,{ok},12 kWh,"),
            Some("value"),
            "`12 kWh` is not a number",
        ),
        (
            format!("gas,{ok},\"1,5\","),
            Some("value"),
            "write decimals with a point",
        ),
        (
            format!("gas,{ok},NaN,"),
            Some("value"),
            "not a finite number",
        ),
        (
            format!("gas,{ok},-inf,"),
            Some("value"),
            "not a finite number",
        ),
        (
            format!("gas,{ok},1e308,"),
            Some("value"),
            "beyond 1e12: check the unit",
        ),
        (
            format!("gas,{ok},1,good"),
            Some("quality"),
            "unknown quality `good`: use measured",
        ),
        (format!("gas,{ok},1"), None, "expected 4 cells, found 3"),
        (
            format!("gas,{ok},1,5,"),
            None,
            "expected 4 cells, found 5: decimals",
        ),
        (
            format!("gas;{ok};1;"),
            None,
            "delimited by `;`, expected `,`",
        ),
        (format!("\"gas,{ok},1,"), None, "unterminated quote"),
    ] {
        let parsed = csv(&line);
        assert_eq!(parsed.readings(), 1, "{line}");
        assert_eq!(parsed.lines, 2, "{line}");
        let [fault] = parsed.faults.as_slice() else {
            panic!("{line}: {:?}", parsed.faults);
        };
        assert!(fault.reason.contains(reason), "{line}: {}", fault.reason);
        assert_eq!((fault.line, fault.field.as_deref()), (2, field), "{line}");
        assert_eq!(
            (fault.source.as_str(), fault.target.as_str()),
            ("test", "readings")
        );
        assert_eq!(fault.raw, line);
    }
}

#[test]
fn limits_are_inclusive() {
    assert_eq!(csv("gas,2026-04-01T00:10:00Z,1e12,").readings(), 2);
}

#[test]
fn bodies_are_refused_as_a_whole_with_a_reason() {
    let table: [(&[u8], BodyFormat, &str); 15] = [
        (b"", BodyFormat::Csv, "body is empty"),
        (b" \r\n \n", BodyFormat::Json, "body is empty"),
        (
            b"series,at,value\ngas,\xe9,1",
            BodyFormat::Csv,
            "byte 20 (line 2) is not UTF-8",
        ),
        (
            b"series;at;value\n",
            BodyFormat::Csv,
            "delimited by `;`, expected `,`",
        ),
        (
            b"series,at\n",
            BodyFormat::Csv,
            "column `value` is missing from the header; found: series, at",
        ),
        (
            b"series,at,value,at\n",
            BodyFormat::Csv,
            "column `at` appears twice in the header (columns 2 and 4)",
        ),
        (
            b"series,at,value,unit\n",
            BodyFormat::Csv,
            "unknown column `unit`",
        ),
        (
            b"gas,2026-03-01T00:00:00Z,1\n",
            BodyFormat::Csv,
            "column `series` is missing",
        ),
        (
            b"\"series,at,value\n",
            BodyFormat::Csv,
            "unterminated quote in the header",
        ),
        (b"s\0e\0r\0,\0", BodyFormat::Csv, "looks like UTF-16"),
        (
            b"[{\"series\":\"gas\"\n  \"at\"}]",
            BodyFormat::Json,
            "line 2, column 3: not JSON: expected `,` or `}`",
        ),
        (
            b"[{\"series\":\"gas\"}",
            BodyFormat::Json,
            "expected `,` or `]`",
        ),
        (
            b"{\"readings\": 3}",
            BodyFormat::Json,
            "line 1, column 14: expected an array",
        ),
        (
            b"{\"readings\": [], \"x\": 1}",
            BodyFormat::Json,
            "no other key",
        ),
        (
            b"[] []",
            BodyFormat::Json,
            "line 1, column 4: unexpected text",
        ),
    ];
    for (body, format, reason) in table {
        let error = read(body, format).expect_err(reason);
        assert!(error.to_string().contains(reason), "{reason}: {error}");
        assert_eq!(error.status(), 400);
    }
    let many = "series,at,value\n".to_owned() + &"x\n".repeat(super::MAX_FAULTS + 1);
    let error = read(many.as_bytes(), BodyFormat::Csv).expect_err("too many");
    assert_eq!(
        (
            error.status(),
            error.to_string().contains("the first at line 2")
        ),
        (422, true)
    );
}

#[test]
fn gzip_is_undone_and_its_faults_named() {
    use std::io::Write;
    let zip = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    };
    let packed = zip(b"series,at,value\n");
    assert_eq!(
        decompress(&packed, Some("gzip")).as_deref(),
        Ok(&b"series,at,value\n"[..])
    );
    let cut = decompress(&packed[..packed.len() - 9], Some("gzip"));
    assert!(
        matches!(cut, Err(IngestError::TruncatedGzip { .. })),
        "{cut:?}"
    );
    let text = decompress(b"series,at", Some("gzip")).expect_err("not gzip");
    assert!(
        text.to_string().contains("check Content-Encoding"),
        "{text}"
    );
    let bomb = zip(&vec![b' '; MAX_BODY_BYTES + 1]);
    assert_eq!(
        decompress(&bomb, Some("gzip")).map_err(|e| e.status()),
        Err(413)
    );
    assert_eq!(
        decompress(b"", Some("br")).map_err(|e| e.status()),
        Err(415)
    );
}

#[test]
fn zero_stands_for_silence_only_where_the_series_says_so() {
    let body = "series,at,value\nelec,2026-03-01T00:00:00Z,0\ngas,2026-03-01T00:00:00Z,-0.0\n";
    let parsed = read(body.as_bytes(), BodyFormat::Csv).expect("readable");
    let quality = |n: usize| parsed.batch.series[n].readings[0].quality;
    assert_eq!(
        (quality(0), quality(1)),
        (Quality::Missing, Quality::Measured)
    );
    let gap = csv("gas,2026-03-01T01:00:00Z,,missing");
    assert_eq!(gap.batch.series[0].readings[0].quality, Quality::Missing);
}

#[test]
fn marks_line_ends_and_column_order_do_not_matter() {
    let body = "\u{feff}value,quality,at,series\r\n 1.5 ,estimated, 2026-03-01 01:00+01:00 ,gas\r\n\r\n2,,x,gas\r\n";
    let parsed = read(body.as_bytes(), BodyFormat::Csv).expect("readable");
    assert_eq!((parsed.readings(), parsed.lines), (1, 2));
    assert_eq!(parsed.batch.series[0].readings[0].value, 1.5);
    // Set aside in canonical order, so that it can be tried again without its header.
    assert_eq!(
        (parsed.faults[0].line, parsed.faults[0].raw.as_str()),
        (4, "gas,x,2,")
    );
}
