use core::str::FromStr;

use model::city::PlaceCode;
use model::reception::Channel;
use model::time::At;

/// One answer to one question. Who gave it is not known, here or anywhere.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating {
    /// The counter it is about.
    pub counter: PlaceCode,
    /// When it was given.
    pub at: At,
    /// How its giver spoke with the town.
    pub channel: Channel,
    /// What was asked.
    pub question: Question,
    /// The answer, on a scale that ends with `scale`.
    pub score: u8,
    /// The highest score.
    pub scale: u8,
    /// Who told it: the name of a source key, or `import` for files.
    pub source: String,
    /// Tells answers apart that are the same in all else; from 1. A source that
    /// sends the same list again numbers it the same.
    pub nth: u32,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Question {
    /// « Were you satisfied? »
    #[default]
    Satisfaction,
    /// « Would you recommend us? »
    Recommendation,
    /// « How much effort was it? »
    Effort,
}

/// A name that is no question.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("unknown question `{0}`: use satisfaction, recommendation or effort")]
pub struct UnknownQuestion(pub String);

impl Question {
    /// Every question.
    pub const ALL: [Self; 3] = [Self::Satisfaction, Self::Recommendation, Self::Effort];

    /// The name used in files and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Satisfaction => "satisfaction",
            Self::Recommendation => "recommendation",
            Self::Effort => "effort",
        }
    }
}

impl FromStr for Question {
    type Err = UnknownQuestion;

    fn from_str(s: &str) -> Result<Self, UnknownQuestion> {
        Self::ALL
            .into_iter()
            .find(|question| question.as_str() == s)
            .ok_or_else(|| UnknownQuestion(s.chars().take(40).collect()))
    }
}
