use model::score::Note;
use model::time::Day;

use super::{Address, Choice, Crumb, Frame};
use crate::chart::Chart;

/// `/lieu/{code}/pourquoi[/{theme}]`: why a note moved between two days.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeView {
    /// Around the page.
    pub frame: Frame,
    /// The places it is part of, from the city down, the place itself last.
    pub path: Vec<Crumb>,
    /// « Énergie », or « Tous les thèmes ».
    pub title: String,
    /// Code of the theme; `None` over all.
    pub theme: Option<String>,
    /// The address as asked: choices change one word of it.
    pub asked: Address,
    /// `depuis`: since when.
    pub since: Vec<Choice>,
    /// The day whose end it is compared with.
    pub from: Day,
    /// What came out; `None`: there is no note at one of the two days.
    pub figures: Option<ChangeFigures>,
}

/// A difference of two notes and what it is made of, in ten-thousandths.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeFigures {
    /// The note then.
    pub before: Note,
    /// The note now.
    pub after: Note,
    /// One of them is of too little data to be shown elsewhere.
    pub thin: bool,
    /// What came out, in words.
    pub sentences: Vec<String>,
    /// Cause after cause.
    pub chart: Chart,
    /// By cause: its name, what it is, what it gave.
    pub causes: Vec<ChangePart>,
    /// By place.
    pub places: Vec<ChangePart>,
    /// By indicator.
    pub indicators: Vec<ChangePart>,
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePart {
    /// On screen.
    pub name: String,
    /// Where more is told: the address of a page.
    pub address: Option<String>,
    /// What it is, or what of it weighs most.
    pub words: String,
    /// Ten-thousandths of a point.
    pub points: i32,
}
