//! Values laid over a part of the sheet by plotters' own coordinate system.

use std::ops::Range;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{PathElement, Polygon};
use plotters::style::Color;

use super::backend::SvgBackend;
use super::canvas::Canvas;
use super::cast::tenths;
use super::pen::Pen;
use super::rect::Rect;

type Scale = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// The part of the sheet that holds values, and their scale.
pub struct Plot {
    area: DrawingArea<SvgBackend, Scale>,
    /// Where the values are, in units of the sheet.
    pub inner: Rect,
}

impl Plot {
    /// Lays `x` from left to right and `y` from bottom to top over `inner`.
    pub fn new(canvas: &Canvas, inner: Rect, x: Range<f64>, y: Range<f64>) -> Self {
        let scale = Scale::new(
            spread(x),
            spread(y),
            (
                tenths(inner.x)..tenths(inner.right()),
                tenths(inner.bottom())..tenths(inner.y),
            ),
        );
        Self {
            area: canvas.area().apply_coord_spec(scale),
            inner,
        }
    }

    /// Where a value falls on the sheet, in units.
    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (px, py) = self.area.map_coordinate(&(x, y));
        (f64::from(px) / 10.0, f64::from(py) / 10.0)
    }

    pub fn line(&self, points: &[(f64, f64)], pen: Pen) {
        let _ = self.area.draw(&PathElement::new(points, pen));
    }

    pub fn fill(&self, points: &[(f64, f64)], pen: Pen) {
        let _ = self.area.draw(&Polygon::new(points, pen.filled()));
    }
}

/// A range that is not empty, as a scale needs.
fn spread(range: Range<f64>) -> Range<f64> {
    if range.end - range.start > f64::EPSILON * range.start.abs().max(1.0) {
        range
    } else {
        range.start - 0.5..range.start + 0.5
    }
}
