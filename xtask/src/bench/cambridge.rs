//! The hourly readings of 121 real buildings, out of their files.

use super::figure::{Figure, grouped, number};
use super::running::Running;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Instant;

const ARCHIVE: &str = "energy/cambridge_estates/cambridge_full.tar.xz";

/// The archive, where it is at hand.
pub fn archive(workspace: &Workspace) -> Option<PathBuf> {
    let root = std::env::var_os("BELVEDERE_SHARED_DATA")
        .map_or_else(|| workspace.path("../shared/data"), PathBuf::from);
    Some(root.join(ARCHIVE)).filter(|file| file.is_file())
}

/// Imports into a new database, then starts the server on it.
///
/// # Errors
/// When the archive cannot be unpacked or the program refuses its files.
pub fn run(workspace: &Workspace, binary: &Path, archive: &Path) -> Result<Vec<Figure>> {
    let data = unpacked(workspace, archive)?;
    let database = super::folder(workspace)?.join("cambridge.db");
    super::remove(&database)?;
    let mut figures = import(workspace, binary, &data, &database)?;
    figures.extend(served(workspace, binary, &database)?);
    Ok(figures)
}

fn unpacked(workspace: &Workspace, archive: &Path) -> Result<PathBuf> {
    let folder = super::folder(workspace)?.join("cambridge");
    let data = folder.join("building_data");
    if data.is_dir() {
        return Ok(data);
    }
    // Renamed when whole, so that an interrupted run leaves nothing half unpacked.
    let part = super::folder(workspace)?.join("cambridge.part");
    for former in [&part, &folder] {
        if former.is_dir() {
            std::fs::remove_dir_all(former)?;
        }
    }
    std::fs::create_dir_all(&part)?;
    let step = Step::begin("Unpacking the Cambridge archive");
    let mut tar = workspace.command("tar");
    tar.arg("-xJf").arg(archive).arg("-C").arg(&part);
    process::run(&mut tar, &step)?;
    std::fs::rename(&part, &folder)?;
    step.done("done");
    Ok(data)
}

fn import(
    workspace: &Workspace,
    binary: &Path,
    data: &Path,
    database: &Path,
) -> Result<Vec<Figure>> {
    let step = Step::begin("Importing the Cambridge archive");
    let url = super::url(database);
    let mut readings = workspace.command(binary);
    readings
        .args(["import", "readings", "--json", "--mapping"])
        .arg(workspace.path("themes/mappings/cambridge.toml"))
        .arg(data)
        .args(["--database", &url])
        .stdin(Stdio::null());
    let started = Instant::now();
    let output = readings.output()?;
    let whole_s = started.elapsed().as_secs_f64();
    // Lines set aside make the status 1; the report says how many.
    let report: serde_json::Value = serde_json::from_slice(&output.stdout)
        .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
    let field = |name: &str| report.get(name).and_then(serde_json::Value::as_f64);
    let added = field("added").filter(|added| *added > 0.0);
    let added = added.context("no reading was added")?;
    let set_aside = field("set_aside").unwrap_or_default();
    let elapsed_s = field("elapsed_s").context("the report has no elapsed_s")?;
    let rate = added / elapsed_s;
    let bytes = number(super::size(database)) / added;

    let areas = data.join("processed_data/building_floor_roof_areas.csv");
    if areas.is_file() {
        let mut places = workspace.command(binary);
        places
            .args(["import", "places", "--mapping"])
            .arg(workspace.path("themes/mappings/cambridge-places.toml"))
            .arg(areas)
            .args(["--database", &url]);
        process::run(&mut places, &step)?;
    }
    let speed = format!(
        "{} readings/s ({} in {elapsed_s:.1} s, {whole_s:.1} s with start and end; {} set aside)",
        grouped(rate),
        grouped(added),
        grouped(set_aside)
    );
    step.done(&speed);
    Ok(vec![
        Figure::new("Cambridge: import from files", speed)
            .judged("≥ 1 000 000 readings/s", rate >= 1e6)
            .with("readings_per_s", rate)
            .with("readings", added)
            .with("set_aside", set_aside)
            .with("elapsed_s", elapsed_s)
            .with("process_s", whole_s),
        Figure::new(
            "Cambridge: size of database and log",
            format!("{bytes:.2} bytes a reading"),
        )
        .judged("≤ 4.5 bytes a reading", bytes <= 4.5)
        .with("bytes_per_reading", bytes),
    ])
}

fn served(workspace: &Workspace, binary: &Path, database: &Path) -> Result<Vec<Figure>> {
    let step = Step::begin("Starting on the Cambridge archive");
    let started = Instant::now();
    let server = Running::start_on(workspace, binary, database, "latest")?;
    let start_s = started.elapsed().as_secs_f64();
    let memory = number(server.resident_kb()?) / 1000.0;
    step.done(&format!("{start_s:.2} s"));
    Ok(vec![
        Figure::new(
            "Cambridge: start to ready, state rebuilt",
            format!("{start_s:.2} s"),
        )
        .judged("< 2 s", start_s < 2.0)
        .with("start_s", start_s),
        Figure::new(
            "Cambridge: memory of the server once ready, no socket open",
            format!("{memory:.0} MB"),
        )
        .judged("< 150 MB with 2 000 sockets", memory < 150.0)
        .with("memory_mb", memory),
    ])
}
