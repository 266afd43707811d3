use std::process::ExitCode;

use crate::config::Config;
use crate::control::Console;
use crate::themes::all_themes;

/// `belvedere check-config`: keys, values, theme packs.
pub(super) fn check(config: &Config, console: &Console) -> anyhow::Result<ExitCode> {
    let packs = all_themes(&config.themes)?;
    console.out(&format!("configuration is sound; {} theme(s)", packs.len()));
    Ok(ExitCode::SUCCESS)
}

/// `belvedere print-config`: what is in force, in the form of `Leptos.toml`.
pub(super) fn print(config: &Config, console: &Console) -> anyhow::Result<ExitCode> {
    console.out("[belvedere]");
    console.out(toml::to_string(config)?.trim_end());
    Ok(ExitCode::SUCCESS)
}
