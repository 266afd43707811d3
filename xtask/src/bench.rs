//! `cargo xtask bench`: what the release build does on this machine.

mod cambridge;
mod demo;
mod examples;
mod feed;
mod figure;
mod heard;
pub(crate) mod http;
mod load;
mod queries;
mod report;
mod running;
mod single;
mod stamp;
mod town;
mod websocket;

use crate::build;
use crate::flavour::Flavour;
use crate::workspace::Workspace;
use anyhow::Result;
use clap::{Args, ValueEnum};
use figure::{Figure, number};
use report::Report;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// How long each load of pages lasts.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Measure these parts alone; may be given several times.
    #[arg(long, value_enum, value_name = "PART")]
    only: Vec<Part>,
    /// Measure this program, with the target/site that is there, instead of
    /// building them; leaves out the sizes.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// What can be measured by itself.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// What a first view fetches.
    Sizes,
    /// Making the demo town.
    Demo,
    /// Its start, pages and memory.
    Pages,
    /// Months of all sites, the last day of a meter.
    Queries,
    /// From a reading posted to its change on a socket.
    Heard,
    /// The Cambridge archive: import, size, start, memory.
    Cambridge,
    /// The live feed in batches.
    Feed,
    /// One reading a request.
    Single,
    /// 2 000 sockets.
    Live,
    /// A curve of 166 650 points.
    Chart,
    /// The indicators of a metropolis.
    Energy,
    /// A day of 200 000 tickets, and its calls on 500 lobby screens.
    Reception,
}

/// What a part gave.
enum Outcome {
    Measured(Vec<Figure>),
    Absent(String),
}

/// Measures, prints a table in Markdown for the README, and writes
/// target/bench/report.json. A slow figure is no failure.
///
/// # Errors
/// When the build fails or the report cannot be written.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let (sizes, binary) = match &options.binary {
        Some(binary) => (Vec::new(), std::path::absolute(binary)?),
        None => (
            build::site(workspace, Flavour::Release)?,
            crate::server::build(workspace, Flavour::Release)?,
        ),
    };
    let mut report = Report::begin();
    for part in Part::value_variants() {
        if !options.only.is_empty() && !options.only.contains(part) {
            continue;
        }
        let name = part
            .to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned());
        match measure(*part, workspace, &binary, &sizes, options) {
            Ok(Outcome::Measured(figures)) => report.add(figures),
            Ok(Outcome::Absent(reason)) => {
                eprintln!("{name}: skipped: {reason}");
                report.skip(&name, reason);
            }
            Err(fault) => {
                eprintln!("{name}: failed: {fault:#}");
                report.fail(&name, format!("{fault:#}"));
            }
        }
    }
    println!("{}", report.table());
    report.write(&folder(workspace)?.join("report.json"))?;
    Ok(if report.is_whole() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn measure(
    part: Part,
    workspace: &Workspace,
    binary: &Path,
    sizes: &[crate::assets::Size],
    options: &Options,
) -> Result<Outcome> {
    let seconds = Duration::from_secs(options.seconds);
    let figures = match part {
        Part::Sizes if sizes.is_empty() => {
            return Ok(Outcome::Absent("nothing was built".to_owned()));
        }
        Part::Sizes => vec![first_view(sizes)],
        Part::Demo => vec![demo::built(workspace, binary)?],
        Part::Pages => demo::pages(workspace, binary, seconds)?,
        Part::Queries => queries::run(demo::served(workspace, binary)?.address())?,
        Part::Heard => {
            let server = demo::served(workspace, binary)?;
            let key = town::key(workspace, binary, &demo::database(workspace)?)?;
            heard::run(server.address(), &key)?
        }
        Part::Cambridge => match cambridge::archive(workspace) {
            Some(archive) => cambridge::run(workspace, binary, &archive)?,
            None => {
                let reason = "the archive is not at hand: set BELVEDERE_SHARED_DATA to its folder";
                return Ok(Outcome::Absent(reason.to_owned()));
            }
        },
        Part::Feed => feed::run(workspace, binary)?,
        Part::Single => single::run(workspace, binary)?,
        Part::Live => examples::live(workspace)?,
        Part::Chart => examples::chart(workspace)?,
        Part::Energy => examples::energy(workspace)?,
        Part::Reception => examples::reception(workspace)?,
    };
    Ok(Outcome::Measured(figures))
}

/// What a first visit fetches beside the page itself.
fn first_view(sizes: &[crate::assets::Size]) -> Figure {
    let fetched = sizes.iter().filter(|size| {
        ["pkg/", "fonts/"]
            .iter()
            .any(|folder| size.name.starts_with(folder))
    });
    let kb = |bytes: usize| number(u64::try_from(bytes).unwrap_or(u64::MAX)) / 1000.0;
    let total = kb(fetched.map(|size| size.brotli).sum());
    let wasm = sizes
        .iter()
        .find(|size| size.name.ends_with(".wasm"))
        .map_or(0.0, |size| kb(size.brotli));
    Figure::new(
        "first view beside the page (brotli); wasm",
        format!("{total:.0} kB; {wasm:.0} kB"),
    )
    .judged(
        "≤ 250 kB with the page; ≤ 190 kB",
        total <= 250.0 && wasm <= 190.0,
    )
    .with("first_view_kb", total)
    .with("wasm_kb", wasm)
}

/// The folder of databases and report.
fn folder(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.path("target/bench");
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// A database file as the program takes it.
fn url(database: &Path) -> String {
    format!("sqlite://{}", database.display())
}

/// The files of a database: itself, its log, the index of its log.
fn files(database: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|end| {
        let mut file = database.as_os_str().to_owned();
        file.push(end);
        file.into()
    })
}

/// Removes a database of a former run.
fn remove(database: &Path) -> Result<()> {
    for file in files(database) {
        match std::fs::remove_file(file) {
            Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(fault.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Bytes of a database and its log.
fn size(database: &Path) -> u64 {
    let [file, log, _] = files(database);
    [file, log]
        .iter()
        .filter_map(|file| std::fs::metadata(file).ok())
        .map(|data| data.len())
        .sum()
}
