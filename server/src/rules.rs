//! What a town is judged by: theme packs and dated parameters.

use model::city::ThemePack;
use model::energy::Parameters;

use crate::config::Config;
use crate::parameters::all_parameters;
use crate::rule_file::RuleFileError;
use crate::themes::all_themes;

/// The theme packs and the parameters in force.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Theme packs, in the order they are shown.
    pub themes: Vec<ThemePack>,
    /// Dated parameters.
    pub parameters: Parameters,
}

impl Rules {
    /// Those shipped with the program and those in the configured folders.
    ///
    /// # Errors
    /// [`RuleFileError`] naming the file and what to correct.
    pub fn read(config: &Config) -> Result<Self, RuleFileError> {
        Ok(Self {
            themes: all_themes(&config.themes)?,
            parameters: all_parameters(&config.parameters)?,
        })
    }
}
