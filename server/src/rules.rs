//! What a town is judged by: theme packs and dated parameters.

use model::city::ThemePack;
use model::energy::Parameters;

use crate::config::Config;
use crate::parameters::{ParameterFileError, all_parameters};
use crate::themes::{ThemeFileError, all_themes};

/// The theme packs and the parameters in force.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Theme packs, in the order they are shown.
    pub themes: Vec<ThemePack>,
    /// Dated parameters.
    pub parameters: Parameters,
}

/// A file of rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// A theme pack.
    #[error(transparent)]
    Theme(#[from] ThemeFileError),
    /// A file of parameters.
    #[error(transparent)]
    Parameters(#[from] ParameterFileError),
}

impl Rules {
    /// Those shipped with the program and those in the configured folders.
    ///
    /// # Errors
    /// [`RulesError`] naming the file and what to correct.
    pub fn read(config: &Config) -> Result<Self, RulesError> {
        Ok(Self {
            themes: all_themes(&config.themes)?,
            parameters: all_parameters(&config.parameters)?,
        })
    }
}
