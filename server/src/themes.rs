//! Theme packs: those shipped with the program, and those in a folder.

mod diff;

use std::io::Write as _;
use std::path::{Path, PathBuf};

use model::city::{ThemeCode, ThemePack};

pub use diff::{ThemeChange, ThemeChangeKind, theme_diff};

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

/// A theme as a text, checked alone and beside the packs in force, in the place of the one
/// with its code.
///
/// # Errors
/// [`RuleFileError`] naming what to correct.
pub fn check_theme(
    name: &Path,
    text: &str,
    packs: &[ThemePack],
) -> Result<ThemePack, RuleFileError> {
    let pack = parse_theme(name, text)?;
    let others = packs.iter().filter(|known| known.code != pack.code);
    add(&mut others.cloned().collect(), name, pack.clone())?;
    Ok(pack)
}

/// Whether a theme comes with the program: files of the folder do not replace it.
pub fn is_shipped(code: &ThemeCode) -> bool {
    let shipped = SHIPPED
        .iter()
        .filter_map(|(name, text)| parse_theme(Path::new(name), text).ok());
    shipped.into_iter().any(|pack| pack.code == *code)
}

/// Puts a checked theme into the folder, in the place of the file that declares its code.
/// It holds from the next start on.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn keep_theme(folder: &Path, pack: &ThemePack, text: &str) -> Result<PathBuf, RuleFileError> {
    let mut path = folder.join(format!("{}.toml", pack.code));
    for file in rule_files(folder)? {
        if read_theme(&file).is_ok_and(|known| known.code == pack.code) {
            path = file;
        }
    }
    let unfinished = path.with_extension("toml.new");
    let written = std::fs::File::create(&unfinished).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&unfinished, &path)
    });
    match written {
        Ok(()) => Ok(path),
        Err(fault) => Err(RuleFileError::Unreadable {
            path,
            reason: fault.to_string(),
        }),
    }
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
