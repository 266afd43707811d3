//! Grid, axes and their labels around a plot.

use super::axis::Tick;
use super::canvas::{Anchor, Canvas, Face};
use super::cast::count;
use super::label::Placer;
use super::pen::Pen;
use super::plot::Plot;
use super::rect::Rect;
use super::text_width::text_width;

/// The two drawings every chart has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Layout {
    pub width: f64,
    pub height: f64,
    pub narrow: bool,
    /// Size of labels, in units: never under 14 where a unit is a pixel.
    pub text: f64,
}

impl Layout {
    pub const fn wide(height: f64) -> Self {
        Self {
            width: 850.0,
            height,
            narrow: false,
            text: 14.0,
        }
    }

    pub const fn narrow(height: f64) -> Self {
        Self {
            width: 350.0,
            height,
            narrow: true,
            text: 14.0,
        }
    }

    pub const fn face(&self, pen: Pen) -> Face {
        Face {
            size: self.text,
            bold: false,
            pen,
        }
    }

    pub const fn bold(&self, pen: Pen) -> Face {
        Face {
            size: self.text,
            bold: true,
            pen,
        }
    }

    /// Ending of the ids of this drawing, which shares its page with the other.
    pub fn id(&self, id: &str) -> String {
        format!("{id}-{}", if self.narrow { "n" } else { "w" })
    }
}

/// What stands around the values. `right` is room kept for end labels.
pub struct Frame<'a> {
    pub x: std::ops::Range<f64>,
    pub x_ticks: &'a [Tick],
    pub y_ticks: &'a [Tick],
    pub top: f64,
    pub right: f64,
}

impl Frame<'_> {
    /// Draws grid and axes and gives the plot between them. Labels of the lower
    /// axis that would touch the one before are left out.
    pub fn draw(&self, canvas: &Canvas, layout: &Layout, placer: &mut Placer) -> Plot {
        let soft = layout.face(Pen::Soft);
        let width = |t: &Tick| text_width(&t.label, soft.size, false);
        let left = self.y_ticks.iter().map(width).fold(0.0, f64::max) + 10.0;
        let foot = soft.size + 14.0;
        let inner = Rect {
            x: left,
            y: self.top,
            w: (canvas.width - left - self.right).max(40.0),
            h: (canvas.height - self.top - foot).max(20.0),
        };
        let low = self.y_ticks.first().map_or(0.0, |t| t.at);
        let high = self.y_ticks.last().map_or(1.0, |t| t.at);
        let plot = Plot::new(canvas, inner, self.x.clone(), low..high);

        canvas.open("c-frame");
        for tick in self.y_ticks.iter().skip(1) {
            plot.line(&[(self.x.start, tick.at), (self.x.end, tick.at)], Pen::Grid);
        }
        let floor = inner.bottom();
        canvas.line(&[(inner.x, floor), (inner.right(), floor)], Pen::Axis);
        for tick in self.x_ticks {
            let (x, _) = plot.at(tick.at, low);
            canvas.line(&[(x, floor), (x, floor + 4.0)], Pen::Axis);
        }
        for tick in self.y_ticks {
            let (_, y) = plot.at(self.x.start, tick.at);
            let base = y + soft.size * 0.35;
            canvas.text(&tick.label, (inner.x - 10.0, base), Anchor::End, soft);
        }
        let mut free = f64::NEG_INFINITY;
        for tick in self.x_ticks {
            let (x, _) = plot.at(tick.at, low);
            let w = width(tick);
            let x = x.min(canvas.width - w / 2.0 - 1.0).max(w / 2.0);
            if x - w / 2.0 >= free + 6.0 {
                canvas.text(
                    &tick.label,
                    (x, floor + soft.size + 8.0),
                    Anchor::Middle,
                    soft,
                );
                free = x + w / 2.0;
            }
        }
        canvas.close();
        placer.block(Rect {
            x: 0.0,
            y: 0.0,
            w: left - 4.0,
            h: canvas.height,
        });
        placer.block(Rect {
            x: 0.0,
            y: floor,
            w: canvas.width,
            h: foot,
        });
        plot
    }

    /// How many labels of this width fit along a lower axis, at least two.
    pub fn room(layout: &Layout, label: &str) -> i64 {
        let each = text_width(label, layout.text, false) + 18.0;
        (2..60_i64)
            .take_while(|n| count(usize::try_from(*n).unwrap_or(0)) * each < layout.width - 60.0)
            .last()
            .unwrap_or(2)
    }
}
