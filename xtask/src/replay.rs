//! `cargo xtask replay`: an archive of displays, lived again on a server whose
//! clock runs through its days.

mod displays;

use crate::bench::http::Connection;
use crate::build;
use crate::flavour::Flavour;
use crate::process;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use displays::Turn;
use indicatif::{ProgressBar, ProgressStyle};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};
use std::time::{Duration, Instant};

/// Options of `cargo xtask replay`.
#[derive(Args)]
pub struct Options {
    /// Which archive.
    #[arg(value_enum)]
    archive: Archive,
    /// The file; warsaw_queues.csv.gz.
    #[arg(long, value_name = "FILE")]
    file: PathBuf,
    /// Times real time.
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600))]
    speed: u32,
    /// Local minute at which it starts.
    #[arg(long, default_value = "2020-01-02T08:00")]
    from: String,
    /// Local minute at which it ends; by default with the archive.
    #[arg(long)]
    until: Option<String>,
    /// Where the server listens.
    #[arg(long, default_value = "127.0.0.1:3000")]
    addr: SocketAddr,
    /// A server that is built already.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// End the server with the replay.
    #[arg(long)]
    stop: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Archive {
    /// Queue displays of 19 offices, ten days of the winter of 2020.
    Warsaw,
}

const START_LIMIT: Duration = Duration::from_secs(60);

/// Makes the town, starts the server on the first minute, and posts every turn of
/// the displays when the clock of the server has come to it.
///
/// # Errors
/// When the archive cannot be read, or the server does not take what it is sent.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let Archive::Warsaw = options.archive;
    let turns = displays::read(&options.file, &options.from, options.until.as_deref())?;
    let Some(first) = turns.first().map(|turn| turn.minute) else {
        bail!("the archive has nothing between --from and --until");
    };
    let binary = match &options.binary {
        Some(binary) => binary.clone(),
        None => build::both(workspace, Flavour::Release)?,
    };
    let key = prepare(workspace, &binary)?;
    let mut server = serve(workspace, &binary, options)?;
    let played = play(&turns, first, options, &key);
    if options.stop || played.is_err() {
        server.kill().context("the server has ended by itself")?;
    }
    played?;
    if !options.stop {
        eprintln!("The replay is over; the server goes on until Ctrl-C.");
    }
    server.wait()?;
    Ok(ExitCode::SUCCESS)
}

fn database(workspace: &Workspace) -> PathBuf {
    workspace.path("target/replay-warsaw.db")
}

fn belvedere(workspace: &Workspace, binary: &Path) -> process::Command {
    let mut command = workspace.command(binary);
    let url = format!("sqlite://{}", database(workspace).display());
    command
        .env("BELVEDERE_DATABASE", url)
        .env("BELVEDERE_ZONE", "Europe/Warsaw");
    command
}

/// A new town with its counters, hours and a key; gives the secret.
fn prepare(workspace: &Workspace, binary: &Path) -> Result<String> {
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", database(workspace).display());
        // The first replay finds none.
        let _missing = std::fs::remove_file(file);
    }
    for (target, file) in [
        ("places", "warsaw-places.csv"),
        ("opening-hours", "warsaw-hours.csv"),
        ("objectives", "warsaw-objectives.csv"),
    ] {
        let file = workspace.path("themes/mappings").join(file);
        let mut import = belvedere(workspace, binary);
        process::read(import.args(["import", target]).arg(file))?;
    }
    let mut key = belvedere(workspace, binary);
    let said = process::read(key.args(["key", "add", "--name", "replay"]))?;
    let secret = said.split_whitespace().last();
    Ok(secret.context("no key was made")?.to_owned())
}

fn serve(workspace: &Workspace, binary: &Path, options: &Options) -> Result<Child> {
    let mut server = belvedere(workspace, binary)
        .args(["serve", "--start", &options.from])
        .args(["--speed", &options.speed.to_string()])
        .env("LEPTOS_SITE_ADDR", options.addr.to_string())
        .env("LEPTOS_SITE_ROOT", workspace.site())
        .spawn()
        .context("the server cannot be started")?;
    let started = Instant::now();
    let ready = || {
        Connection::open(options.addr)
            .and_then(|mut connection| connection.get("/health/ready"))
            .is_ok_and(|answer| answer.status == 200)
    };
    while !ready() {
        if server.try_wait()?.is_some() || started.elapsed() > START_LIMIT {
            let _ended = server.kill();
            bail!(
                "the server did not become ready: is {} taken?",
                options.addr
            );
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    Ok(server)
}

/// Posts the turns at their minutes, counted from now: the clock of the server is
/// a little ahead, so no display is from the future.
fn play(turns: &[Turn], first: i64, options: &Options, key: &str) -> Result<()> {
    let bar = ProgressBar::new(u64::try_from(turns.len())?);
    let style = "{bar:30} {pos}/{len} {msg} · {eta}";
    bar.set_style(ProgressStyle::with_template(style)?);
    let start = displays::minute(&options.from).unwrap_or(first);
    let started = Instant::now();
    let mut connection = Connection::open(options.addr)?;
    let mut taken = 0_u64;
    for turn in turns {
        let ahead_s = u64::try_from((turn.minute - start) * 60)?;
        let due = Duration::from_secs(ahead_s) / options.speed;
        std::thread::sleep(due.saturating_sub(started.elapsed()));
        let request = format!(
            "POST /api/v1/queue-states HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {key}\r\n\
             Content-Type: text/csv\r\nContent-Length: {}\r\n\r\n{}",
            options.addr,
            turn.body.len(),
            turn.body
        );
        // The server ends connections that were quiet for long.
        let answer = connection
            .send(request.as_bytes())
            .and_then(|()| connection.receive());
        let answer = match answer {
            Ok(answer) => answer,
            Err(_) => {
                connection = Connection::open(options.addr)?;
                connection.send(request.as_bytes())?;
                connection.receive()?
            }
        };
        if answer.status != 200 {
            bail!(
                "{}: the server answers {}: {}",
                turn.name,
                answer.status,
                answer.text()
            );
        }
        taken += turn.states;
        bar.set_message(turn.name.clone());
        bar.inc(1);
    }
    bar.finish_and_clear();
    println!("{} turns, {taken} states of queues", turns.len());
    Ok(())
}
