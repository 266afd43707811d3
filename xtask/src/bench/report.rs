//! What `bench` leaves: a table for people, a file for programs.

use super::figure::Figure;
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;
use std::path::Path;

/// All figures of one run.
#[derive(Default, Serialize)]
pub struct Report {
    /// Processors of the machine.
    cores: usize,
    figures: Vec<Figure>,
    /// What was left out, and why.
    skipped: Vec<Left>,
    /// What could not be measured, and why.
    failed: Vec<Left>,
}

/// A part without figures.
#[derive(Serialize)]
struct Left {
    part: String,
    reason: String,
}

impl Report {
    /// An empty report of this machine.
    pub fn begin() -> Self {
        Self {
            cores: std::thread::available_parallelism().map_or(0, usize::from),
            ..Self::default()
        }
    }

    /// Takes in measured figures.
    pub fn add(&mut self, figures: Vec<Figure>) {
        self.figures.extend(figures);
    }

    /// Notes that a part was left out.
    pub fn skip(&mut self, part: &str, reason: String) {
        self.skipped.push(left(part, reason));
    }

    /// Notes that a part broke.
    pub fn fail(&mut self, part: &str, reason: String) {
        self.failed.push(left(part, reason));
    }

    /// Whether every part that was begun gave its figures, fast or slow.
    pub fn is_whole(&self) -> bool {
        self.failed.is_empty()
    }

    /// The table in Markdown, for the README.
    pub fn table(&self) -> String {
        let mut text = String::from("| what | measured | to reach | met |\n|---|---|---|---|\n");
        for figure in &self.figures {
            let met = match figure.met {
                Some(true) => "yes",
                Some(false) => "no",
                None => "",
            };
            let _ = writeln!(
                text,
                "| {} | {} | {} | {met} |",
                figure.what, figure.measured, figure.to_reach
            );
        }
        for (word, parts) in [("skipped", &self.skipped), ("failed", &self.failed)] {
            for Left { part, reason } in parts {
                let _ = writeln!(text, "\n{part}: {word}: {reason}");
            }
        }
        text
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, serde_json::to_string_pretty(self)? + "\n")?;
        Ok(())
    }
}

fn left(part: &str, reason: String) -> Left {
    Left {
        part: part.to_owned(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_figure_is_shown_and_spoils_nothing() {
        let mut report = Report::begin();
        report.add(vec![
            Figure::new("import", "12 s").judged("≤ 2 s", false),
            Figure::new("size", "3 kB"),
        ]);
        report.skip("cambridge", "no archive".to_owned());
        let table = report.table();
        assert!(table.contains("| import | 12 s | ≤ 2 s | no |"), "{table}");
        assert!(table.contains("| size | 3 kB |  |  |"), "{table}");
        assert!(table.contains("cambridge: skipped: no archive"), "{table}");
        assert!(report.is_whole());
        report.fail("feed", "status 500".to_owned());
        assert!(!report.is_whole());
    }
}
