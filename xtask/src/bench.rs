//! `cargo xtask bench`.

use crate::workspace::Workspace;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {}

/// placeholder
pub fn run(_workspace: &Workspace, _options: &Options) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
