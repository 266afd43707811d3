use serde::{Deserialize, Serialize};

use super::Audience;

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
    /// The page of an audience.
    Audience(Audience),
    /// Before the council: the page stands alone on its screen.
    Council,
    /// None of them.
    Elsewhere,
}
