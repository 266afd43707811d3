//! What the colours of a heat map mean, below it.

use super::{HeatMapSpec, known, labels};
use crate::chart::canvas::{Anchor, Canvas};
use crate::chart::cast::count;
use crate::chart::drawing::shorten;
use crate::chart::frame::Layout;
use crate::chart::hatch::hatch;
use crate::chart::number::{NNBSP, number};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

/// Height of the swatches with the values under them.
const SWATCHES: f64 = 42.0;
/// One more line.
const LINE: f64 = 24.0;
/// From a hatched or outlined swatch to its words.
const INDENT: f64 = 26.0;
const GAP: f64 = 1.5;

/// Five swatches with the value each begins at, and what hatching and outlines mean.
pub struct Key<'a> {
    spec: &'a HeatMapSpec,
    step: f64,
    layout: Layout,
    /// Where it begins, under the first cell.
    left: f64,
    hatched: bool,
    /// The words of the values, where they do not fit beside the swatches.
    below: Option<Vec<String>>,
}

impl<'a> Key<'a> {
    /// The key of a map in a layout.
    pub fn of(spec: &'a HeatMapSpec, step: f64, layout: &Layout, left: f64) -> Self {
        let cells = || spec.rows.iter().flat_map(|row| known(spec, row));
        let mut key = Self {
            spec,
            step,
            layout: *layout,
            left,
            hatched: cells().any(|(_, value)| value.is_none()),
            below: None,
        };
        let fits =
            |text: &str, from: f64| from + text_width(text, layout.text, false) <= layout.width;
        let beside = fits(&spec.key, key.after() + 2.0)
            && (!key.hatched || fits(&spec.missing, key.after() + INDENT + 2.0));
        if !beside {
            key.below = Some(wrapped(&spec.key, layout.width - 2.0, layout.text));
        }
        key
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        let lines = self
            .below
            .as_ref()
            .map_or(0, |lines| lines.len() + usize::from(self.hatched));
        let alerted = usize::from(!self.spec.alerts.is_empty());
        SWATCHES + count(lines + alerted) * LINE
    }

    fn swatch(&self) -> f64 {
        if self.layout.narrow { 32.0 } else { 44.0 }
    }

    /// Where words beside the swatches begin.
    fn after(&self) -> f64 {
        self.left + 5.0 * self.swatch() + 10.0
    }

    /// Draws it from `y` down.
    pub fn draw(&self, canvas: &Canvas, y: f64) {
        let soft = self.layout.face(Pen::Soft);
        let decimals = if self.step.fract() > 1e-9 {
            self.spec.decimals.max(1)
        } else {
            self.spec.decimals
        };
        let w = self.swatch();
        for (i, pen) in Pen::HEAT.into_iter().enumerate() {
            let place = Rect {
                x: self.left + count(i) * w,
                y,
                w: w - GAP,
                h: 12.0,
            };
            canvas.rect(place, pen);
        }
        for i in 0..5_u32 {
            let from = number(f64::from(i) * self.step, decimals);
            let x = self.left + f64::from(i) * w;
            canvas.text(&from, (x, y + 28.0), Anchor::Start, soft);
        }
        let mut line = y + 51.0;
        match &self.below {
            None => {
                canvas.text(
                    &self.spec.key,
                    (self.after(), y + 11.0),
                    Anchor::Start,
                    soft,
                );
                self.hatching(canvas, (self.after(), y + 28.0));
            }
            Some(words) => {
                for text in words {
                    canvas.text(text, (0.0, line), Anchor::Start, soft);
                    line += LINE;
                }
                self.hatching(canvas, (0.0, line));
                line += if self.hatched { LINE } else { 0.0 };
            }
        }
        self.outlining(canvas, line);
    }

    fn hatching(&self, canvas: &Canvas, (x, y): (f64, f64)) {
        if !self.hatched {
            return;
        }
        let swatch = Rect {
            x,
            y: y - 11.0,
            w: 20.0,
            h: 12.0,
        };
        hatch(canvas, swatch, Pen::Hatch);
        let at = (x + INDENT, y);
        let soft = self.layout.face(Pen::Soft);
        canvas.text(&self.spec.missing, at, Anchor::Start, soft);
    }

    fn outlining(&self, canvas: &Canvas, y: f64) {
        if self.spec.alerts.is_empty() {
            return;
        }
        let x = if self.below.is_some() { 0.0 } else { self.left };
        let swatch = Rect {
            x: x + 1.0,
            y: y - 11.0,
            w: 20.0,
            h: 12.0,
        };
        canvas.line(&swatch.outline(), Pen::Alert);
        let soft = self.layout.face(Pen::Soft);
        let text = format!("en alerte{NNBSP}: {}", labels(&self.spec.alerts).join(", "));
        let text = shorten(&text, self.layout.width - x - 30.0, soft.size, false);
        canvas.text(&text, (x + 28.0, y), Anchor::Start, soft);
    }
}

/// A text on as many lines as it takes.
fn wrapped(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size, false) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
