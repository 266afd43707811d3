//! How fast readings are parsed, without the store:
//! `cargo run --release --example bench_parse [-- FOLDER of the Cambridge archive]`.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context as _;
use model::city::{Series, SeriesId, SeriesKind};
use model::measure::ReadingLimits;
use model::time::At;
use server::ingest::mapping::{MappedReader, Mapping};
use server::ingest::{BodyFormat, Context, Encoding, Reach, SeriesDirectory, TextChunks, parse};
use server::store::StoredSeries;

/// As many as the live feed of the benchmark has meters.
const METERS: i64 = 300;
const LINES: i64 = 900_000;

fn directory(codes: impl Iterator<Item = String>) -> anyhow::Result<SeriesDirectory> {
    let stored = (1..).zip(codes).map(|(id, code)| {
        Ok(StoredSeries {
            id: SeriesId(id),
            series: Series {
                code: code.parse()?,
                place: "town".parse()?,
                quantity: "electricity".parse()?,
                unit: "kWh".parse()?,
                kind: SeriesKind::Interval,
                step_s: 3600,
                zero_is_missing: true,
                rollover_at: None,
                role: model::city::SeriesRole::Main,
            },
        })
    });
    Ok(SeriesDirectory::new(
        stored.collect::<anyhow::Result<Vec<_>>>()?,
    ))
}

/// A feed in order of time: every meter at each instant.
fn feed(format: BodyFormat, lines: i64) -> anyhow::Result<String> {
    let rows = (0..lines).map(|n| {
        let at = jiff::Timestamp::from_second(1_700_000_000 + n / METERS * 900)?;
        let (meter, value) = (n % METERS, n % 997);
        Ok(match format {
            BodyFormat::Csv => format!("meter-{meter:03},{at},{value}.25"),
            _ => format!(r#"{{"series":"meter-{meter:03}","at":"{at}","value":{value}.25}}"#),
        })
    });
    let rows = rows.collect::<anyhow::Result<Vec<String>>>()?;
    Ok(match format {
        BodyFormat::Csv => format!("series,at,value\n{}", rows.join("\n")),
        BodyFormat::Ndjson => rows.join("\n"),
        BodyFormat::Json => format!("[{}]", rows.join(",")),
    })
}

#[expect(clippy::print_stdout, reason = "the figures are the result")]
fn print(what: &str, readings: usize, started: Instant) {
    let us = started.elapsed().as_micros().max(1);
    let rate = u128::try_from(readings).unwrap_or(0) * 1_000_000 / us;
    println!("{what}: {readings} readings, {rate} readings/s");
}

#[expect(clippy::print_stdout, reason = "the figures are the result")]
fn main() -> anyhow::Result<()> {
    let series = directory((0..METERS).map(|n| format!("meter-{n:03}")))?;
    let reach = Reach::default();
    let context = Context {
        source: "bench",
        directory: &series,
        reach: &reach,
        limits: ReadingLimits {
            now: At::from_seconds(1_900_000_000),
        },
    };
    for format in [BodyFormat::Csv, BodyFormat::Ndjson, BodyFormat::Json] {
        let body = feed(format, LINES)?;
        for _ in 0..3 {
            let started = Instant::now();
            let parsed = parse(body.as_bytes(), format, context)?;
            print(
                &format!("{format:?}, 300 meters in turn"),
                parsed.readings(),
                started,
            );
        }
    }
    let one = feed(BodyFormat::Ndjson, 1)?;
    let started = Instant::now();
    for _ in 0..100_000 {
        parse(one.as_bytes(), BodyFormat::Json, context)?;
    }
    let ns = started.elapsed().as_nanos() / 100_000;
    println!("one JSON reading: {ns} ns");
    match std::env::args().nth(1) {
        Some(folder) => mapped(Path::new(&folder)),
        None => Ok(()),
    }
}

/// The files of the archive as `cambridge.toml` maps them, on one thread.
fn mapped(folder: &Path) -> anyhow::Result<()> {
    let mapping = Mapping::read(include_str!("../../themes/mappings/cambridge.toml"))?;
    let pattern = mapping.series.pattern.as_ref().context("a pattern")?;
    let mut files = Vec::new();
    find(folder, &mut files)?;
    files.retain(|file| pattern.captures(file).is_some());
    files.sort();
    let codes = (0..121).flat_map(|n| [format!("b{n}-elec"), format!("b{n}-gaz")]);
    let series = directory(codes)?;
    let limits = ReadingLimits {
        now: At::from_seconds(1_900_000_000),
    };
    for _ in 0..2 {
        let started = Instant::now();
        let mut readings = 0;
        let mut reader = MappedReader::new(&mapping, &series, limits)?;
        for file in &files {
            reader.open(file, "bench")?;
            let mut chunks = TextChunks::new(std::fs::File::open(file)?, Encoding::Utf8);
            while let Some(chunk) = chunks.next_chunk()? {
                reader.take(&chunk)?;
            }
            reader.close()?;
            if reader.readings() > 250_000 {
                readings += reader.drain().readings();
            }
        }
        readings += reader.drain().readings();
        print("Cambridge files, mapped, one thread", readings, started);
    }
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
