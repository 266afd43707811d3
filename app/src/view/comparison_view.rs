use model::time::Day;

use super::{Address, EffectView};
use crate::chart::Chart;

/// A period beside another one, and what else may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonView {
    /// The address as asked: choices change one word of it.
    pub asked: Address,
    /// `comparer`: what the period is compared with.
    pub against: Vec<Choice>,
    /// `periode`: which period.
    pub periods: Vec<Choice>,
    /// `climat`: whether both periods are brought to one weather; `None` where that
    /// cannot be chosen.
    pub corrected: Option<bool>,
    /// First and last day of the period.
    pub from: Day,
    /// Last day of the period.
    pub until: Day,
    /// What came out, in words; empty where another chart shows it.
    pub sentence: Vec<String>,
    /// What the works brought that the period is compared across.
    pub effect: Option<EffectView>,
    /// Step by step.
    pub chart: Option<Chart>,
    /// How to read it, and what is not in it.
    pub notes: Vec<String>,
}

/// One value of a word of the address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value; empty for what holds without the word.
    pub value: String,
    /// On screen.
    pub label: String,
    /// It holds now.
    pub chosen: bool,
}
