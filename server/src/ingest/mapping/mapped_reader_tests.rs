use std::path::Path;

use model::city::{Series, SeriesId, SeriesKind};
use model::measure::ReadingLimits;
use model::time::At;

use super::{FileFault, MappedReader, Mapping};
use crate::ingest::{Encoding, Parsed, SeriesDirectory, TextChunks};
use crate::store::StoredSeries;

fn directory() -> SeriesDirectory {
    let codes = ["b42-elec", "b42-gaz", "b7-elec"];
    SeriesDirectory::new((1..).zip(codes).map(|(id, code)| StoredSeries {
        id: SeriesId(id),
        series: Series {
            code: code.parse().expect("valid"),
            place: "town".parse().expect("valid"),
            quantity: "electricity".parse().expect("valid"),
            unit: "kWh".parse().expect("known"),
            kind: SeriesKind::Interval,
            step_s: 1800,
            zero_is_missing: code.ends_with("elec"),
            rollover_at: None,
            role: model::city::SeriesRole::Main,
        },
    }))
}

fn read_bytes(mapping: &str, path: &str, bytes: &[u8]) -> Result<Parsed, FileFault> {
    let mapping = Mapping::read(mapping).expect("a mapping");
    let directory = directory();
    // 2026-11-01T00:00:00Z
    let limits = ReadingLimits {
        now: At::from_seconds(1_793_491_200),
    };
    let mut reader = MappedReader::new(&mapping, &directory, limits).expect("a zone");
    reader.open(Path::new(path), path)?;
    let mut chunks = TextChunks::new(bytes, mapping.file.encoding);
    while let Some(chunk) = chunks.next_chunk().expect("decoded") {
        reader.take(&chunk)?;
    }
    reader.close()?;
    Ok(reader.drain())
}

fn read(mapping: &str, path: &str, text: &str) -> Result<Parsed, FileFault> {
    read_bytes(mapping, path, text.as_bytes())
}

/// Series number, Unix seconds and value of each reading.
fn flat(parsed: &Parsed) -> Vec<(i64, i64, f64)> {
    let batches = parsed.batch.series.iter();
    batches
        .flat_map(|b| {
            b.readings
                .iter()
                .map(|r| (b.series.0, r.at.seconds(), r.value))
        })
        .collect()
}

pub(super) const FILE: &str = r#"
layout = "file"
[time]
columns = ["datetime"]
format = "%Y-%m-%d %H:%M:%S"
zone = "UTC"
[value]
column = 2
[series]
pattern = "{building}/{energy}/{year}.csv"
code = "{building}-{energy:short}"
[maps.short]
electricity = "elec"
gas = "gaz"
"#;

#[test]
fn one_series_a_file() {
    let text = "datetime,equipment load [kWh]\n2013-01-01 00:00:00,3.0\n2013-01-01 01:00:00,\n";
    let parsed = read(FILE, "x/b42/electricity/2013.csv", text).expect("read");
    assert_eq!(flat(&parsed), [(1, 1_356_998_400, 3.0)]);
    assert_eq!((parsed.lines, parsed.faults.len()), (2, 0));
    let elsewhere = read(FILE, "areas.csv", text).expect_err("pattern");
    assert!(
        elsewhere
            .to_string()
            .contains("does not end like `{building}/"),
        "{elsewhere}"
    );
    let unmapped = read(FILE, "b42/water/2013.csv", text).expect_err("map");
    assert!(
        unmapped
            .to_string()
            .contains("`water` is not in [maps.short]"),
        "{unmapped}"
    );
    let unknown = read(FILE, "b43/gas/2013.csv", text).expect_err("series");
    assert!(
        unknown.to_string().contains("unknown series `b43-gaz`"),
        "{unknown}"
    );
    assert_eq!(
        read(FILE, "b42/gas/2013.csv", "").expect_err("empty"),
        FileFault::Empty
    );
    let header = read(FILE, "b42/gas/2013.csv", "date;load\n").expect_err("delimiter");
    assert!(
        header
            .to_string()
            .starts_with("line 1: the header is delimited by `;`"),
        "{header}"
    );
    let column = read(FILE, "b42/gas/2013.csv", "date,load\n").expect_err("column");
    assert!(
        column.to_string().contains("column `datetime` is missing"),
        "{column}"
    );
}

