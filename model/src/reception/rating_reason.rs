use serde::{Deserialize, Serialize};

/// What an answer was given for: one word of a short list, never a text of its giver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RatingReason {
    /// How long they waited.
    Wait,
    /// How clear what they were told was.
    Clarity,
    /// How they were spoken to.
    Courtesy,
    /// The place itself.
    Premises,
    /// When it is open.
    Hours,
}

/// A name that is no reason.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
#[error("unknown reason `{0}`: use wait, clarity, courtesy, premises or hours")]
pub struct UnknownRatingReason(pub String);

impl RatingReason {
    /// Every reason, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Wait,
        Self::Clarity,
        Self::Courtesy,
        Self::Premises,
        Self::Hours,
    ];

    /// The name used in forms and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Wait => "wait",
            Self::Clarity => "clarity",
            Self::Courtesy => "courtesy",
            Self::Premises => "premises",
            Self::Hours => "hours",
        }
    }

    /// The word on screen for who missed something.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Wait => "L’attente",
            Self::Clarity => "La clarté",
            Self::Courtesy => "L’amabilité",
            Self::Premises => "Les locaux",
            Self::Hours => "Les horaires",
        }
    }

    /// The same for who is satisfied: « L’attente » is nothing that anybody appreciates.
    pub const fn praise(self) -> &'static str {
        match self {
            Self::Wait => "Peu d’attente",
            Self::Clarity => "Des explications claires",
            Self::Courtesy => "Un accueil aimable",
            Self::Premises => "Des locaux agréables",
            Self::Hours => "Des horaires pratiques",
        }
    }
}

impl core::str::FromStr for RatingReason {
    type Err = UnknownRatingReason;

    fn from_str(s: &str) -> Result<Self, UnknownRatingReason> {
        Self::ALL
            .into_iter()
            .find(|reason| reason.as_str() == s)
            .ok_or_else(|| UnknownRatingReason(s.chars().take(40).collect()))
    }
}
