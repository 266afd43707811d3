use std::process::ExitCode;

use crate::config::Config;
use crate::control::Console;
use crate::rules::Rules;

/// `belvedere check-config`: keys, values, theme packs.
pub(super) fn check(config: &Config, console: &Console) -> anyhow::Result<ExitCode> {
    let rules = Rules::read(config)?;
    console.out(&format!(
        "configuration is sound; {} theme(s), {} dated parameters",
        rules.themes.len(),
        rules.parameters.list().len()
    ));
    Ok(ExitCode::SUCCESS)
}

/// `belvedere print-config`: what is in force, in the form of `Leptos.toml`.
pub(super) fn print(config: &Config, console: &Console) -> anyhow::Result<ExitCode> {
    console.out("[belvedere]");
    console.out(toml::to_string(config)?.trim_end());
    Ok(ExitCode::SUCCESS)
}
