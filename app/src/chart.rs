//! Charts drawn once, on the server, as SVG text: the browser only inserts
//! them. What the browser needs to move through a chart by keyboard and to show
//! the table behind it compiles everywhere; the drawing itself only with `ssr`.

mod mark;
mod point;
mod table;

#[cfg(feature = "ssr")]
mod axis;
#[cfg(feature = "ssr")]
mod backend;
#[cfg(feature = "ssr")]
mod calendar;
#[cfg(feature = "ssr")]
mod canvas;
#[cfg(feature = "ssr")]
mod cast;
#[cfg(feature = "ssr")]
pub mod columns;
#[cfg(feature = "ssr")]
pub mod comparison;
#[cfg(feature = "ssr")]
mod drawing;
#[cfg(feature = "ssr")]
pub(crate) mod escape;
#[cfg(feature = "ssr")]
mod frame;
#[cfg(feature = "ssr")]
mod hatch;
#[cfg(feature = "ssr")]
pub mod heat_map;
#[cfg(feature = "ssr")]
mod label;
#[cfg(feature = "ssr")]
pub mod load_curve;
#[cfg(feature = "ssr")]
pub mod map;
#[cfg(feature = "ssr")]
pub mod monthly_bars;
#[cfg(feature = "ssr")]
mod number;
#[cfg(feature = "ssr")]
mod pen;
#[cfg(feature = "ssr")]
mod plot;
#[cfg(feature = "ssr")]
pub mod ranking;
#[cfg(feature = "ssr")]
mod rect;
#[cfg(feature = "ssr")]
pub mod reduce;
#[cfg(feature = "ssr")]
pub mod signature;
#[cfg(feature = "ssr")]
mod sparkline;
#[cfg(feature = "ssr")]
pub mod text_width;
#[cfg(feature = "ssr")]
pub mod trajectory;
#[cfg(feature = "ssr")]
pub mod waterfall;

pub use mark::Mark;
pub use point::ChartPoint;
pub use table::ChartTable;

#[cfg(feature = "ssr")]
pub use sparkline::sparkline;

use serde::{Deserialize, Serialize};

/// One chart, ready to insert: two drawings of the same data, the words that
/// say what it shows, and the figures behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Drawing for 600 px and more, about 850 units wide.
    pub svg_wide: String,
    /// Drawing for a phone, 350 units wide, text of 14 units or more.
    pub svg_narrow: String,
    /// What the chart is, as plain text.
    pub title: String,
    /// What it shows, in words, as plain text.
    pub description: String,
    /// The figures, for the "show as table" toggle.
    pub table: ChartTable,
    /// Stops for reading the chart by keyboard, in reading order.
    pub points: Vec<ChartPoint>,
}
