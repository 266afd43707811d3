use core::fmt;
use core::str::FromStr;

use model::access::Role;
use model::city::PlaceCode;
use model::score::Note;
use model::time::At;

/// What of a town changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatusKind {
    /// The level of a place, over all themes or on one.
    Level,
    /// Whether a source speaks.
    Source,
}

/// Not a kind of change.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a kind of change: level or source")]
pub struct UnknownStatusKind(pub String);

impl StatusKind {
    /// Its word in tables.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Source => "source",
        }
    }
}

impl fmt::Display for StatusKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for StatusKind {
    type Err = UnknownStatusKind;

    fn from_str(text: &str) -> Result<Self, UnknownStatusKind> {
        [Self::Level, Self::Source]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownStatusKind(text.to_owned()))
    }
}

/// What is watched for changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StatusSubject {
    /// Of what kind.
    pub kind: StatusKind,
    /// Which place, or where the source measures.
    pub place: PlaceCode,
    /// Of a level: code of the theme, empty over all.
    pub theme: String,
    /// Of a source: code of the series.
    pub series: String,
}

/// Something that changed and held, or where a subject stood when it was first seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    /// Number; 0 before it has one.
    pub id: i64,
    /// Since when it holds.
    pub at: At,
    /// Of what.
    pub subject: StatusSubject,
    /// The word of what it was; empty when the subject was first seen.
    pub before: String,
    /// The word of what it is: that of a level, `heard` or `silent`.
    pub after: String,
    /// Of a level: the note.
    pub note: Option<Note>,
}

impl StatusChange {
    /// A source that speaks.
    pub const HEARD: &'static str = "heard";
    /// A source that does not.
    pub const SILENT: &'static str = "silent";
}

/// Somebody has seen a change and takes it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusAcknowledgement {
    /// Number of the change.
    pub change: i64,
    /// When.
    pub at: At,
    /// The name of who.
    pub who: String,
    /// What they are.
    pub role: Role,
    /// What they say to it; may be empty.
    pub note: String,
}
