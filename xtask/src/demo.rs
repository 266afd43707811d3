//! `cargo xtask demo`: the demo town in a browser, by one command.

use crate::build;
use crate::flavour::Flavour;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use clap::Args;
use std::os::unix::process::CommandExt;
use std::process::ExitCode;

/// Options of `cargo xtask demo`.
#[derive(Args)]
pub struct Options {
    /// How many times faster than real time the simulator runs.
    #[arg(long)]
    speed: Option<f64>,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:3000")]
    addr: String,
    /// The database; by default target/demo.db, kept from one run to the next.
    #[arg(long)]
    database: Option<String>,
}

/// Builds, then becomes the server.
///
/// # Errors
/// When the build fails or the server cannot be started.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let binary = build::both(workspace, Flavour::Release)?;
    let database = options
        .database
        .clone()
        .unwrap_or_else(|| format!("sqlite://{}", workspace.path("target/demo.db").display()));
    let mut server = workspace.command(binary);
    server.args(["demo", "--database", &database]);
    if let Some(speed) = options.speed {
        server.args(["--speed", &speed.to_string()]);
    }
    server
        .env("LEPTOS_SITE_ADDR", &options.addr)
        .env("LEPTOS_SITE_ROOT", workspace.site());
    println!("http://{}", options.addr);
    // Replaces this process: signals reach the server, its status is ours.
    Err(server.exec()).context("the server cannot be started")
}
