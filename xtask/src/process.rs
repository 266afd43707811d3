//! Child processes: quiet while they succeed, shown whole when they fail.

use crate::progress::Step;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
pub use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// What a program left behind.
pub struct Finished {
    /// Whether it ended with status 0.
    pub success: bool,
    /// Standard output and standard error, in the order in which they came.
    pub text: String,
}

/// Runs a program, showing its latest line behind the label of `step`.
///
/// # Errors
/// When the program cannot be started, or did not end within `limit`.
pub fn watch(command: &mut Command, step: &Step, limit: Option<Duration>) -> Result<Finished> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{name} cannot be started"))?;
    let deadline = limit.map(|limit| Instant::now() + limit);
    let (sender, lines) = channel();
    let readers = [
        child
            .stdout
            .take()
            .map(|pipe| forward(pipe, sender.clone())),
        child.stderr.take().map(|pipe| forward(pipe, sender)),
    ];

    let mut text = String::new();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(line) => {
                step.note(&line);
                text.push_str(&line);
                text.push('\n');
            }
            Err(RecvTimeoutError::Timeout) => step.beat(),
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            child
                .kill()
                .with_context(|| format!("{name} cannot be ended"))?;
            child.wait()?;
            bail!("{name} gave no result in time\n{text}");
        }
    }
    for reader in readers.into_iter().flatten() {
        let _ended = reader.join();
    }
    let success = child.wait()?.success();
    Ok(Finished { success, text })
}

/// Runs a program that must succeed; gives what it printed.
///
/// # Errors
/// When it cannot be started or fails; the message holds all it printed.
pub fn run(command: &mut Command, step: &Step) -> Result<String> {
    let finished = watch(command, step, None)?;
    if !finished.success {
        bail!("{command:?} failed\n{}", finished.text);
    }
    Ok(finished.text)
}

/// Standard output of a short, silent program.
///
/// # Errors
/// When it cannot be started, fails, or prints no UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("{command:?} cannot be started"))?;
    if !output.status.success() {
        bail!(
            "{command:?} failed\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    String::from_utf8(output.stdout).with_context(|| format!("{command:?} prints no UTF-8"))
}

/// The first of `names` on PATH.
pub fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

fn forward(
    pipe: impl Read + Send + 'static,
    sender: Sender<String>,
) -> std::thread::JoinHandle<()> {
    std::thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut bytes = Vec::new();
        // Some tools print a path that is no UTF-8: keep what can be read.
        while reader
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|count| count > 0)
        {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if sender.send(line).is_err() {
                break;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_shown_whole() {
        let step = Step::begin("failing");
        let error = run(Command::new("sh").args(["-c", "echo seen; exit 3"]), &step).unwrap_err();
        assert!(error.to_string().contains("seen"), "{error}");
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let step = Step::begin("hanging");
        let started = Instant::now();
        let limit = Some(Duration::from_millis(200));
        assert!(watch(Command::new("sleep").arg("30"), &step, limit).is_err());
        assert!(started.elapsed() < Duration::from_secs(10));
    }
}
