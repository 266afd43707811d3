use model::time::Day;

/// How far back a report looks from its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// Thirty days.
    Month,
    /// Three months.
    #[default]
    Quarter,
    /// A year.
    Year,
}

impl Period {
    /// All, the shortest first.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The word of `?periode=`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Month => "mois",
            Self::Quarter => "trimestre",
            Self::Year => "annee",
        }
    }

    /// In a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Month => "un mois",
            Self::Quarter => "un trimestre",
            Self::Year => "un an",
        }
    }

    /// The period of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.word() == word)
    }

    /// The day at whose end the period that ends on `day` begins.
    pub fn before(self, day: Day) -> Day {
        day.plus(match self {
            Self::Month => -30,
            Self::Quarter => -91,
            Self::Year => -365,
        })
    }
}
