use std::fmt::Write;

use serde::Serialize;

use crate::ingest::Submitted;
use crate::store::QuarantinedLine;

/// A file that was refused as a whole; nothing more of it was stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// As named on the command line or found in a directory.
    pub file: String,
    /// Why, and what to do.
    pub reason: String,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// `places`, `series`, `readings`, `bills`, …
    pub target: &'static str,
    /// Files that were read to their end.
    pub files: u64,
    /// Lines with content, headers not counted.
    pub lines: u64,
    /// What became of them.
    #[serde(flatten)]
    pub outcome: Submitted,
    /// Places that a mapping declared on the way.
    pub places_declared: u64,
    /// Series that a mapping declared on the way.
    pub series_declared: u64,
    /// Files of a directory that do not fit the pattern of the mapping.
    pub files_passed_over: u64,
    /// Rows that `[[where]]` of a mapping leaves out.
    pub rows_passed_over: u64,
    /// Bills that their source calls an estimate, of those that are stored now.
    pub bills_estimated: u64,
    /// Files that were refused.
    pub refused: Vec<Refused>,
    /// The first lines that were set aside; all of them are in the quarantine.
    pub first_set_aside: Vec<QuarantinedLine>,
    /// What is worth knowing and no fault.
    pub notes: Vec<String>,
    /// How long it took, in seconds.
    pub elapsed_s: f64,
}

impl Report {
    /// How many bad lines are shown.
    pub const SHOWN: usize = 20;

    /// Whether everything was taken in: only then the exit status is 0.
    pub fn succeeded(&self) -> bool {
        self.outcome.set_aside == 0 && self.refused.is_empty()
    }

    /// Remembers the first of these bad lines.
    pub(super) fn show(&mut self, faults: &[QuarantinedLine]) {
        let room = Self::SHOWN.saturating_sub(self.first_set_aside.len());
        self.first_set_aside
            .extend(faults.iter().take(room).cloned());
    }

    pub(super) fn refuse(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        self.refused.push(Refused {
            file: file.into(),
            reason: reason.into(),
        });
    }

    /// What was wrong, one line each, for standard error.
    pub fn complaints(&self) -> String {
        let mut text = String::new();
        for Refused { file, reason } in &self.refused {
            let _ = writeln!(text, "{file}: refused: {reason}");
        }
        for line in &self.first_set_aside {
            let field = line.field.as_ref().map(|field| format!("{field}: "));
            let field = field.unwrap_or_default();
            let _ = writeln!(
                text,
                "{}:{}: {field}{}",
                line.source, line.line, line.reason
            );
        }
        let shown = u64::try_from(self.first_set_aside.len()).unwrap_or(0);
        let more = self.outcome.set_aside.saturating_sub(shown);
        if more > 0 {
            let _ = writeln!(text, "… and {} more", grouped(more));
        }
        for note in &self.notes {
            let _ = writeln!(text, "note: {note}");
        }
        if self.outcome.set_aside > 0 {
            text.push_str("all of them: belvedere quarantine list\n");
        }
        text
    }

    /// What was done, for standard output.
    pub fn summary(&self) -> String {
        let done = self.outcome;
        let mut text = format!(
            "{}: {} lines of {} files: {} added, {} corrected, {} unchanged, {} set aside, \
             {} files refused",
            self.target,
            grouped(self.lines),
            grouped(self.files),
            grouped(done.added),
            grouped(done.corrected),
            grouped(done.unchanged),
            grouped(done.set_aside),
            self.refused.len(),
        );
        if self.places_declared + self.series_declared > 0 {
            let _ = write!(
                text,
                "; declared {} places and {} series",
                grouped(self.places_declared),
                grouped(self.series_declared)
            );
        }
        if self.files_passed_over > 0 {
            let _ = write!(
                text,
                "; passed over {} files that do not fit the pattern",
                grouped(self.files_passed_over)
            );
        }
        if self.rows_passed_over > 0 {
            let _ = write!(
                text,
                "; passed over {} rows that the mapping leaves out",
                grouped(self.rows_passed_over)
            );
        }
        if self.bills_estimated > 0 {
            let _ = write!(text, "; {} estimated", grouped(self.bills_estimated));
        }
        let _ = write!(text, "; {:.1} s", self.elapsed_s);
        text
    }
}

/// A count with spaces between thousands.
pub(super) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twenty_bad_lines_are_shown_and_the_rest_counted() {
        let fault = |line| QuarantinedLine {
            source: "a.csv".into(),
            target: "readings".into(),
            line,
            field: Some("at".into()),
            reason: "why".into(),
            raw: String::new(),
        };
        let mut report = Report::default();
        let faults: Vec<_> = (2..1502).map(fault).collect();
        report.outcome.set_aside = 1500;
        report.show(&faults);
        let text = report.complaints();
        assert_eq!(text.lines().next(), Some("a.csv:2: at: why"));
        assert_eq!(text.lines().count(), 22);
        assert!(text.contains("… and 1 480 more"), "{text}");
        assert!(!report.succeeded());
    }

    #[test]
    fn thousands_are_grouped() {
        let counts = [0, 999, 1000, 19_713_528].map(grouped);
        assert_eq!(counts, ["0", "999", "1 000", "19 713 528"]);
    }
}
