use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc::unbounded_channel;
use tokio_util::sync::CancellationToken;

use super::Console;
use crate::command::{Cli, Held, on_store};

/// Longest command that is read, in bytes.
const MOST_BYTES: u64 = 256 * 1024;

/// What a server says while it runs a command for somebody.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Line {
    Out(String),
    Err(String),
    Exit(u8),
}

#[derive(Serialize, Deserialize)]
struct Asked {
    /// Arguments of the process that asks, its own name first.
    args: Vec<String>,
    /// Its folder: relative paths start there.
    folder: PathBuf,
    /// What it read where the command asks for a password.
    password: Option<String>,
}

/// The socket beside a database file; `None` for databases that are no file.
fn socket_path(database: &str) -> Option<PathBuf> {
    let file = database.strip_prefix("sqlite://")?.split('?').next()?;
    Some(PathBuf::from(format!("{file}.sock")))
}

/// Whether a server that holds the database answers.
pub fn is_served(database: &str) -> bool {
    socket_path(database).is_some_and(|path| std::os::unix::net::UnixStream::connect(path).is_ok())
}

/// Hands the command of this process, and the password it asked for, to the
/// server that holds the database; `None` when none answers.
///
/// # Errors
/// When the server stops answering on the way.
pub async fn forward(
    database: &str,
    password: Option<String>,
    console: &Console,
) -> anyhow::Result<Option<ExitCode>> {
    let Some(path) = socket_path(database) else {
        return Ok(None);
    };
    let Ok(mut stream) = UnixStream::connect(path).await else {
        return Ok(None);
    };
    let asked = Asked {
        args: std::env::args().collect(),
        folder: std::env::current_dir()?,
        password,
    };
    stream
        .write_all(serde_json::to_string(&asked)?.as_bytes())
        .await?;
    stream.write_all(b"\n").await?;
    let mut lines = BufReader::new(stream).lines();
    while let Some(line) = lines.next_line().await? {
        match serde_json::from_str(&line)? {
            Line::Out(text) => console.out(&text),
            Line::Err(text) => console.err(&text),
            Line::Exit(code) => return Ok(Some(ExitCode::from(code))),
        }
    }
    anyhow::bail!("the server stopped before the command was done: run it again")
}

/// Runs commands for whoever may open the socket, one after another, until stopped.
///
/// # Errors
/// When the socket cannot be made.
pub async fn listen(held: Arc<Held>, stop: CancellationToken) -> anyhow::Result<()> {
    let Some(path) = socket_path(&held.config.database) else {
        return Ok(());
    };
    // A socket left by a killed server: the database's lock says nobody else is there.
    drop(std::fs::remove_file(&path));
    let listener = UnixListener::bind(&path)?;
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600))?;
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                if let Err(fault) = answer(&held, stream).await {
                    tracing::warn!(%fault, "control socket");
                }
            }
        }
    }
    drop(std::fs::remove_file(&path));
    Ok(())
}

async fn answer(held: &Arc<Held>, stream: UnixStream) -> anyhow::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut text = String::new();
    let mut read = BufReader::new(tokio::io::AsyncReadExt::take(read, MOST_BYTES));
    read.read_line(&mut text).await?;
    if text.is_empty() {
        // Somebody only asked whether a server is there.
        return Ok(());
    }
    let mut asked: Asked = serde_json::from_str(&text)?;
    let (lines, mut said) = unbounded_channel();
    let console = Console::remote(lines.clone(), asked.password.take());
    let held = Arc::clone(held);
    let work = tokio::spawn(async move {
        let code = match run(&held, &asked, &console).await {
            Ok(code) => u8::from(code != ExitCode::SUCCESS),
            Err(fault) => {
                console.err(&format!("belvedere: {fault:#}"));
                1
            }
        };
        drop(lines.send(Line::Exit(code)));
    });
    while let Some(line) = said.recv().await {
        let done = matches!(line, Line::Exit(_));
        write
            .write_all(serde_json::to_string(&line)?.as_bytes())
            .await?;
        write.write_all(b"\n").await?;
        if done {
            break;
        }
    }
    Ok(work.await?)
}

async fn run(held: &Held, asked: &Asked, console: &Console) -> anyhow::Result<ExitCode> {
    let cli = Cli::try_parse_from(&asked.args)?;
    on_store(held, cli.command.in_folder(&asked.folder), console).await
}
