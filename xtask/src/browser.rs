//! The Chromium of the browser tests.

use crate::apt::{self, Package};
use crate::process;
use anyhow::{Context, Result};
use std::path::PathBuf;

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A Chromium of the system, installed where there is none.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure() -> Result<PathBuf> {
    if let Some(browser) = process::find(&NAMES) {
        return Ok(browser);
    }
    apt::ensure(
        "a browser for the tests",
        &[Package {
            name: "chromium",
            file: "/usr/bin/chromium",
        }],
    )?;
    process::find(&NAMES).context("chromium is installed but not on PATH")
}
