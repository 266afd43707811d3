//! The browser half: compile, bind, shrink.

use crate::assets::digest;
use crate::flavour::Flavour;
use crate::npm;
use crate::process::{self, Command};
use crate::progress::Step;
use crate::toolchain::{TARGET, WasmToolchain};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

/// What browsers of the last years have and the compiler uses. Naming all
/// features makes wasm-opt emit compact imports, which browsers refuse.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Options of `cargo xtask check-wasm`.
#[derive(Args)]
pub struct CheckOptions {
    /// Lint with clippy, warnings being errors, rather than type-check.
    #[arg(long)]
    clippy: bool,
    /// The member to check: client (with app and model) or model alone.
    #[arg(short, long, default_value = "client")]
    package: String,
}

/// The built browser half.
pub struct Client {
    /// `belvedere.js`, `belvedere.wasm` and, when a crate brings some, `snippets/`.
    pub folder: PathBuf,
}

/// Type-checks or lints the browser half, showing what the compiler says.
///
/// # Errors
/// When there is no toolchain for it.
pub fn check(workspace: &Workspace, options: &CheckOptions) -> Result<ExitCode> {
    let toolchain = WasmToolchain::ensure(workspace)?;
    let mut cargo = check_command(workspace, &toolchain, options.clippy, &options.package);
    let passed = cargo.status().context("cargo cannot be started")?.success();
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The command that checks the browser half.
pub fn check_command(
    workspace: &Workspace,
    toolchain: &WasmToolchain,
    clippy: bool,
    package: &str,
) -> Command {
    let mut cargo = toolchain.cargo(workspace, if clippy { "clippy" } else { "check" });
    // The profile of the tests: macros and build scripts are then built once.
    cargo.args(["-p", package, "--profile", Flavour::Test.wasm_profile()]);
    if clippy {
        cargo.args(["--", "-D", "warnings"]);
    }
    cargo
}

/// Builds the browser half.
///
/// # Errors
/// When a tool is missing and cannot be installed, or refuses the code.
pub fn build(workspace: &Workspace, flavour: Flavour) -> Result<Client> {
    let toolchain = WasmToolchain::ensure(workspace)?;
    let modules = npm::ensure(workspace, "xtask")?;
    let profile = flavour.wasm_profile();
    let step = Step::begin(format!("Building the browser half ({profile})"));
    let mut cargo = toolchain.cargo(workspace, "build");
    process::run(cargo.args(["-p", "client", "--profile", profile]), &step)?;
    step.done("done");

    let compiled = workspace
        .wasm_target()
        .join(TARGET)
        .join(profile)
        .join("client.wasm");
    let bytes = std::fs::read(&compiled)
        .with_context(|| format!("{} was not built", compiled.display()))?;
    let folder = workspace.path("target/client").join(profile);
    let stamp = folder.join(".stamp");
    let wanted = stamp_of(&bytes, flavour);
    if std::fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(Client { folder });
    }
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    bind(bytes, &folder)?;
    if let Some(level) = flavour.wasm_opt() {
        shrink(workspace, &modules, &folder, level)?;
    }
    std::fs::write(stamp, wanted)?;
    Ok(Client { folder })
}

fn stamp_of(module: &[u8], flavour: Flavour) -> String {
    let tools = format!(
        "{} {:?} {}",
        FEATURES.join(" "),
        flavour.wasm_opt(),
        env!("CARGO_PKG_VERSION")
    );
    format!("{} {}", digest(module), digest(tools.as_bytes()))
}

/// Writes the JavaScript through which the module and the browser speak.
fn bind(module: Vec<u8>, folder: &Path) -> Result<()> {
    let step = Step::begin("Binding it to JavaScript");
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes("belvedere", module)
        .out_name("belvedere")
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The address of the module holds its hash: the page names it.
        .omit_default_module_path(true)
        .generate(folder)?;
    std::fs::rename(
        folder.join("belvedere_bg.wasm"),
        folder.join("belvedere.wasm"),
    )?;
    step.done("done");
    Ok(())
}

fn shrink(workspace: &Workspace, modules: &Path, folder: &Path, level: &str) -> Result<()> {
    let step = Step::begin(format!("Shrinking it (wasm-opt {level})"));
    let module = folder.join("belvedere.wasm");
    let before = std::fs::metadata(&module)?.len();
    let mut wasm_opt = workspace.command("node");
    wasm_opt
        .arg(modules.join("binaryen/bin/wasm-opt"))
        .args(FEATURES);
    wasm_opt
        .args([level, "--converge"])
        .arg(&module)
        .arg("-o")
        .arg(&module);
    process::run(&mut wasm_opt, &step)?;
    let after = std::fs::metadata(&module)?.len();
    step.done(&format!("{} → {} kB", before / 1000, after / 1000));
    Ok(())
}
