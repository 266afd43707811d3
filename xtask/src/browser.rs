//! The Chromium of the browser tests.

use crate::apt::{self, Package};
use crate::process;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Chromium without windows: the same pages in half the time.
const SHELL: &str = "chromium-headless-shell";

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A Chromium of the system, installed where there is none.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure() -> Result<PathBuf> {
    if let Some(shell) = process::find(&[SHELL]) {
        return Ok(shell);
    }
    let refusal = match install(SHELL, "/usr/bin/chromium-headless-shell") {
        Ok(()) => return process::find(&[SHELL]).context("it is installed but not on PATH"),
        Err(refusal) => refusal,
    };
    // Not every system has it as a package of its own.
    if process::find(&NAMES).is_none() {
        install("chromium", "/usr/bin/chromium").context(refusal)?;
    }
    process::find(&NAMES).context("chromium is installed but not on PATH")
}

fn install(name: &'static str, file: &'static str) -> Result<()> {
    apt::ensure("a browser for the tests", &[Package { name, file }])
}
