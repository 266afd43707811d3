/// Who answers for a building.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Directorate {
    Education,
    Sports,
    Culture,
    Solidarity,
    Estate,
    Citizens,
}

impl Directorate {
    /// The name on screen.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Education => "Éducation et petite enfance",
            Self::Sports => "Sports et vie associative",
            Self::Culture => "Culture",
            Self::Solidarity => "Solidarités et autonomie",
            Self::Estate => "Patrimoine et moyens généraux",
            Self::Citizens => "Accueil et citoyenneté",
        }
    }
}
