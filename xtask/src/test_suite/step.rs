//! The steps of the test run.

use super::counts::Counts;
use super::unit;
use crate::flavour::Flavour;
use crate::process::{self, Command};
use crate::toolchain::WasmToolchain;
use crate::workspace::Workspace;
use crate::{browser, build, npm, progress, server, tidy, wasm};
use anyhow::{Context, Result};

/// One step; the order is that of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Format,
    Tidy,
    Clippy,
    ClippyWasm,
    Unit,
    Doc,
    Build,
    EndToEnd,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 8] = [
        Self::Format,
        Self::Tidy,
        Self::Clippy,
        Self::ClippyWasm,
        Self::Unit,
        Self::Doc,
        Self::Build,
        Self::EndToEnd,
    ];

    /// What `--only` and `--skip` call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Tidy => "tidy",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Unit => "unit",
            Self::Doc => "doc",
            Self::Build => "build",
            Self::EndToEnd => "e2e",
        }
    }

    /// One line for `--list`.
    pub fn about(self) -> &'static str {
        match self {
            Self::Format => "the code is formatted",
            Self::Tidy => "the rules of the house",
            Self::Clippy => "no lint on the native half",
            Self::ClippyWasm => "no lint on the browser half",
            Self::Unit => "tests in Rust",
            Self::Doc => "examples in the documentation",
            Self::Build => "site and server build",
            Self::EndToEnd => "a real browser against a real server",
        }
    }

    /// Runs the step. A check counts as one test.
    ///
    /// # Errors
    /// When it cannot be carried out; the message holds what the tool said.
    pub fn run(self, workspace: &Workspace) -> Result<Counts> {
        match self {
            Self::Format => checked(
                workspace
                    .cargo()
                    .args(["fmt", "--all", "--", "--check", "--color", "never"]),
                "Formatting",
            ),
            Self::Tidy => tidy(workspace),
            Self::Clippy => clippy(workspace),
            Self::ClippyWasm => {
                let toolchain = WasmToolchain::ensure(workspace)?;
                let mut cargo = wasm::check_command(workspace, &toolchain, true, "client");
                checked(&mut cargo, "Linting the browser half")
            }
            Self::Unit => unit::run(workspace),
            Self::Doc => unit::doc(workspace),
            Self::Build => build::both(workspace, Flavour::Test).map(|_| Counts::check(true)),
            Self::EndToEnd => end_to_end(workspace),
        }
    }
}

fn checked(command: &mut Command, label: &str) -> Result<Counts> {
    let step = progress::Step::begin(label);
    process::run(command, &step)?;
    step.done("done");
    Ok(Counts::check(true))
}

fn tidy(workspace: &Workspace) -> Result<Counts> {
    let step = progress::Step::begin("Tidying");
    let offences = tidy::offences(workspace, false)?;
    step.done(&format!("{} offences", offences.len()));
    for offence in &offences {
        eprintln!("{offence}");
    }
    Ok(Counts::check(offences.is_empty()))
}

/// A test fails by panicking. Clippy lets `#[test]` functions do it, but not
/// the functions that tests and examples call.
const MAY_PANIC: [&str; 8] = [
    "-A",
    "clippy::expect_used",
    "-A",
    "clippy::unwrap_used",
    "-A",
    "clippy::indexing_slicing",
    "-A",
    "clippy::as_conversions",
];

fn clippy(workspace: &Workspace) -> Result<Counts> {
    let mut counts = Counts::default();
    // Each by itself: together they would give their dependencies other features.
    for (members, label) in [
        (server::MEMBERS.as_slice(), "the members"),
        (&["-p", "xtask"], "the tasks"),
    ] {
        for (targets, allowed, what) in [
            (&[][..], &[][..], label.to_owned()),
            (
                &["--all-targets"],
                &MAY_PANIC,
                format!("the tests of {label}"),
            ),
        ] {
            let mut cargo = workspace.cargo();
            cargo
                .arg("clippy")
                .args(members)
                .args(targets)
                .args(["--", "-D", "warnings"])
                .args(allowed);
            counts = counts + checked(&mut cargo, &format!("Linting {what}"))?;
        }
    }
    Ok(counts)
}

/// Playwright, with the browser of the system.
fn end_to_end(workspace: &Workspace) -> Result<Counts> {
    let chromium = browser::ensure()?;
    npm::ensure(workspace, "end2end")?;
    let mut typescript = workspace.command("node");
    typescript
        .current_dir(workspace.path("end2end"))
        .args(["node_modules/typescript/lib/tsc.js"]);
    let typed = checked(&mut typescript, "Checking the types of the browser tests")?;
    let report = workspace.path("target/e2e/report.json");
    if report.exists() {
        std::fs::remove_file(&report)?;
    }
    let binary = workspace
        .cargo_target()
        .join(Flavour::Test.native_folder())
        .join("belvedere");
    let step = progress::Step::begin("Testing in a browser");
    let mut playwright = workspace.command("node");
    playwright
        .current_dir(workspace.path("end2end"))
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .env("CHROMIUM", chromium)
        .env("BELVEDERE", binary)
        .env("LEPTOS_SITE_ROOT", workspace.site())
        .env("E2E_FOLDER", workspace.path("target/e2e"));
    let finished = process::watch(&mut playwright, &step, None)?;
    let counts = std::fs::read_to_string(&report)
        .context("Playwright left no report")
        .and_then(|report| Counts::from_playwright(&report));
    step.done(
        &counts
            .as_ref()
            .map_or_else(|_| "no result".to_owned(), Counts::to_string),
    );
    if !finished.success {
        eprintln!("{}", finished.text);
    }
    let counts = typed + counts?;
    let is_silent_failure = !finished.success && counts.failed == 0;
    Ok(if is_silent_failure {
        counts + Counts::failure()
    } else {
        counts
    })
}