const LONG: &str = r#"
layout = "long"
[file]
encoding = "latin1"
delimiter = ";"
decimal = ","
thousands = " "
skip_rows = 2
[time]
columns = ["Date", "Heure"]
format = "%d/%m/%Y %H:%M"
zone = "Europe/Paris"
ambiguous = "monotonic"
stamp = "end"
step_s = 1800
[value]
column = "Énergie (Wh)"
unit = "Wh"
missing = ["n.c."]
[quality]
column = "Nature"
map = { R = "measured", E = "estimated" }
[series]
column = "Compteur"
code = "{series}"
"#;

#[test]
fn french_export_with_local_end_stamps_in_latin1() {
    let text = "Export\n\nCompteur;Date;Heure;Énergie (Wh);Nature\r\n\
        b42-elec;25/10/2026;02:30;1 000,5;R\r\n\
        b7-elec;25/10/2026;02:30;2 000;E\r\n\
        b42-elec;25/10/2026;02:00;3 000;R\r\n\
        b42-elec;25/10/2026;02:30;n.c.;R\r\n\
        b42-elec;25/10/2026;24:00;5 000;R;\r\n";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    let parsed = read_bytes(LONG, "export.csv", &bytes).expect("read");
    assert_eq!(parsed.faults, []);
    // 02:30 summer time is 00:30 UTC, its interval starts at 00:00 UTC.
    let midnight = 1_792_886_400;
    assert_eq!(
        flat(&parsed),
        [
            (1, midnight, 1.0005),
            (1, midnight + 1800, 3.0),
            (1, midnight + 81_000, 5.0),
            (3, midnight, 2.0),
        ]
    );
}

#[test]
fn faults_of_mapped_lines_are_named_in_terms_of_the_mapping() {
    let head = "\n\nCompteur;Date;Heure;Énergie (Wh);Nature\n";
    for (line, field, reason, raw) in [
        (
            "b1;24/10/2026;02:30;1;R",
            Some("series"),
            "unknown series `b1`",
            None,
        ),
        (
            "b42-elec;24/10/26;02:30;1;R",
            Some("Date"),
            "`24/10/26 02:30` has a year of two digits: write %y",
            None,
        ),
        (
            "b42-elec;2026-10-24;02:30;1;R",
            Some("Date"),
            "is not written like time.format = \"%d/%m/%Y %H:%M\"",
            None,
        ),
        (
            "b42-elec;29/03/2026;02:30;1;R",
            Some("Date"),
            "does not exist in Europe/Paris",
            None,
        ),
        (
            "b42-elec;30/02/2026;02:30;1;R",
            Some("Date"),
            "does not exist in the calendar",
            None,
        ),
        (
            "b42-elec;24/10/2026;02:30;1.5;R",
            Some("value"),
            "`1.5` is not a number: check file.decimal",
            None,
        ),
        (
            "b42-elec;24/10/2026;02:30;1;X",
            Some("quality"),
            "`X` is not in [quality.map]",
            None,
        ),
        (
            "b42-elec;24/10/2026;02:30;1",
            None,
            "expected 5 cells as in the header, found 4",
            None,
        ),
        (
            "\"b42-elec;24/10/2026;02:30;1;R",
            None,
            "unterminated quote",
            None,
        ),
        (
            "b42-elec;24/10/2026;02:30;1e308;R",
            Some("value"),
            "beyond 1e12",
            Some("b42-elec,2026-10-24T00:00:00Z,1"),
        ),
        (
            "b42-elec;24/12/2026;02:30;1000;E",
            Some("at"),
            "in the future",
            Some("b42-elec,2026-12-24T01:00:00Z,1,estimated"),
        ),
    ] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(head);
        let mut bytes = bytes.into_owned();
        bytes.extend_from_slice(line.as_bytes());
        let parsed = read_bytes(LONG, "export.csv", &bytes).expect("read");
        let [fault] = parsed.faults.as_slice() else {
            panic!("{line}: {:?}", parsed.faults);
        };
        assert!(fault.reason.contains(reason), "{line}: {}", fault.reason);
        assert_eq!((fault.line, fault.field.as_deref()), (4, field), "{line}");
        match raw {
            Some(raw) => assert!(
                fault.raw.starts_with(raw) && fault.target == "readings",
                "{fault:?}"
            ),
            None => assert_eq!(
                (fault.raw.as_str(), fault.target.as_str()),
                (line, "mapped-readings")
            ),
        }
    }
}

