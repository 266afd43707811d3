use std::io::{IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::sync::mpsc::UnboundedSender;

use super::exchange::Line;

/// Where a command speaks to: the terminal, or the terminal of who asked a running server.
#[derive(Clone)]
pub struct Console {
    remote: Option<Remote>,
}

#[derive(Clone)]
struct Remote {
    lines: UnboundedSender<Line>,
    password: Option<String>,
}

/// A bar on a terminal; nothing elsewhere.
pub struct Progress(Option<ProgressBar>);

impl Console {
    /// This process's terminal.
    pub const fn terminal() -> Self {
        Self { remote: None }
    }

    pub(super) const fn remote(lines: UnboundedSender<Line>, password: Option<String>) -> Self {
        Self {
            remote: Some(Remote { lines, password }),
        }
    }

    /// A password: asked for on a terminal without showing it, else the first
    /// line of standard input.
    ///
    /// # Errors
    /// When there is none to be read.
    pub fn password(&self) -> std::io::Result<String> {
        if let Some(remote) = &self.remote {
            let missing = || std::io::Error::other("no password was sent");
            return remote.password.clone().ok_or_else(missing);
        }
        let mut password = String::new();
        if std::io::stdin().is_terminal() {
            self.err("Password:");
            password = console::Term::stderr().read_secure_line()?;
        } else {
            std::io::stdin().read_line(&mut password)?;
        }
        let password = password.trim_end_matches(['\r', '\n']);
        Ok(password.to_owned())
    }

    /// A line of the result.
    pub fn out(&self, line: &str) {
        match &self.remote {
            // Who reads may have seen enough, as `head` does.
            None => drop(writeln!(std::io::stdout(), "{line}")),
            // Who asked may have gone; the command goes on.
            Some(remote) => drop(remote.lines.send(Line::Out(line.to_owned()))),
        }
    }

    /// A line of progress or a fault.
    #[expect(
        clippy::print_stderr,
        reason = "progress and faults go to standard error"
    )]
    pub fn err(&self, line: &str) {
        match &self.remote {
            None => eprintln!("{line}"),
            Some(remote) => drop(remote.lines.send(Line::Err(line.to_owned()))),
        }
    }

    /// A progress bar with rate and remaining time.
    pub fn progress(&self, what: &str) -> Progress {
        if self.remote.is_some() || !std::io::stderr().is_terminal() {
            return Progress(None);
        }
        let style = ProgressStyle::with_template(
            "{bar:30} {human_pos}/{human_len} {msg} · {per_sec} · {eta}",
        );
        let bar = ProgressBar::new(0).with_message(what.to_owned());
        Progress(Some(
            style
                .map(|style| bar.clone().with_style(style))
                .unwrap_or(bar),
        ))
    }
}

impl Progress {
    /// How far it is.
    pub fn set(&self, done: u64, total: u64) {
        if let Some(bar) = &self.0 {
            bar.set_length(total);
            bar.set_position(done);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
