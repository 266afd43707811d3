//! npm packages, exactly as locked.

use crate::apt::{self, Package};
use crate::assets::digest;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// Installs the packages locked in `folder`; gives its node_modules.
///
/// # Errors
/// When Node is missing and cannot be installed, or npm fails.
pub fn ensure(workspace: &Workspace, folder: &str) -> Result<PathBuf> {
    if process::find(&["npm"]).is_none() {
        let packages = [
            Package {
                name: "nodejs",
                file: "/usr/bin/node",
            },
            Package {
                name: "npm",
                file: "/usr/bin/npm",
            },
        ];
        apt::ensure("Node", &packages)?;
    }
    let folder = workspace.path(folder);
    let lock = folder.join("package-lock.json");
    let locked = std::fs::read(&lock).with_context(|| format!("{} is missing", lock.display()))?;
    let wanted = digest(&locked);
    let modules = folder.join("node_modules");
    let stamp = modules.join(".installed-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(modules);
    }
    let name = folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let step = Step::begin(format!("Installing the npm packages of {name}"));
    let arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    process::run(
        workspace
            .command("npm")
            .current_dir(&folder)
            .args(arguments),
        &step,
    )?;
    std::fs::write(&stamp, wanted)?;
    step.done("done");
    Ok(modules)
}
