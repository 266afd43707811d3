//! A stop when a chart is read by keyboard.

use serde::{Deserialize, Serialize};

/// One value of a chart and where it stands, so that a focus mark can be laid
/// over the drawing. Positions are fractions (0–1) of the view box, from its
/// upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartPoint {
    /// When or what, for example "2030".
    pub label: String,
    /// The value with its unit.
    pub value: String,
    /// Across the wide drawing.
    pub x: f32,
    /// Down the wide drawing.
    pub y: f32,
    /// Across the narrow drawing.
    pub nx: f32,
    /// Down the narrow drawing.
    pub ny: f32,
}
