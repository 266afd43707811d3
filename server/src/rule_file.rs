//! The files that say what a town is judged by: theme packs and parameters, TOML
//! both, shipped with the program or in a folder.

use std::path::{Path, PathBuf};

use model::city::ThemeError;
use model::energy::ParameterFault;
use serde::de::DeserializeOwned;

/// A file of rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleFileError {
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
    /// A theme that contradicts itself.
    #[error("{path}: {fault}")]
    Theme {
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
    /// A parameter that cannot be used, or that contradicts one of another file.
    #[error("{path}: {fault}")]
    Parameter {
        /// The file after which the parameters no longer fit together.
        path: PathBuf,
        /// What does not fit.
        fault: ParameterFault,
    },
}

/// The files of a folder, by name; none of an empty path.
pub(crate) fn rule_files(folder: &Path) -> Result<Vec<PathBuf>, RuleFileError> {
    if folder.as_os_str().is_empty() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|fault| unreadable(folder, &fault))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    Ok(files)
}

/// The text of a file.
pub fn rule_text(path: &Path) -> Result<String, RuleFileError> {
    if path.is_dir() {
        return Err(RuleFileError::Unreadable {
            path: path.to_owned(),
            reason: "is a directory: name a file (*.toml)".to_owned(),
        });
    }
    std::fs::read_to_string(path).map_err(|fault| unreadable(path, &fault))
}

/// What a text declares.
pub(crate) fn parse_rules<T: DeserializeOwned>(
    path: &Path,
    text: &str,
) -> Result<T, RuleFileError> {
    toml::from_str(text).map_err(|fault| RuleFileError::Syntax {
        path: path.to_owned(),
        reason: fault.to_string().trim_end().to_owned(),
    })
}

fn unreadable(path: &Path, fault: &std::io::Error) -> RuleFileError {
    RuleFileError::Unreadable {
        path: path.to_owned(),
        reason: fault.to_string(),
    }
}
