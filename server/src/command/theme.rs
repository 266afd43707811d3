use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::config::Config;
use crate::control::Console;
use crate::rule_file::rule_text;
use crate::themes::{
    ThemeChange, ThemeChangeKind, all_themes, check_theme, is_shipped, keep_theme, read_theme,
    theme_diff,
};

/// `belvedere theme check FILE…`: every file is checked, also after a bad one.
pub(super) fn check(files: &[PathBuf], console: &Console) -> ExitCode {
    let mut sound = true;
    for file in files {
        match read_theme(file) {
            Ok(pack) => console.out(&format!(
                "{}: theme `{}`, {} quantities, {} indicators",
                file.display(),
                pack.code,
                pack.quantity.len(),
                pack.indicator.len()
            )),
            Err(fault) => {
                sound = false;
                console.err(&fault.to_string());
            }
        }
    }
    if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// `belvedere theme diff FILE`: one line a change; none when nothing changes.
pub(super) fn diff(config: &Config, file: &Path, console: &Console) -> anyhow::Result<ExitCode> {
    let packs = all_themes(&config.themes)?;
    let pack = check_theme(file, &rule_text(file)?, &packs)?;
    let known = packs.iter().find(|known| known.code == pack.code);
    for change in theme_diff(known, &pack) {
        console.out(&line(&change));
    }
    Ok(ExitCode::SUCCESS)
}

/// `belvedere theme add FILE`.
pub(super) fn add(config: &Config, file: &Path, console: &Console) -> anyhow::Result<ExitCode> {
    if config.themes.as_os_str().is_empty() {
        anyhow::bail!("no folder for themes is configured: set `themes` in Leptos.toml");
    }
    let text = rule_text(file)?;
    let pack = check_theme(file, &text, &all_themes(&config.themes)?)?;
    if is_shipped(&pack.code) {
        anyhow::bail!(
            "theme `{}` comes with the program: choose another code",
            pack.code
        );
    }
    let path = keep_theme(&config.themes, &pack, &text)?;
    console.out(&format!("{}: theme `{}`", path.display(), pack.code));
    console.err("It holds from the next start of the server on.");
    Ok(ExitCode::SUCCESS)
}

fn line(change: &ThemeChange) -> String {
    match &change.how {
        ThemeChangeKind::Added => format!("+ {}", change.what),
        ThemeChangeKind::Removed => format!("- {}", change.what),
        ThemeChangeKind::Changed {
            field,
            before,
            after,
        } => format!("~ {}: {field}: {before} -> {after}", change.what),
    }
}
