//! Dated parameters: those shipped with the program, and those in a folder.

use std::path::Path;

use model::energy::Parameters;

use crate::rule_file::{RuleFileError, parse_rules, rule_files, rule_text};

/// The files shipped with the program.
const SHIPPED: [(&str, &str); 5] = [
    (
        "climat.toml",
        include_str!("../../themes/parametres/climat.toml"),
    ),
    ("dpe.toml", include_str!("../../themes/parametres/dpe.toml")),
    ("eet.toml", include_str!("../../themes/parametres/eet.toml")),
    (
        "energie-facteurs.toml",
        include_str!("../../themes/parametres/energie-facteurs.toml"),
    ),
    (
        "tarifs.toml",
        include_str!("../../themes/parametres/tarifs.toml"),
    ),
];

/// The parameters shipped with the program, then those of the folder (none when
/// it is empty).
///
/// # Errors
/// The first [`RuleFileError`] found.
pub fn all_parameters(folder: &Path) -> Result<Parameters, RuleFileError> {
    let mut all = Parameters::default();
    for (name, text) in SHIPPED {
        add(&mut all, Path::new(name), text)?;
    }
    for file in rule_files(folder)? {
        add(&mut all, &file, &rule_text(&file)?)?;
    }
    Ok(all)
}

fn add(all: &mut Parameters, path: &Path, text: &str) -> Result<(), RuleFileError> {
    all.merge(parse_rules(path, text)?);
    all.check().map_err(|fault| RuleFileError::Parameter {
        path: path.to_owned(),
        fault,
    })
}

#[cfg(test)]
mod tests;
