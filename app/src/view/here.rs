use serde::{Deserialize, Serialize};

/// Which entry of the navigation a page belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Here {
    /// The city.
    City,
    /// A theme, by its code.
    Theme(String),
    /// A place.
    Places,
    /// Where to go now, and how people are received.
    Welcome,
    /// An explanation or a method.
    Method,
    /// None of them.
    Elsewhere,
}