#[test]
fn an_ambiguous_hour_without_policy_is_set_aside() {
    let strict = LONG.replace("ambiguous = \"monotonic\"\n", "");
    let text = "\n\nCompteur;Date;Heure;Energie;Nature\nb42-elec;25/10/2026;02:30;1;R\n";
    let parsed = read(&strict.replace("Énergie (Wh)", "Energie"), "e.csv", text).expect("read");
    assert!(
        parsed.faults[0]
            .reason
            .contains("happens twice in Europe/Paris"),
        "{:?}",
        parsed.faults
    );
}

const WIDE: &str = r#"
layout = "wide"
[file]
delimiter = "\t"
[time]
columns = [1]
format = "%FT%T%z"
step_s = 1800
[value]
unit = "W"
mean = true
skip = ["note"]
[series]
code = "{series}-elec"
"#;

#[test]
fn one_series_a_column_of_mean_power() {
    let text = "at\tb42\tnote\tb7\tb9\n2026-01-01T00:00:00+01:00\t2000\tok\t\t5\n\
        2026-01-01T00:30:00+01:00\t2000\tok\tx\t5\n";
    let parsed = read(WIDE, "wide.tsv", text).expect("read");
    // 2 kW over half an hour is 1 kWh.
    assert_eq!(
        flat(&parsed),
        [(1, 1_767_222_000, 1.0), (1, 1_767_223_800, 1.0)]
    );
    let faults: Vec<_> = parsed
        .faults
        .iter()
        .map(|f| (f.line, f.field.as_deref()))
        .collect();
    assert_eq!(faults, [(1, Some("b9")), (3, Some("b7"))]);
}

#[test]
fn energy_and_volume_do_not_convert() {
    let cubic = FILE.replace("column = 2", "column = 2\nunit = \"m3\"");
    let fault = read(&cubic, "b42/gas/2013.csv", "").expect_err("units");
    assert!(
        fault.to_string().contains("do not measure the same thing"),
        "{fault}"
    );
}

#[test]
fn utf16_with_a_mark_is_read() {
    let mapping = FILE.replace("[time]", "[file]\nencoding = \"utf-16\"\n[time]");
    let text = "\u{feff}datetime,load\n2013-01-01 00:00:00,3.0\n";
    for swap in [false, true] {
        let units = text.encode_utf16();
        let bytes: Vec<u8> = units
            .flat_map(|u| {
                if swap {
                    u.to_be_bytes()
                } else {
                    u.to_le_bytes()
                }
            })
            .collect();
        let parsed = read_bytes(&mapping, "b42/gas/2013.csv", &bytes).expect("read");
        assert_eq!(parsed.readings(), 1);
    }
    let mut chunks = TextChunks::new(&b"\xff\xfea\0"[..], Encoding::Utf8);
    let error = chunks.next_chunk().expect_err("not UTF-8");
    assert!(
        error
            .to_string()
            .contains("byte 0 (line 1) is not UTF-8: it looks like UTF-16"),
        "{error}"
    );
}
