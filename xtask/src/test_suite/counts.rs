//! How many tests passed, failed and were skipped.

use anyhow::{Context, Result};
use std::fmt;
use std::ops::Add;

/// Counts of one step, or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// A check that is one test by itself.
    pub fn check(passed: bool) -> Self {
        if passed {
            Self {
                passed: 1,
                ..Self::default()
            }
        } else {
            Self::failure()
        }
    }

    /// A step that could not even count its tests.
    pub fn failure() -> Self {
        Self {
            failed: 1,
            ..Self::default()
        }
    }

    /// The counts in the summary of `cargo nextest run`:
    /// `Summary [ 0.1s] 5 tests run: 3 passed (1 slow), 2 failed, 1 skipped`.
    pub fn from_nextest(text: &str) -> Option<Self> {
        let summary = text
            .lines()
            .rfind(|line| line.trim_start().starts_with("Summary ["))?;
        let summary = summary
            .split_once("run:")
            .map_or(summary, |(_, results)| results);
        let failed = number_before(summary, "failed") + number_before(summary, "timed");
        Some(Self {
            passed: number_before(summary, "passed"),
            failed,
            skipped: number_before(summary, "skipped"),
        })
    }

    /// The sum of the `test result:` lines of `cargo test`; none when there is no such line.
    pub fn from_cargo_test(text: &str) -> Option<Self> {
        text.lines()
            .filter_map(|line| line.trim_start().strip_prefix("test result:"))
            .map(|line| Self {
                passed: number_before(line, "passed"),
                failed: number_before(line, "failed"),
                skipped: number_before(line, "ignored"),
            })
            .reduce(Add::add)
    }

    /// The counts in a report of Playwright's JSON reporter. A test that passes
    /// only when repeated has failed.
    ///
    /// # Errors
    /// When the report is no such report.
    pub fn from_playwright(report: &str) -> Result<Self> {
        let report: serde_json::Value = serde_json::from_str(report)?;
        let stats = report
            .get("stats")
            .context("the report of Playwright has no stats")?;
        let count = |name| {
            stats
                .get(name)
                .and_then(serde_json::Value::as_u64)
                .unwrap_or(0)
        };
        let broken = report
            .get("errors")
            .and_then(|errors| errors.as_array())
            .map_or(0, Vec::len);
        Ok(Self {
            passed: count("expected"),
            failed: count("unexpected") + count("flaky") + u64::try_from(broken)?,
            skipped: count("skipped"),
        })
    }
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// The number that stands before a word; 0 when the word is not there.
fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find_map(|pair| match pair {
            [number, found] if *found == word => number.parse().ok(),
            _ => None,
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nextest_is_understood() {
        let text = "  Starting 6 tests\n     Summary [   0.123s] 5/6 tests run: 3 passed (1 slow), 2 failed, 1 skipped\n error";
        let counts = Counts {
            passed: 3,
            failed: 2,
            skipped: 1,
        };
        assert_eq!(Counts::from_nextest(text), Some(counts));
        assert_eq!(Counts::from_nextest("error: could not compile"), None);
    }

    #[test]
    fn cargo_test_is_understood() {
        let text = "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                    test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured";
        let counts = Counts {
            passed: 5,
            failed: 1,
            skipped: 1,
        };
        assert_eq!(Counts::from_cargo_test(text), Some(counts));
        assert_eq!(Counts::from_cargo_test("error"), None);
    }

    #[test]
    fn playwright_is_understood() {
        let report = r#"{"stats":{"expected":7,"unexpected":1,"flaky":1,"skipped":2},"errors":[]}"#;
        let counts = Counts {
            passed: 7,
            failed: 2,
            skipped: 2,
        };
        assert_eq!(Counts::from_playwright(report).unwrap(), counts);
        assert!(Counts::from_playwright("{}").is_err());
    }

    #[test]
    fn the_last_line_has_its_form() {
        let total = Counts::check(true) + Counts::check(false);
        assert_eq!(total.to_string(), "1 passed, 1 failed, 0 skipped");
    }
}
