use model::measure::Quality;

use super::BodyFormat;
use super::body_tests::read;

#[test]
fn json_faults_spare_the_other_readings() {
    let good = r#"{"series":"gas","at":"2026-03-01T00:00:00Z","value":1}"#;
    for (bad, field, reason) in [
        (
            r#"{"series":"gas","at":"2026-03-01T00:00:00Z","value":"1"}"#,
            Some("value"),
            "write it without quotes",
        ),
        (
            r#"{"series":"gas","at":"2026-03-01T00:00:00Z","value":null}"#,
            Some("value"),
            "not a JSON number",
        ),
        (
            r#"{"series":"gas","at":"2026-03-01T00:00:00Z"}"#,
            Some("value"),
            "is missing",
        ),
        (
            r#"{"series":7,"at":"2026-03-01T00:00:00Z","value":1}"#,
            Some("series"),
            "`7` is not a text",
        ),
        (r#"{"series":"gas","value":1}"#, Some("at"), "is missing"),
        (
            r#"{"series":"gas","at":"2026-03-01T00:00:00Z","value":1,"unit":"MWh"}"#,
            Some("unit"),
            "unknown key",
        ),
        (
            r#"{"series":"g\u0061z","at":"2026-03-01T00:00:00Z","value":1}"#,
            Some("series"),
            "unknown series `gaz`",
        ),
        (
            r#"["gas","2026-03-01T00:00:00Z",1]"#,
            None,
            "expected an object",
        ),
        ("null", None, "expected an object"),
    ] {
        for (body, format) in [
            (format!("[{good},\n{bad}]"), BodyFormat::Json),
            (
                format!(" {{\"readings\":[ {good} , {bad} ]}} "),
                BodyFormat::Json,
            ),
            (format!("{good}\n\n{bad}\n"), BodyFormat::Ndjson),
        ] {
            let parsed = read(body.as_bytes(), format).expect("readable");
            assert_eq!((parsed.readings(), parsed.lines), (1, 2), "{body}");
            let fault = &parsed.faults[0];
            assert!(fault.reason.contains(reason), "{bad}: {}", fault.reason);
            assert_eq!(
                (fault.field.as_deref(), fault.raw.as_str()),
                (field, bad),
                "{bad}"
            );
            assert_eq!(fault.line, if format == BodyFormat::Json { 2 } else { 3 });
        }
    }
    let parsed = read(b"{\"series\":\n{}", BodyFormat::Ndjson).expect("readable");
    assert!(
        parsed.faults[0].reason.starts_with("not JSON: EOF"),
        "{:?}",
        parsed.faults
    );
    let one = read(format!("\n {good} ").as_bytes(), BodyFormat::Json).expect("readable");
    assert_eq!((one.readings(), one.lines), (1, 1));
    assert_eq!(read(b" [ ] ", BodyFormat::Json).expect("readable").lines, 0);
}

#[test]
fn escapes_are_read_like_plain_text() {
    let body = r#"[{"series":"g\u0061s","at":"2026-03-01T00:00:00Z","value":-1.25e1,"quality":"estimated"}]"#;
    let parsed = read(body.as_bytes(), BodyFormat::Json).expect("readable");
    let reading = parsed.batch.series[0].readings[0];
    assert_eq!(
        (reading.value, reading.quality),
        (-12.5, Quality::Estimated)
    );
}
