//! A compiler and a standard library for WebAssembly.

mod debian;

use crate::process::{self, Command};
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The target of the browser half.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Enough to fetch 20 MB over a slow line; rustup itself would wait far longer
/// for a server that cannot be reached.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// Which compiler builds the browser half.
pub enum WasmToolchain {
    /// The one that builds everything else: its standard library knows the target.
    Own,
    /// Debian's, with a standard library built here.
    Debian { sysroot: PathBuf },
}

impl WasmToolchain {
    /// Finds a toolchain or installs one; silent when there is one.
    ///
    /// The variable `BELVEDERE_WASM_TOOLCHAIN` (`rustup` or `debian`) leaves no choice.
    ///
    /// # Errors
    /// When neither rustup nor Debian can give one.
    pub fn ensure(workspace: &Workspace) -> Result<Self> {
        match std::env::var("BELVEDERE_WASM_TOOLCHAIN").as_deref() {
            Ok("debian") => debian::ensure().map(|sysroot| Self::Debian { sysroot }),
            Ok("rustup") => from_rustup(workspace).map(|()| Self::Own),
            Ok(other) => bail!("BELVEDERE_WASM_TOOLCHAIN is {other}: say rustup or debian"),
            Err(_) if own_has_target(workspace) => Ok(Self::Own),
            Err(_) => Self::install(workspace),
        }
    }

    fn install(workspace: &Workspace) -> Result<Self> {
        if let Some(sysroot) = debian::installed() {
            return Ok(Self::Debian { sysroot });
        }
        if let Err(refusal) = from_rustup(workspace) {
            eprintln!("{refusal:#}; building it from Debian's sources");
            return debian::ensure().map(|sysroot| Self::Debian { sysroot });
        }
        Ok(Self::Own)
    }

    /// `cargo SUBCOMMAND` for the browser half, with its target and output folder.
    pub fn cargo(&self, workspace: &Workspace, subcommand: &str) -> Command {
        let mut cargo = match self {
            Self::Own => workspace.cargo(),
            Self::Debian { sysroot } => debian::cargo(workspace, sysroot),
        };
        cargo.arg(subcommand).args(["--target", TARGET]);
        cargo.arg("--target-dir").arg(workspace.wasm_target());
        cargo
    }
}

fn from_rustup(workspace: &Workspace) -> Result<()> {
    if own_has_target(workspace) {
        return Ok(());
    }
    if process::find(&["rustup"]).is_none() {
        bail!("there is no rustup to add the target {TARGET}");
    }
    let step = Step::begin(format!("Installing the Rust target {TARGET}"));
    let mut rustup = workspace.command("rustup");
    let added = process::watch(
        rustup.args(["target", "add", TARGET]),
        &step,
        Some(RUSTUP_LIMIT),
    );
    if added.is_ok_and(|finished| finished.success) && own_has_target(workspace) {
        step.done("done");
        return Ok(());
    }
    step.done("not possible");
    bail!("rustup cannot add the target {TARGET}")
}

fn own_has_target(workspace: &Workspace) -> bool {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    process::read(workspace.command(rustc).args(["--print", "sysroot"]))
        .is_ok_and(|sysroot| has_std(Path::new(sysroot.trim())))
}

fn has_std(sysroot: &Path) -> bool {
    let libraries = sysroot.join("lib/rustlib").join(TARGET).join("lib");
    std::fs::read_dir(libraries).is_ok_and(|mut entries| {
        entries.any(|entry| {
            entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
        })
    })
}
