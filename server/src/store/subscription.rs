use core::str::FromStr;

use model::city::PlaceCode;
use model::time::{At, Day};

/// What somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Levels that changed and held.
    Levels,
    /// Sources that fell silent or speak again.
    Sources,
    /// What the watch found.
    Alerts,
    /// Figures that are to be entered by hand.
    Figures,
    /// The report, as a PDF.
    Report,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// As soon as it is known.
    AtOnce,
    /// Each morning, of the day before.
    Daily,
    /// Each Monday morning.
    Weekly,
    /// On the morning of the first of each month.
    Monthly,
}

/// Not a word of a subscription.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no word of a subscription")]
pub struct UnknownWord(pub String);

impl Topic {
    /// All of them, in the order of a form.
    pub const ALL: [Self; 5] = [
        Self::Levels,
        Self::Alerts,
        Self::Sources,
        Self::Figures,
        Self::Report,
    ];

    /// Its word in tables and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Levels => "niveaux",
            Self::Sources => "sources",
            Self::Alerts => "alertes",
            Self::Figures => "saisie",
            Self::Report => "rapport",
        }
    }

    /// How often one may be told of it.
    pub const fn paces(self) -> &'static [Pace] {
        match self {
            Self::Levels | Self::Sources | Self::Alerts => {
                &[Pace::AtOnce, Pace::Daily, Pace::Weekly]
            }
            // As long as one is missing: once a day is often enough.
            Self::Figures => &[Pace::Daily, Pace::Weekly],
            Self::Report => &[Pace::Weekly, Pace::Monthly],
        }
    }
}

impl Pace {
    /// All of them, the quickest first.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Daily, Self::Weekly, Self::Monthly];

    /// Its word in tables and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "aussitot",
            Self::Daily => "jour",
            Self::Weekly => "semaine",
            Self::Monthly => "mois",
        }
    }
}

impl FromStr for Topic {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|topic| topic.as_str() == text);
        found.ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

impl FromStr for Pace {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|pace| pace.as_str() == text);
        found.ok_or_else(|| UnknownWord(text.to_owned()))
    }
}

/// Somebody with an account wants to be told of something by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Number; 0 before it has one.
    pub id: i64,
    /// Number of the account.
    pub account: i64,
    /// Address of the account, as it is now; not looked at when it is added.
    pub email: String,
    /// At and below which place.
    pub place: PlaceCode,
    /// Code of a theme; empty for all.
    pub theme: String,
    /// Of what.
    pub topic: Topic,
    /// How often.
    pub pace: Pace,
    /// Ends the subscriptions of that account without signing in.
    pub token: String,
    /// Since when.
    pub made_at: At,
    /// How far it was told.
    pub told: ToldSoFar,
}

/// How far a subscription was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ToldSoFar {
    /// Number of the last change.
    pub change: i64,
    /// Number of the last alert.
    pub alert: i64,
    /// Local day of the last round of its pace.
    pub day: Day,
}
