use serde::{Deserialize, Serialize};

use crate::city::{IndicatorCode, PlaceCode};
use crate::time::Day;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Inside `[target, target_high]` is best; 0 at the outer limits.
    Band,
    /// Shown, never coloured, never scored.
    Context,
}

impl Direction {
    /// Better the other way; what has no better way stays.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            other => other,
        }
    }
}

/// How the target is reached between baseline and deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trajectory {
    /// In a straight line from the baseline.
    #[default]
    Linear,
    /// All at once: the target holds from the start, no trajectory is granted.
    Step,
}

/// A decided aim: indicator, place, baseline, target, deadline. Versioned, never rewritten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Objective {
    /// What is aimed at.
    pub indicator: IndicatorCode,
    /// Where.
    pub place: PlaceCode,
    /// Which way is better.
    pub direction: Direction,
    /// Value at the start, in the indicator's unit; without it the ratio form is used.
    pub baseline: Option<f64>,
    /// Day of the baseline.
    pub baseline_at: Option<Day>,
    /// Value aimed at; lower bound of the band.
    pub target: f64,
    /// Upper bound of the band.
    #[serde(default)]
    pub target_high: Option<f64>,
    /// Distance outside the band at which the note is 0.
    #[serde(default)]
    pub tolerance: Option<f64>,
    /// Deadline.
    pub target_at: Day,
    /// Way from baseline to target.
    #[serde(default)]
    pub trajectory: Trajectory,
    /// Weight among the objectives of the same theme and place, > 0.
    pub weight: f64,
    /// Who answers for it (directorate or role).
    #[serde(default)]
    pub owner: Option<String>,
    /// Reference of the decision (délibération).
    #[serde(default)]
    pub decision: Option<String>,
    /// 1 for the first version; each amendment adds one.
    pub version: u32,
}

/// Why an objective cannot be adopted.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum ObjectiveFault {
    /// Weights are positive numbers.
    #[error("weight must be a positive number, found {0}")]
    Weight(f64),
    /// Baseline and deadline in the wrong order.
    #[error("target_at {target_at} is not after baseline_at {baseline_at}")]
    Dates {
        /// Day of the baseline.
        baseline_at: Day,
        /// Deadline.
        target_at: Day,
    },
    /// The target does not lie on the good side of the baseline.
    #[error("target {target} is not better than baseline {baseline}: check direction")]
    Direction {
        /// Start.
        baseline: f64,
        /// Aim.
        target: f64,
    },
    /// A band needs `target_high` above `target` and a positive tolerance.
    #[error("a band needs target_high above target, and a positive tolerance")]
    Band,
    /// A value is not a finite number.
    #[error("{0} is not a finite number")]
    NotFinite(&'static str),
}

impl Objective {
    /// Checks that the objective can be scored.
    ///
    /// # Errors
    /// The first [`ObjectiveFault`] found.
    pub fn check(&self) -> Result<(), ObjectiveFault> {
        if !(self.weight.is_finite() && self.weight > 0.0) {
            return Err(ObjectiveFault::Weight(self.weight));
        }
        if !self.target.is_finite() {
            return Err(ObjectiveFault::NotFinite("target"));
        }
        if self.baseline.is_some_and(|b| !b.is_finite()) {
            return Err(ObjectiveFault::NotFinite("baseline"));
        }
        if let Some(baseline_at) = self.baseline_at.filter(|b| *b >= self.target_at) {
            return Err(ObjectiveFault::Dates {
                baseline_at,
                target_at: self.target_at,
            });
        }
        match (self.direction, self.baseline) {
            (Direction::Up, Some(baseline)) if self.target <= baseline => {
                Err(ObjectiveFault::Direction {
                    baseline,
                    target: self.target,
                })
            }
            (Direction::Down, Some(baseline)) if self.target >= baseline => {
                Err(ObjectiveFault::Direction {
                    baseline,
                    target: self.target,
                })
            }
            (Direction::Band, _)
                if !(self.target_high.is_some_and(|h| h >= self.target)
                    && self.tolerance.is_some_and(|t| t > 0.0)) =>
            {
                Err(ObjectiveFault::Band)
            }
            _ => Ok(()),
        }
    }
}
