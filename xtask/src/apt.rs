//! Packages of a Debian-like system.

use crate::process::{self, Command};
use crate::progress::Step;
use anyhow::{Result, bail};
use std::path::Path;

/// A package, and a file by which one sees that it is there.
pub struct Package {
    pub name: &'static str,
    pub file: &'static str,
}

/// Installs the packages whose file is missing; silent when none is.
///
/// # Errors
/// When apt-get fails, with all it printed, or is not there.
pub fn ensure(purpose: &str, packages: &[Package]) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .filter(|package| !Path::new(package.file).exists())
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if process::find(&["apt-get"]).is_none() {
        bail!(
            "{purpose} needs {}: install it by hand, there is no apt-get here",
            missing.join(", ")
        );
    }
    let step = Step::begin(format!("Installing {purpose} ({})", missing.join(", ")));
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(&missing);
    if !process::watch(&mut apt_get(&arguments), &step, None)?.success {
        // A fresh machine has no package lists, or old ones.
        process::run(&mut apt_get(&["update"]), &step)?;
        process::run(&mut apt_get(&arguments), &step)?;
    }
    step.done("done");
    Ok(())
}

fn apt_get(arguments: &[&str]) -> Command {
    let is_root = process::read(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = if is_root {
        Command::new("env")
    } else {
        Command::new("sudo")
    };
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    command
}
