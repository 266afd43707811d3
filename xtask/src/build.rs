//! `cargo xtask build`: both halves and everything served beside them.

mod report;

use crate::assets::Site;
use crate::flavour::Flavour;
use crate::progress::Step;
use crate::workspace::Workspace;
use crate::{fonts, server, styles, wasm};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;

/// Options of `cargo xtask build`.
#[derive(Args)]
pub struct Options {
    /// `test` leaves out the slow optimisations and builds target/debug/belvedere.
    #[arg(long, value_enum, default_value = "release")]
    profile: Flavour,
    /// Build target/site alone, not the server.
    #[arg(long)]
    site_only: bool,
}

/// Builds and prints the sizes.
///
/// # Errors
/// When a part does not build.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let sizes = site(workspace, options.profile)?;
    if !options.site_only {
        let binary = server::build(workspace, options.profile)?;
        eprintln!("Server: {}", binary.display());
    }
    report::print(&sizes, options.profile);
    Ok(ExitCode::SUCCESS)
}

/// Builds both halves; gives the server's executable.
///
/// # Errors
/// When a part does not build.
pub fn both(workspace: &Workspace, flavour: Flavour) -> Result<PathBuf> {
    site(workspace, flavour)?;
    server::build(workspace, flavour)
}

/// Builds target/site.
///
/// # Errors
/// When a part does not build.
pub fn site(workspace: &Workspace, flavour: Flavour) -> Result<Vec<crate::assets::Size>> {
    let client = wasm::build(workspace, flavour)?;
    let step = Step::begin("Writing target/site");
    let mut site = Site::begin(workspace, flavour)?;
    let public = workspace.path("public");
    if public.is_dir() {
        site.add_folder(&public, "")?;
    }
    fonts::add(workspace, &mut site)?;
    styles::add(workspace, &mut site)?;
    for name in ["belvedere.js", "belvedere.wasm"] {
        site.add_hashed(
            &format!("pkg/{name}"),
            &std::fs::read(client.folder.join(name))?,
        )?;
    }
    let snippets = client.folder.join("snippets");
    if snippets.is_dir() {
        // Named by the hash of their crate already.
        site.add_folder(&snippets, "pkg/snippets/")?;
    }
    let sizes = site.finish()?;
    step.done("done");
    Ok(sizes)
}
