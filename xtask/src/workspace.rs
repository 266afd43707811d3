//! Where things are.

use crate::process;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The folders every task works in.
pub struct Workspace {
    root: PathBuf,
    cargo_target: PathBuf,
}

impl Workspace {
    /// The workspace this executable was built from.
    ///
    /// # Errors
    /// When the folder of the workspace cannot be told.
    pub fn find() -> Result<Self> {
        // Cargo sets the variable for `cargo run`; the compiled-in folder would
        // be wrong for a binary shared by several worktrees.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .context("xtask has no parent folder")?
            .to_path_buf();
        let cargo_target = match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, cargo_target })
    }

    /// A path below the root.
    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.root.join(below)
    }

    /// Cargo's output folder of the native half.
    pub fn cargo_target(&self) -> &Path {
        &self.cargo_target
    }

    /// Cargo's output folder of the browser half: its own, so that neither
    /// half throws away what the other has built.
    pub fn wasm_target(&self) -> PathBuf {
        self.cargo_target.join("wasm")
    }

    /// What the server serves as files.
    pub fn site(&self) -> PathBuf {
        self.path("target/site")
    }

    /// The cargo that runs this task, in the root folder.
    ///
    /// Where nobody edits and compiles again, what an incremental build keeps for
    /// the next one is of no use: gigabytes of disk and minutes of a clean clone.
    pub fn cargo(&self) -> process::Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = self.command(cargo);
        // What cargo tells this task of itself is news to build scripts: they would run anew.
        for (name, _) in std::env::vars_os() {
            if is_of_this_task(&name.to_string_lossy()) {
                command.env_remove(name);
            }
        }
        if !self.is_edited() {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    /// Whether somebody has compiled the server here by hand, and so will again.
    fn is_edited(&self) -> bool {
        std::fs::read_dir(self.cargo_target.join("debug/incremental")).is_ok_and(|mut crates| {
            crates.any(|entry| {
                entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("server-"))
            })
        })
    }

    /// Any program, in the root folder.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> process::Command {
        let mut command = process::Command::new(program);
        command.current_dir(&self.root);
        command
    }
}

/// Whether cargo set a variable for the package that it runs.
fn is_of_this_task(name: &str) -> bool {
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}
