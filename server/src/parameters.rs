//! Dated parameters: those shipped with the program, and those in a folder.

use std::path::{Path, PathBuf};

use model::energy::{ParameterFault, Parameters};

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

/// A file of parameters that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ParameterFileError {
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
    /// A parameter that cannot be used, or that contradicts one of another file.
    #[error("{path}: {fault}")]
    Content {
        /// The file after which the parameters no longer fit together.
        path: PathBuf,
        /// What does not fit.
        fault: ParameterFault,
    },
}

/// The parameters shipped with the program, then those of the folder (none when
/// it is empty).
///
/// # Errors
/// The first [`ParameterFileError`] found.
pub fn all_parameters(folder: &Path) -> Result<Parameters, ParameterFileError> {
    let mut all = Parameters::default();
    for (name, text) in SHIPPED {
        add(&mut all, Path::new(name), text)?;
    }
    if folder.as_os_str().is_empty() {
        return Ok(all);
    }
    let entries = std::fs::read_dir(folder).map_err(|e| unreadable(folder, &e))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|e| unreadable(&file, &e))?;
        add(&mut all, &file, &text)?;
    }
    Ok(all)
}

fn add(all: &mut Parameters, path: &Path, text: &str) -> Result<(), ParameterFileError> {
    let read: Parameters = toml::from_str(text).map_err(|fault| ParameterFileError::Syntax {
        path: path.to_owned(),
        reason: fault.to_string().trim_end().to_owned(),
    })?;
    all.merge(read);
    all.check().map_err(|fault| ParameterFileError::Content {
        path: path.to_owned(),
        fault,
    })
}

fn unreadable(path: &Path, fault: &std::io::Error) -> ParameterFileError {
    ParameterFileError::Unreadable {
        path: path.to_owned(),
        reason: fault.to_string(),
    }
}

#[cfg(test)]
mod tests;
