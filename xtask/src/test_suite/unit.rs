//! The tests written in Rust.

use super::counts::Counts;
use crate::process;
use crate::progress::Step;
use crate::server;
use crate::workspace::Workspace;
use anyhow::{Context, Result};

/// Runs the tests of the members and of the tasks themselves.
///
/// # Errors
/// When they do not compile.
pub fn run(workspace: &Workspace) -> Result<Counts> {
    let members = tests_of(workspace, "the members", &server::MEMBERS)?;
    Ok(members + tests_of(workspace, "the tasks", &["-p", "xtask"])?)
}

/// Runs the examples in the documentation.
///
/// # Errors
/// When they do not compile.
pub fn doc(workspace: &Workspace) -> Result<Counts> {
    let step = Step::begin("Testing the examples in the documentation");
    let mut cargo = workspace.cargo();
    cargo
        .args(["test", "--doc", "--no-fail-fast"])
        .args(server::MEMBERS);
    let finished = process::watch(&mut cargo, &step, None)?;
    report(step, &finished, Counts::from_cargo_test(&finished.text))
}

fn tests_of(workspace: &Workspace, name: &str, members: &[&str]) -> Result<Counts> {
    let step = Step::begin(format!("Testing {name}"));
    let has_nextest = process::find(&["cargo-nextest"]).is_some();
    let mut cargo = workspace.cargo();
    if has_nextest {
        cargo
            .args([
                "nextest",
                "run",
                "--no-fail-fast",
                "--tests",
                "--no-tests",
                "pass",
                "--status-level",
                "fail",
            ])
            .args(members);
    } else {
        cargo
            .args(["test", "--no-fail-fast", "--tests"])
            .args(members);
    }
    let finished = process::watch(cargo.env("CARGO_TERM_COLOR", "never"), &step, None)?;
    let counts = if has_nextest {
        Counts::from_nextest(&finished.text)
    } else {
        Counts::from_cargo_test(&finished.text)
    };
    report(step, &finished, counts)
}

fn report(step: Step, finished: &process::Finished, counts: Option<Counts>) -> Result<Counts> {
    step.done(&counts.map_or_else(|| "no result".to_owned(), |counts| counts.to_string()));
    if !finished.success {
        eprintln!("{}", finished.text);
    }
    let counts = counts.context("the tests gave no result")?;
    // A test process may end badly after its last test.
    let is_silent_failure = !finished.success && counts.failed == 0;
    Ok(if is_silent_failure {
        counts + Counts::failure()
    } else {
        counts
    })
}
