use super::map::Point;

/// One of the eight districts of Clairval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum District {
    BelleCroix,
    Tilleuls,
    Coteaux,
    Centre,
    VieuxPort,
    Gare,
    SaintAubin,
    Canal,
}

impl District {
    pub(super) const ALL: [Self; 8] = [
        Self::BelleCroix,
        Self::Tilleuls,
        Self::Coteaux,
        Self::Centre,
        Self::VieuxPort,
        Self::Gare,
        Self::SaintAubin,
        Self::Canal,
    ];

    /// The name on screen.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::BelleCroix => "Belle-Croix",
            Self::Tilleuls => "Les Tilleuls",
            Self::Coteaux => "Les Coteaux",
            Self::Centre => "Centre",
            Self::VieuxPort => "Vieux-Port",
            Self::Gare => "La Gare",
            Self::SaintAubin => "Saint-Aubin",
            Self::Canal => "Canal",
        }
    }

    /// Inhabitants; 90 000 in all.
    pub(super) const fn population(self) -> u32 {
        match self {
            Self::BelleCroix => 11_200,
            Self::Tilleuls => 13_600,
            Self::Coteaux => 10_400,
            Self::Centre => 14_900,
            Self::VieuxPort => 8_700,
            Self::Gare => 10_900,
            Self::SaintAubin => 9_800,
            Self::Canal => 10_500,
        }
    }

    /// What living here adds to the rank of a building (see `standing`): above 0, ahead of the others.
    pub(super) const fn head_start(self) -> f64 {
        match self {
            Self::VieuxPort => 0.08,
            Self::BelleCroix => 0.07,
            Self::Coteaux => 0.04,
            Self::SaintAubin => 0.02,
            Self::Centre => 0.0,
            Self::Gare => -0.02,
            Self::Tilleuls => -0.07,
            Self::Canal => -0.08,
        }
    }

    /// Where its name and note stand on the map; marks keep clear of it.
    pub(super) const fn label_at(self) -> Point {
        let (x, y) = match self {
            Self::BelleCroix => (837., 250.),
            Self::Tilleuls => (1009., 252.),
            Self::Coteaux => (746., 325.),
            Self::Centre => (864., 347.),
            Self::VieuxPort => (1001., 372.),
            Self::Gare => (1119., 347.),
            Self::SaintAubin => (798., 482.),
            Self::Canal => (1018., 497.),
        };
        Point { x, y }
    }
}
