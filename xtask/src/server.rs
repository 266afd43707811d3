//! The native half.

use crate::flavour::Flavour;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::PathBuf;

/// The members that run on the server. They are always built together: any
/// other choice would give their dependencies other features, and build these twice.
pub const MEMBERS: [&str; 6] = ["-p", "model", "-p", "app", "-p", "server"];

/// Builds the server; gives its executable.
///
/// # Errors
/// When it does not compile; the message holds what the compiler said.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    let step = Step::begin(format!(
        "Building the server ({})",
        flavour.native_profile()
    ));
    let mut cargo = workspace.cargo();
    cargo
        .arg("build")
        .args(MEMBERS)
        .args(["--profile", flavour.native_profile()]);
    match flavour {
        Flavour::Release => cargo.args(["--bin", "belvedere"]),
        // With the test targets, so that the tests and the served program
        // share one build of every dependency; examples are linked by whoever runs them.
        Flavour::Test => cargo.args(["--bins", "--tests"]),
    };
    process::run(&mut cargo, &step)?;
    step.done("done");
    Ok(workspace
        .cargo_target()
        .join(flavour.native_folder())
        .join("belvedere"))
}
