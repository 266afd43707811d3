//! Theme packs: those shipped with the program, and those in a folder.

use std::path::Path;

use model::city::ThemePack;

use crate::rule_file::{RuleFileError, parse_rules, rule_files, rule_text};

/// The packs shipped with the program.
const SHIPPED: [(&str, &str); 2] = [
    ("accueil.toml", include_str!("../../themes/accueil.toml")),
    ("energie.toml", include_str!("../../themes/energie.toml")),
];

/// Reads one theme file.
///
/// # Errors
/// [`RuleFileError`] naming the file and what to correct.
pub fn read_theme(path: &Path) -> Result<ThemePack, RuleFileError> {
    parse_theme(path, &rule_text(path)?)
}

/// The packs shipped with the program, then those of the folder (none when it is empty).
///
/// # Errors
/// The first [`RuleFileError`] found.
pub fn all_themes(folder: &Path) -> Result<Vec<ThemePack>, RuleFileError> {
    let mut packs: Vec<ThemePack> = Vec::new();
    for (name, text) in SHIPPED {
        add(
            &mut packs,
            Path::new(name),
            parse_theme(Path::new(name), text)?,
        )?;
    }
    for file in rule_files(folder)? {
        add(&mut packs, &file, read_theme(&file)?)?;
    }
    Ok(packs)
}

fn parse_theme(path: &Path, text: &str) -> Result<ThemePack, RuleFileError> {
    let pack: ThemePack = parse_rules(path, text)?;
    pack.check().map_err(|fault| RuleFileError::Theme {
        path: path.to_owned(),
        fault,
    })?;
    Ok(pack)
}

fn add(packs: &mut Vec<ThemePack>, path: &Path, pack: ThemePack) -> Result<(), RuleFileError> {
    let twice = |code: &dyn std::fmt::Display| RuleFileError::Twice {
        path: path.to_owned(),
        code: code.to_string(),
    };
    for known in packs.iter() {
        if known.code == pack.code {
            return Err(twice(&pack.code));
        }
        if let Some(indicator) = pack
            .indicator
            .iter()
            .find(|i| known.indicator(&i.code).is_some())
        {
            return Err(twice(&indicator.code));
        }
    }
    packs.push(pack);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        parse_theme(Path::new("test.toml"), text)
            .expect_err("refused")
            .to_string()
    }

    const HEAD: &str = "code = \"t\"\nname = \"T\"\ndescription = \"d\"\n";

    #[test]
    fn shipped_packs_are_sound() {
        let packs = all_themes(Path::new("")).expect("sound");
        assert!(packs.iter().any(|pack| pack.code.as_str() == "energie"));
    }

    #[test]
    fn a_misspelt_key_is_named_with_its_line() {
        let said = fault(&format!("{HEAD}wieght = 2\n"));
        assert!(said.contains("test.toml") && said.contains("line 4") && said.contains("wieght"));
    }

    #[test]
    fn energy_and_volume_cannot_be_declared_as_a_sum() {
        let said = fault(&format!(
            "{HEAD}\
             [[quantity]]\ncode = \"gas\"\nname = \"Gaz\"\nunit = \"m3\"\n\
             [[quantity]]\ncode = \"elec\"\nname = \"Électricité\"\nunit = \"kWh\"\n\
             [[indicator]]\ncode = \"sum\"\nname = \"Somme\"\ndescription = \"d\"\nunit = \"kWh\"\n\
             direction = \"down\"\nsource = \"s\"\n\
             numerator = {{ quantities = [\"elec\", \"gas\"] }}\n"
        ));
        assert!(
            said.contains("`sum`") && said.contains("do not measure the same thing"),
            "{said}"
        );
    }

    #[test]
    fn kinds_that_contain_each_other_are_refused() {
        let said = fault(&format!(
            "{HEAD}[kind.a]\nname = \"a\"\nplural = \"as\"\nparent = [\"b\"]\n\
             [kind.b]\nname = \"b\"\nplural = \"bs\"\nparent = [\"a\"]\n"
        ));
        assert!(said.contains("part of itself"), "{said}");
    }
}
