//! Leptos.toml and the metadata in Cargo.toml say the same where both speak.

use super::{Offence, Source};
use anyhow::{Context, Result};
use toml::Value;

/// Keys of which the two files give different values.
///
/// # Errors
/// When one of the files is no TOML.
pub fn check(sources: &[Source]) -> Result<Vec<Offence>> {
    let find = |path| sources.iter().find(|source| source.path == path);
    let (Some(leptos), Some(cargo)) = (find("Leptos.toml"), find("Cargo.toml")) else {
        return Ok(Vec::new());
    };
    let run_time: Value = toml::from_str(&leptos.text).context("Leptos.toml is no TOML")?;
    let build_time: Value = toml::from_str(&cargo.text).context("Cargo.toml is no TOML")?;
    let project = build_time.get("workspace").and_then(|workspace| {
        workspace
            .get("metadata")?
            .get("leptos")?
            .as_array()?
            .first()
    });
    let (Some(Value::Table(block)), Some(project)) = (run_time.get("leptos"), project) else {
        return Ok(Vec::new());
    };
    Ok(block
        .iter()
        .filter_map(|(key, value)| {
            let other = project.get(key).filter(|other| *other != value)?;
            let rule = format!("{key} is {value} here and {other} in Cargo.toml");
            Some(leptos.offence(line_of(leptos, key), rule))
        })
        .collect())
}

fn line_of(source: &Source, key: &str) -> usize {
    source
        .lines()
        .find(|(_, line)| {
            line.split('=')
                .next()
                .is_some_and(|found| found.trim() == key)
        })
        .map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::super::source;
    use super::*;

    #[test]
    fn different_values_are_found() {
        let cargo =
            "[[workspace.metadata.leptos]]\nsite-addr = \"127.0.0.1:3000\"\nenv = \"DEV\"\n";
        let leptos = "[leptos]\nsite-root = \"target/site\"\nsite-addr = \"0.0.0.0:80\"\n";
        let sources = [source("Cargo.toml", cargo), source("Leptos.toml", leptos)];
        let found = check(&sources).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].file.as_str(), found[0].line), ("Leptos.toml", 3));
    }
}
