//! `cargo xtask test`: every check and test, in the order in which they fail fastest.

mod counts;
mod step;
mod unit;

use crate::progress::duration;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use clap::Args;
use counts::Counts;
use std::process::ExitCode;
use std::time::Instant;
use step::Step;

/// Options of `cargo xtask test`.
#[derive(Args)]
pub struct Options {
    /// Run these steps alone.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    only: Vec<String>,
    /// Leave these steps out.
    #[arg(long, value_name = "STEP", value_delimiter = ',')]
    skip: Vec<String>,
    /// Print the names of the steps and stop.
    #[arg(long)]
    list: bool,
}

/// Runs the steps; the last line counts what passed, failed and was skipped.
///
/// # Errors
/// When an option names no step. A failing step is counted, not an error.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    if options.list {
        for step in Step::ALL {
            println!("{:<12} {}", step.name(), step.about());
        }
        return Ok(ExitCode::SUCCESS);
    }
    for name in options.only.iter().chain(&options.skip) {
        if !Step::ALL.iter().any(|step| step.name() == name) {
            bail!("there is no step `{name}`; --list shows them");
        }
    }
    let mut total = Counts::default();
    for step in Step::ALL.into_iter().filter(|step| options.wants(*step)) {
        eprintln!("── {}: {}", step.name(), step.about());
        let started = Instant::now();
        let counts = step.run(workspace).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            Counts::failure()
        });
        eprintln!(
            "── {}: {counts} ({})",
            step.name(),
            duration(started.elapsed())
        );
        total = total + counts;
    }
    println!("{total}");
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

impl Options {
    fn wants(&self, step: Step) -> bool {
        let names = |list: &[String]| list.iter().any(|name| name == step.name());
        (self.only.is_empty() || names(&self.only)) && !names(&self.skip)
    }
}
