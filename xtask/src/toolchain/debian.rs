//! Debian's compiler, with a standard library for WebAssembly built from
//! Debian's sources into a folder of our own: nothing of the system is touched.

use super::{TARGET, has_std};
use crate::apt::{self, Package};
use crate::process::{self, Command};
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
const LINKER: &str = "wasm-ld-22";
/// The oldest compiler of which `lld-22` understands the objects.
const OLDEST: (u32, u32) = (1, 95);

const PACKAGES: [Package; 5] = [
    Package {
        name: "rustc-web",
        file: RUSTC,
    },
    Package {
        name: "cargo-web",
        file: CARGO,
    },
    Package {
        name: "rust-web-src",
        file: "/usr/lib/rustlib/src/rust/library/Cargo.lock",
    },
    Package {
        name: "rust-web-clippy",
        file: "/usr/bin/clippy-driver",
    },
    Package {
        name: "lld-22",
        file: "/usr/bin/wasm-ld-22",
    },
];

/// Where the standard library is, if it was already built.
pub fn installed() -> Option<PathBuf> {
    let sysroot = sysroot(&release().ok()?)?;
    let complete = PACKAGES
        .iter()
        .all(|package| Path::new(package.file).exists());
    (complete && has_std(&sysroot)).then_some(sysroot)
}

/// Where the standard library is; installs and builds what is missing.
///
/// # Errors
/// When a package cannot be installed, is too old, or the library does not build.
pub fn ensure() -> Result<PathBuf> {
    apt::ensure("a WebAssembly compiler", &PACKAGES)?;
    if let Some(sysroot) = installed() {
        return Ok(sysroot);
    }
    let release = release()?;
    let sysroot = sysroot(&release).context("neither XDG_DATA_HOME nor HOME is set")?;
    let step = Step::begin(format!(
        "Building the standard library of Rust {release} for {TARGET}"
    ));
    build_std(&sysroot, &step)?;
    step.done("done");
    Ok(sysroot)
}

/// Debian's cargo and rustc, looking for the target's libraries in `sysroot`.
pub fn cargo(workspace: &Workspace, sysroot: &Path) -> Command {
    let flags = format!("--sysroot={} -Clinker={LINKER}", sysroot.display());
    let mut cargo = workspace.command(CARGO);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    alone(&mut cargo);
    cargo
}

/// Takes out what rustup and `cargo run` have set: it would mix two toolchains.
fn alone(cargo: &mut Command) {
    for variable in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "LD_LIBRARY_PATH",
        "CARGO",
    ] {
        cargo.env_remove(variable);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(PathBuf::from("/usr/bin")).chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(folders) {
        cargo.env("PATH", path);
    }
    cargo.env("RUSTC", RUSTC);
}

fn release() -> Result<String> {
    let version = process::read(Command::new(RUSTC).arg("--version"))?;
    let release = version
        .split_whitespace()
        .nth(1)
        .context("rustc names no version")?;
    let mut numbers = release.split('.').map_while(|number| number.parse().ok());
    let found = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < OLDEST {
        bail!("{RUSTC} is {release}: 1.95 or later is needed (Debian's security suite has it)");
    }
    Ok(release.to_owned())
}

fn sysroot(release: &str) -> Option<PathBuf> {
    let data = match std::env::var_os("XDG_DATA_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(std::env::var_os("HOME")?).join(".local/share"),
    };
    Some(
        data.join("belvedere")
            .join(format!("wasm-sysroot-{release}")),
    )
}

/// Builds in a folder beside `sysroot` and moves it there when it is whole.
fn build_std(sysroot: &Path, step: &Step) -> Result<()> {
    let parent = sysroot
        .parent()
        .context("the sysroot has no parent folder")?;
    std::fs::create_dir_all(parent)?;
    let scratch = tempfile::tempdir_in(parent)?;
    let package = scratch.path().join("std");
    std::fs::create_dir_all(package.join("src"))?;
    std::fs::write(package.join("src/lib.rs"), "#![no_std]\n")?;
    std::fs::write(
        package.join("Cargo.toml"),
        "[package]\nname = \"only_std\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [profile.release]\npanic = \"abort\"\n[workspace]\n",
    )?;
    let mut cargo = Command::new(CARGO);
    alone(&mut cargo);
    cargo.current_dir(&package).env("RUSTC_BOOTSTRAP", "1");
    cargo.args([
        "build",
        "--release",
        "--target",
        TARGET,
        "-Zbuild-std=std,panic_abort",
    ]);
    process::run(
        cargo.arg("--target-dir").arg(scratch.path().join("out")),
        step,
    )?;

    let whole = scratch.path().join("sysroot");
    let libraries = whole.join("lib/rustlib").join(TARGET).join("lib");
    std::fs::create_dir_all(&libraries)?;
    let built = scratch.path().join("out").join(TARGET).join("release/deps");
    for entry in std::fs::read_dir(built)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libonly_std-") {
            std::fs::copy(entry.path(), libraries.join(name))?;
        }
    }
    if !has_std(&whole) {
        bail!("the standard library was built but not found");
    }
    if sysroot.exists() {
        std::fs::remove_dir_all(sysroot)?;
    }
    std::fs::rename(&whole, sysroot).context("the standard library cannot be put in its place")
}
