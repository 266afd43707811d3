//! `cargo xtask tidy`: the rules of the house that no compiler checks.

mod arrows;
mod configuration;
mod length;
mod names;
mod paths;
mod reserved;
mod style;

use crate::process;
use crate::workspace::Workspace;
use anyhow::Result;
use clap::Args;
use std::fmt;
use std::process::ExitCode;

/// Options of `cargo xtask tidy`.
#[derive(Args)]
pub struct Options {
    /// Leave out the arrows between the members, which ask cargo.
    #[arg(long)]
    files_only: bool,
}

/// A place where a rule is broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Offence {
    file: String,
    /// From 1.
    line: usize,
    rule: String,
}

impl fmt::Display for Offence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.file, self.line, self.rule)
    }
}

/// A text of the repository.
pub struct Source {
    /// From the root, with `/`.
    path: String,
    text: String,
}

/// Prints every offence as `file:line: rule`.
///
/// # Errors
/// When git or cargo cannot be asked.
pub fn run(workspace: &Workspace, options: &Options) -> Result<ExitCode> {
    let offences = offences(workspace, options.files_only)?;
    for offence in &offences {
        println!("{offence}");
    }
    if offences.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{} offences against the rules of the house", offences.len());
    Ok(ExitCode::FAILURE)
}

/// All offences, by file and line; warnings go to standard error.
///
/// # Errors
/// When git or cargo cannot be asked.
pub fn offences(workspace: &Workspace, files_only: bool) -> Result<Vec<Offence>> {
    let sources = sources(workspace)?;
    let mut offences = Vec::new();
    for source in &sources {
        offences.extend(length::check(source));
        offences.extend(names::check(&source.path));
        offences.extend(paths::check(source));
        offences.extend(reserved::check(source));
        offences.extend(style::check(source));
        if let Some(warning) = length::warning(source) {
            eprintln!("warning: {warning}");
        }
    }
    offences.extend(configuration::check(&sources)?);
    if !files_only {
        offences.extend(arrows::check(workspace, &sources)?);
    }
    offences.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(offences)
}

impl Source {
    fn offence(&self, line: usize, rule: impl Into<String>) -> Offence {
        Offence {
            file: self.path.clone(),
            line,
            rule: rule.into(),
        }
    }

    /// Lines with their numbers, from 1.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    fn kind(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, kind)| kind)
    }
}

/// Every file that git keeps or would keep, if it is text.
fn sources(workspace: &Workspace) -> Result<Vec<Source>> {
    let mut git = workspace.command("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let listing = process::read(&mut git)?;
    Ok(listing
        .split_terminator('\0')
        .filter_map(|path| {
            // Deleted files are still listed, pictures are no text: neither is a source.
            let text = std::fs::read_to_string(workspace.path(path)).ok()?;
            Some(Source {
                path: path.to_owned(),
                text,
            })
        })
        .collect())
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}
