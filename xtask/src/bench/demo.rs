//! The demo town: how long it takes to make, to start, to show.

use super::figure::{Figure, number};
use super::load::Load;
use super::running::Running;
use crate::process;
use crate::progress::{Step, duration};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Builds the town anew.
///
/// # Errors
/// When the program fails.
pub fn built(workspace: &Workspace, binary: &Path) -> Result<Figure> {
    let database = database(workspace)?;
    super::remove(&database)?;
    let step = Step::begin("Building the demo town");
    let started = Instant::now();
    let mut demo = workspace.command(binary);
    demo.args(["demo", "--no-serve", "--database", &super::url(&database)]);
    process::run(&mut demo, &step)?;
    let took = started.elapsed();
    step.done("done");
    Ok(Figure::new(
        "demo town, hourly readings since 2019, built",
        duration(took),
    )
    .judged("< 30 s", took < Duration::from_secs(30))
    .with("build_s", took.as_secs_f64()))
}

/// Serves the town, building it when it is not there.
///
/// # Errors
/// When the program fails or does not become ready.
pub fn served(workspace: &Workspace, binary: &Path) -> Result<Running> {
    let database = database(workspace)?;
    if !database.is_file() {
        built(workspace, binary)?;
    }
    Running::start(workspace, binary, &database)
}

/// Starts the server and asks for pages.
///
/// # Errors
/// When a page does not answer 200.
pub fn pages(workspace: &Workspace, binary: &Path, lasts: Duration) -> Result<Vec<Figure>> {
    let started = Instant::now();
    let server = served(workspace, binary)?;
    let start = started.elapsed();
    let mut figures = vec![
        Figure::new("start to ready, demo town", duration(start))
            .judged("≤ 2 s", start <= Duration::from_secs(2))
            .with("start_s", start.as_secs_f64()),
    ];
    let ms = Duration::from_millis;
    let fast = |load: &Load| load.percentile(50) < ms(2) && load.percentile(99) < ms(10);
    let load = page(&server, "city page, one visitor", "/", 1, lasts)?;
    let met = fast(&load);
    figures.push(figure("city page, one visitor", &load).judged("p50 < 2 ms, p99 < 10 ms", met));
    let load = page(&server, "city page, 16 connections", "/", 16, lasts)?;
    let met = load.rate() >= 3000.0;
    figures.push(figure("city page, 16 connections", &load).judged("≥ 3 000 pages/s", met));
    let what = "theme page, 16 connections";
    let load = page(&server, what, "/theme/energie", 16, lasts)?;
    figures.push(figure(what, &load));
    let memory = number(server.resident_kb()?) / 1000.0;
    figures.push(
        Figure::new("memory of the server after that", format!("{memory:.0} MB"))
            .judged("< 150 MB", memory < 150.0)
            .with("memory_mb", memory),
    );
    Ok(figures)
}

/// Where its database lies.
///
/// # Errors
/// When the folder cannot be made.
pub fn database(workspace: &Workspace) -> Result<PathBuf> {
    Ok(super::folder(workspace)?.join("demo.db"))
}

fn page(
    server: &Running,
    what: &str,
    path: &str,
    connections: usize,
    lasts: Duration,
) -> Result<Load> {
    let step = Step::begin(format!("Measuring {what}"));
    let load = Load::run(server.address(), path, connections, lasts)?;
    step.done(&load.to_string());
    Ok(load)
}

fn figure(what: &str, load: &Load) -> Figure {
    Figure::new(what, load.to_string())
        .with("requests_per_s", load.rate())
        .with("p50_ms", load.percentile_ms(50))
        .with("p99_ms", load.percentile_ms(99))
}
