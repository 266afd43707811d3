use model::time::{At, Day};
use serde::{Deserialize, Serialize};

/// What surrounds every page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Name of the city, e.g. « Clairval ».
    pub city: String,
    /// Its code.
    pub city_code: String,
    /// The data are invented: the page must say so.
    pub demo: bool,
    /// People are received at counters: there is a page on the wait.
    pub receives: bool,
    /// The themes, for navigation.
    pub themes: Vec<NavTheme>,
    /// The day the page speaks of.
    pub day: Day,
    /// The page was asked for a past day with `?au=`: nothing on it is live.
    pub past: bool,
    /// A past day is shown as it was known when it ended; otherwise it is rebuilt from
    /// what is known now.
    pub remembered: bool,
    /// Where the live feed goes on from.
    pub live: LiveStart,
}

/// A theme in the navigation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NavTheme {
    /// Code, in `/theme/{code}`.
    pub code: String,
    /// Name.
    pub name: String,
}

/// The state the page was made from, so that the live feed goes on without a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LiveStart {
    /// Run of the server.
    pub run: String,
    /// Number of the last change that is in the page.
    pub number: u64,
    /// The town's latest reading.
    pub latest_at: Option<At>,
    /// The town's clock when the page was made.
    pub now: At,
    /// Offset of the town's zone from UTC, in seconds: first renders never ask the browser.
    pub offset_s: i32,
}
