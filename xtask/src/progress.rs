//! One line per step: what is being done, then how it ended and how long it took.

use indicatif::{ProgressBar, ProgressStyle};
use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often a long step shows that it is alive where no spinner can turn.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// A step being carried out.
pub struct Step {
    label: String,
    started: Instant,
    spinner: Option<ProgressBar>,
    last_sign: Cell<Instant>,
    ended: bool,
}

impl Step {
    /// Says on standard error that a step begins.
    pub fn begin(label: impl Into<String>) -> Self {
        let label = label.into();
        let spinner = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) =
                ProgressStyle::with_template("{spinner} {prefix} {elapsed} {wide_msg}")
            {
                bar.set_style(style);
            }
            bar.set_prefix(label.clone());
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        if spinner.is_none() {
            eprint!("{label} … ");
            let _unseen = std::io::stderr().flush();
        }
        Self {
            label,
            started: Instant::now(),
            spinner,
            last_sign: Cell::new(Instant::now()),
            ended: false,
        }
    }

    /// Shows what the step is at; only where the line can be rewritten.
    pub fn note(&self, message: &str) {
        match &self.spinner {
            Some(bar) => bar.set_message(message.trim().to_owned()),
            None => self.beat(),
        }
    }

    /// Shows from time to time, in a log, that a long step is alive.
    pub fn beat(&self) {
        if self.spinner.is_none() && self.last_sign.get().elapsed() > HEARTBEAT {
            self.last_sign.set(Instant::now());
            eprint!("{} … ", duration(self.started.elapsed()));
            let _unseen = std::io::stderr().flush();
        }
    }

    /// Ends the line with the result.
    pub fn done(mut self, result: &str) {
        self.end(result);
    }

    fn end(&mut self, result: &str) {
        if std::mem::replace(&mut self.ended, true) {
            return;
        }
        let took = duration(self.started.elapsed());
        match &self.spinner {
            Some(bar) => {
                bar.finish_and_clear();
                eprintln!("{} … {result} ({took})", self.label);
            }
            None => eprintln!("{result} ({took})"),
        }
    }
}

/// A step that an error left unfinished.
impl Drop for Step {
    fn drop(&mut self) {
        self.end("failed");
    }
}

/// A duration as people read it: `0.4 s`, `12 s`, `3 min 04 s`.
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", duration.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_well() {
        assert_eq!(duration(Duration::from_millis(420)), "0.4 s");
        assert_eq!(duration(Duration::from_secs(12)), "12 s");
        assert_eq!(duration(Duration::from_secs(184)), "3 min 04 s");
    }
}
