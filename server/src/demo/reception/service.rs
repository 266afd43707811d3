/// What people queue for in Clairval; declared in the theme pack of reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Service {
    Civil,
    Identity,
    Families,
    Planning,
    Social,
    Elections,
}

impl Service {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Civil => "etat-civil",
            Self::Identity => "titres",
            Self::Families => "familles",
            Self::Planning => "urbanisme",
            Self::Social => "social",
            Self::Elections => "elections",
        }
    }

    /// What stands before the number on the paper.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Civil => 'A',
            Self::Identity => 'C',
            Self::Families => 'B',
            Self::Planning => 'D',
            Self::Social => 'E',
            Self::Elections => 'F',
        }
    }

    /// Median minutes at the desk, and the spread of their logarithm.
    pub(super) const fn minutes(self) -> (f64, f64) {
        match self {
            Self::Civil => (8.5, 0.55),
            Self::Identity => (13.0, 0.40),
            Self::Families => (10.0, 0.55),
            Self::Planning => (16.0, 0.60),
            Self::Social => (18.0, 0.55),
            Self::Elections => (6.5, 0.45),
        }
    }

    /// How many ask for it in a month, of those of a mean month.
    pub(super) const fn season(self, month: i8) -> f64 {
        match (self, month) {
            // A passport is wanted before the summer, a card after the winter.
            (Self::Identity, 3..=6) => 1.3,
            (Self::Identity, 11 | 12 | 1) => 0.8,
            // The school year: places, canteen, transport.
            (Self::Families, 9) => 2.0,
            (Self::Families, 6) => 1.4,
            (Self::Families, 8) => 1.0,
            (Self::Families, _) => 0.85,
            (Self::Planning, 3..=6) => 1.2,
            (Self::Elections, 1 | 2) => 1.5,
            (_, 8) => 0.7,
            (_, 9) => 1.1,
            _ => 1.0,
        }
    }
}
