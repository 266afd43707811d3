use super::{Crumb, FigureLine, Frame};
use crate::chart::Chart;

/// `/lieu/{code}/accueil`: how people are received at a place, by finished days alone.
#[derive(Debug, Clone, PartialEq)]
pub struct ReceptionView {
    /// Around the page.
    pub frame: Frame,
    /// Code of the place.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The places it is part of.
    pub path: Vec<Crumb>,
    /// Which days it speaks of, and what is hidden.
    pub context: String,
    /// The finding, in sentences.
    pub headline: Vec<String>,
    /// When one waits: hour by weekday.
    pub week: Option<Chart>,
    /// How long people waited, in spans of minutes.
    pub waits: Option<Chart>,
    /// At the counters.
    pub counters: Vec<FigureLine>,
    /// By phone, letter, message, appointment.
    pub channels: Vec<FigureLine>,
    /// What people say.
    pub voices: Vec<FigureLine>,
    /// The same against frames of reference.
    pub frames: Vec<FrameView>,
    /// The parts of the place at which people are received.
    pub parts: Vec<ReceptionPart>,
}

/// A frame of reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameView {
    /// « Services Publics + ».
    pub name: String,
    /// What it is.
    pub description: String,
    /// Where it comes from.
    pub source: String,
    /// What it asks, and whether that is kept.
    pub lines: Vec<CommitmentLine>,
}

/// Something the town commits itself to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentLine {
    /// In words.
    pub text: String,
    /// « 78 % », or why there is none.
    pub value: String,
    /// « au moins 80 % ».
    pub asked: String,
    /// Whether it is kept; `None`: not known.
    pub kept: Option<bool>,
}

/// A part of a place, with its waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceptionPart {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Share served in time, or « – ».
    pub in_time: String,
    /// Ninth decile of the waits, or « – ».
    pub p90: String,
    /// Visitors a day, or « – ».
    pub visitors: String,
}
