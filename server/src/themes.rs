//! Theme packs: those shipped with the program, and those in a folder.

use std::path::{Path, PathBuf};

use model::city::{ThemeError, ThemePack};

/// The packs shipped with the program.
const SHIPPED: [(&str, &str); 1] = [("energie.toml", include_str!("../../themes/energie.toml"))];

/// A theme file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ThemeFileError {
    /// The folder or file cannot be read.
    #[error("{path}: {reason}")]
    Unreadable {
        /// File or folder.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Not TOML, or a key that is not known; the text names line and key.
    #[error("{path}: {reason}")]
    Syntax {
        /// File.
        path: PathBuf,
        /// Line, column and what was expected.
        reason: String,
    },
    /// It contradicts itself.
    #[error("{path}: {fault}")]
    Content {
        /// File.
        path: PathBuf,
        /// What does not fit.
        fault: ThemeError,
    },
    /// Two files declare the same theme or indicator.
    #[error("{path}: `{code}` is already declared by another theme")]
    Twice {
        /// File.
        path: PathBuf,
        /// The code.
        code: String,
    },
}

/// Reads one theme file.
///
/// # Errors
/// [`ThemeFileError`] naming the file and what to correct.
pub fn read_theme(path: &Path) -> Result<ThemePack, ThemeFileError> {
    if path.is_dir() {
        return Err(ThemeFileError::Unreadable {
            path: path.to_owned(),
            reason: "is a directory: name a theme file (*.toml)".to_owned(),
        });
    }
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
    parse_theme(path, &text)
}

/// The packs shipped with the program, then those of the folder (none when it is empty).
///
/// # Errors
/// The first [`ThemeFileError`] found.
pub fn all_themes(folder: &Path) -> Result<Vec<ThemePack>, ThemeFileError> {
    let mut packs: Vec<ThemePack> = Vec::new();
    for (name, text) in SHIPPED {
        add(
            &mut packs,
            Path::new(name),
            parse_theme(Path::new(name), text)?,
        )?;
    }
    if folder.as_os_str().is_empty() {
        return Ok(packs);
    }
    let entries = std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    for file in files {
        let pack = read_theme(&file)?;
        add(&mut packs, &file, pack)?;
    }
    Ok(packs)
}

fn parse_theme(path: &Path, text: &str) -> Result<ThemePack, ThemeFileError> {
    let pack: ThemePack = toml::from_str(text).map_err(|fault| ThemeFileError::Syntax {
        path: path.to_owned(),
        reason: fault.to_string().trim_end().to_owned(),
    })?;
    pack.check().map_err(|fault| ThemeFileError::Content {
        path: path.to_owned(),
        fault,
    })?;
    Ok(pack)
}

fn add(packs: &mut Vec<ThemePack>, path: &Path, pack: ThemePack) -> Result<(), ThemeFileError> {
    let twice = |code: &dyn std::fmt::Display| ThemeFileError::Twice {
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

fn unreadable(path: &Path, fault: &std::io::Error) -> ThemeFileError {
    ThemeFileError::Unreadable {
        path: path.to_owned(),
        reason: fault.to_string(),
    }
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
