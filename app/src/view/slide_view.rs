use model::engine::Standing;
use model::time::At;

use super::{AudienceLine, Frame, MethodAmendment};
use crate::chart::Chart;

/// `/presentation/{number}`: one slide of what is told to the council.
#[derive(Debug, Clone, PartialEq)]
pub struct SlideView {
    /// Around the page.
    pub frame: Frame,
    /// The titles of all slides, in order.
    pub titles: Vec<String>,
    /// Which of them is shown, from 0.
    pub at: usize,
    /// Its finding, in one or two sentences.
    pub sentences: Vec<String>,
    /// What proves it.
    pub proof: SlideProof,
}

/// What stands under the sentences of a slide.
#[derive(Debug, Clone, PartialEq)]
pub enum SlideProof {
    /// Words alone.
    None,
    /// A note: of which theme, how it stands, the instant of the latest reading.
    Note(Option<String>, Standing, Option<At>),
    /// A drawing.
    Chart(Box<Chart>),
    /// Things that stand somewhere.
    Lines(Vec<AudienceLine>),
    /// Decisions about objectives.
    Amendments(Vec<MethodAmendment>),
}
