use std::io::Write;

use model::city::SeriesId;
use model::measure::Quality;
use model::time::At;
use server::import::Target;

use crate::desk::{Desk, counts};

async fn values(desk: &Desk, id: i64) -> Vec<(i64, f64)> {
    let (from, to) = (At::from_seconds(0), At::from_seconds(4_000_000_000));
    let readings = desk
        .store
        .readings(SeriesId(id), from, to)
        .await
        .expect("readings");
    readings.iter().map(|r| (r.at.seconds(), r.value)).collect()
}

#[tokio::test]
async fn a_file_twice_changes_nothing_and_a_corrected_one_corrects() {
    let desk = Desk::with_schools().await;
    let text = "series,at,value\na-elec,2026-01-01T00:00:00Z,1\na-elec,2026-01-01T01:00:00Z,0\n\
        b-elec,2026-01-01T00:00:00Z,2\n";
    assert_eq!(
        counts(&desk.good(Target::Readings, text).await),
        [3, 0, 0, 0]
    );
    assert_eq!(
        counts(&desk.good(Target::Readings, text).await),
        [0, 0, 3, 0]
    );
    let corrected = text.replace("00Z,2", "00Z,3");
    assert_eq!(
        counts(&desk.good(Target::Readings, &corrected).await),
        [0, 1, 2, 0]
    );
    let (from, to) = (At::from_seconds(0), At::from_seconds(4_000_000_000));
    let kept = desk
        .store
        .readings(SeriesId(1), from, to)
        .await
        .expect("readings");
    assert_eq!(kept[1].quality, Quality::Missing);
}

#[tokio::test]
async fn the_later_of_two_files_wins_though_they_are_read_at_once() {
    let desk = Desk::with_schools().await;
    let files: Vec<_> = (0..40)
        .map(|n| {
            let text = format!("series,at,value\na-elec,2026-01-01T00:00:00Z,{n}\n");
            desk.write(&format!("{n}.csv"), text)
        })
        .collect();
    let report = desk
        .files(Target::Readings, files, None)
        .await
        .expect("answered");
    assert_eq!((report.files, report.lines), (40, 40));
    assert_eq!(values(&desk, 1).await, [(1_767_225_600, 39.0)]);
}

#[tokio::test]
async fn more_readings_than_one_batch_all_arrive() {
    let desk = Desk::with_schools().await;
    let mut text = String::from("series,at,value\n");
    for hour in 0..300_000_i64 {
        let at = jiff::Timestamp::from_second(600_000_000 + hour * 3600).expect("in range");
        text.push_str(&format!(
            "{},{at},{}\n",
            ["a-elec", "b-elec"][usize::from(hour % 2 == 1)],
            hour + 1
        ));
    }
    text.push_str("a-elec,tomorrow,1\n");
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    zip.write_all(text.as_bytes()).expect("in memory");
    let zip = zip.finish().expect("in memory");
    let file = desk.write("all.csv.gz", &zip);
    let report = desk
        .files(Target::Readings, vec![file], None)
        .await
        .expect("answered");
    assert_eq!(
        (counts(&report), report.lines),
        ([300_000, 0, 0, 1], 300_001)
    );
    assert_eq!(report.first_set_aside[0].line, 300_002);
    assert_eq!(values(&desk, 2).await.len(), 150_000);

    let cut = desk.write("cut.csv.gz", &zip[..zip.len() / 2]);
    let report = desk
        .files(Target::Readings, vec![cut], None)
        .await
        .expect("answered");
    assert!(
        report.refused[0].reason.contains("gzip data are truncated"),
        "{:?}",
        report.refused
    );
    assert_eq!(counts(&report)[..2], [0, 0]);
}

#[tokio::test]
async fn files_that_are_no_readings_are_refused_and_the_others_stored() {
    let desk = Desk::with_schools().await;
    let good = "series,at,value\na-elec,2026-01-01T00:00:00Z,1\n";
    for (name, content, reason) in [
        (
            "a.csv",
            &b""[..],
            "the file is empty: it needs at least the header series,at,value",
        ),
        ("a.csv", b"\n\n", "the file is empty"),
        (
            "a.csv",
            b"series;at;value\n",
            "line 1: the header is delimited by `;`",
        ),
        ("a.csv", b"series,at\n", "column `value` is missing"),
        ("a.csv", b"series,at,value,value\n", "appears twice"),
        (
            "a.csv",
            b"series,at,value\na-elec,2026-01-01T00:00:00Z,1\n\xe9\n",
            "byte 46 (line 3) is not UTF-8",
        ),
        ("a.ndjson", b"\n", "the file is empty"),
        ("a.json", b"[]", "post it to /api/v1/readings"),
        (
            "a.csv.gz",
            b"series,at,value\n",
            "gzip data are truncated or damaged",
        ),
    ] {
        let files = vec![desk.write(name, content), desk.write("good.csv", good)];
        let report = desk
            .files(Target::Readings, files, None)
            .await
            .expect("answered");
        assert_eq!((report.refused.len(), report.files), (1, 1), "{reason}");
        assert!(
            report.refused[0].reason.contains(reason),
            "{}",
            report.refused[0].reason
        );
        assert!(!report.succeeded());
    }
    let folder = desk.folder.path().to_path_buf();
    let report = desk
        .files(Target::Readings, vec![folder], None)
        .await
        .expect("answered");
    assert!(
        report.refused[0].reason.contains("is a directory"),
        "{:?}",
        report.refused
    );
    assert_eq!(values(&desk, 1).await.len(), 1);
}

#[tokio::test]
async fn ndjson_files_and_marks_and_line_ends_are_read() {
    let desk = Desk::with_schools().await;
    let line = r#"{"series":"a-elec","at":"2026-01-01T00:00:00Z","value":1.5}"#;
    let files = vec![
        desk.write("a.ndjson", format!("\u{feff}{line}\r\n")),
        desk.write(
            "b.csv",
            "\u{feff}series,at,value\r\nb-elec,2026-01-01T00:00:00Z,2\r\n",
        ),
    ];
    let report = desk
        .files(Target::Readings, files, None)
        .await
        .expect("answered");
    assert_eq!(counts(&report), [2, 0, 0, 0], "{}", report.complaints());
}

#[tokio::test]
async fn a_mapping_that_cannot_be_used_stops_the_import() {
    let desk = Desk::with_schools().await;
    let file = desk.write("a.csv", "x\n");
    let mapping = desk.write("m.toml", "layout = \"long\"\n[tme]\n");
    let error = desk
        .files(Target::Readings, vec![file.clone()], Some(mapping))
        .await;
    let text = error.expect_err("misspelt").to_string();
    assert!(
        text.contains("m.toml") && text.contains("unknown field `tme`"),
        "{text}"
    );
    let none = Some(desk.folder.path().join("none.toml"));
    assert!(
        desk.files(Target::Readings, vec![file], none)
            .await
            .is_err()
    );
}
