/// What a sub-meter of the town hall counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Submeter {
    Servers,
    Lighting,
    Ventilation,
}

impl Submeter {
    pub(super) const ALL: [Self; 3] = [Self::Servers, Self::Lighting, Self::Ventilation];
    /// The building that has them.
    pub(super) const SITE: &str = "hotel-de-ville";

    /// The word on screen.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Servers => "serveurs",
            Self::Lighting => "éclairage",
            Self::Ventilation => "ventilation",
        }
    }

    /// How its code ends.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Servers => "serveurs",
            Self::Lighting => "eclairage",
            Self::Ventilation => "ventilation",
        }
    }

    /// Its share of the main meter in an hour; together they leave a rest that
    /// nothing counts, offices and lifts.
    pub(super) fn share(self, people: f64, dark: f64) -> f64 {
        match self {
            Self::Servers => 0.52 - 0.36 * people,
            Self::Lighting => 0.08 + people * (0.06 + 0.20 * dark),
            Self::Ventilation => 0.22 + 0.06 * people,
        }
    }
}
