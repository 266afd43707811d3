//! `cargo xtask bench`: what the release build does on this machine.

mod http;
mod load;
mod running;

use crate::build;
use crate::flavour::Flavour;
use crate::process;
use crate::progress::{Step, duration};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use clap::Args;
use load::Load;
use running::Running;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// How long each load lasts.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
}

/// A measured figure beside the one to reach.
struct Figure {
    what: String,
    measured: String,
    to_reach: &'static str,
}

/// Measures and prints a table in Markdown, for the README.
///
/// # Errors
/// When the build fails or the server refuses a request.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let sizes = build::site(workspace, Flavour::Release)?;
    let binary = crate::server::build(workspace, Flavour::Release)?;
    let mut figures = vec![first_view(&sizes)];
    let database = workspace.path("target/bench/demo.db");
    figures.push(demo_town(workspace, &binary, &database)?);

    let started = Instant::now();
    let server = Running::start(workspace, &binary, &database)?;
    figures.push(Figure {
        what: "start to ready, demo town".to_owned(),
        measured: duration(started.elapsed()),
        to_reach: "≤ 2 s",
    });
    let seconds = Duration::from_secs(options.seconds);
    for (what, path, connections, to_reach) in [
        ("city page, one visitor", "/", 1, "p50 < 2 ms, p99 < 10 ms"),
        ("city page, 16 connections", "/", 16, "≥ 3 000 pages/s"),
        ("theme page, 16 connections", "/theme/energie", 16, ""),
    ] {
        let step = Step::begin(format!("Measuring {what}"));
        let load = Load::run(server.address(), path, connections, seconds)?;
        step.done(&load.to_string());
        figures.push(Figure {
            what: what.to_owned(),
            measured: load.to_string(),
            to_reach,
        });
    }
    figures.push(Figure {
        what: "memory of the server after that".to_owned(),
        measured: format!("{} MB", server.resident_kb()? / 1000),
        to_reach: "< 150 MB",
    });

    println!("| what | measured | to reach |\n|---|---|---|");
    for figure in figures {
        println!(
            "| {} | {} | {} |",
            figure.what, figure.measured, figure.to_reach
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// What a first visit fetches beside the page itself.
fn first_view(sizes: &[crate::assets::Size]) -> Figure {
    let fetched = sizes.iter().filter(|size| {
        ["pkg/", "fonts/"]
            .iter()
            .any(|folder| size.name.starts_with(folder))
    });
    let total: usize = fetched.map(|size| size.brotli).sum();
    let wasm = sizes
        .iter()
        .find(|size| size.name.ends_with(".wasm"))
        .map_or(0, |size| size.brotli);
    Figure {
        what: "first view beside the page (brotli); wasm".to_owned(),
        measured: format!("{} kB; {} kB", total / 1000, wasm / 1000),
        to_reach: "≤ 250 kB with the page; ≤ 190 kB",
    }
}

/// Builds the demo town anew.
fn demo_town(workspace: &Workspace, binary: &Path, database: &Path) -> Result<Figure> {
    let folder = database.parent().context("the database has no folder")?;
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let step = Step::begin("Building the demo town");
    let started = Instant::now();
    let mut demo = workspace.command(binary);
    demo.args([
        "demo",
        "--no-serve",
        "--database",
        &format!("sqlite://{}", database.display()),
    ]);
    process::run(&mut demo, &step)?;
    let took = duration(started.elapsed());
    step.done("done");
    let what = "demo town, two years of hourly readings, built".to_owned();
    Ok(Figure {
        what,
        measured: took,
        to_reach: "< 30 s",
    })
}
