//! Builds, shows, tests and measures Belvédère; installs what these need.

mod apt;
mod assets;
mod bench;
mod browser;
mod build;
mod demo;
mod flavour;
mod fonts;
mod npm;
mod process;
mod progress;
mod replay;
mod server;
mod styles;
mod test_suite;
mod tidy;
mod toolchain;
mod wasm;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;
use workspace::Workspace;

/// The tasks of the repository. Each installs what it lacks and is quiet otherwise.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build all, then serve the demo town with its simulator.
    Demo(demo::Options),
    /// Run every check and test; the last line is `N passed, N failed, N skipped`.
    Test(test_suite::Options),
    /// Build target/release/belvedere and target/site.
    Build(build::Options),
    /// Measure the release build on this machine.
    Bench(bench::Options),
    /// Live an archive of displays again, on a server whose clock runs through its days.
    Replay(replay::Options),
    /// Check the rules of the house that no compiler checks.
    Tidy(tidy::Options),
    /// Type-check (or lint) the browser half.
    CheckWasm(wasm::CheckOptions),
}

fn main() -> ExitCode {
    let result = Workspace::find().and_then(|workspace| match Cli::parse().task {
        Task::Demo(options) => demo::run(&workspace, &options),
        Task::Test(options) => test_suite::run(&workspace, &options),
        Task::Build(options) => build::run(&workspace, &options),
        Task::Bench(options) => bench::run(&workspace, &options),
        Task::Replay(options) => replay::run(&workspace, &options),
        Task::Tidy(options) => tidy::run(&workspace, &options),
        Task::CheckWasm(options) => wasm::check(&workspace, &options),
    });
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
