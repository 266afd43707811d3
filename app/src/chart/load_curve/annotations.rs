//! Events and alerts over a curve.

use super::LoadCurveSpec;
use crate::chart::canvas::Canvas;
use crate::chart::cast::seconds;
use crate::chart::drawing::{shorten, wrap};
use crate::chart::frame::Layout;
use crate::chart::label::{Label, Placer, Side};
use crate::chart::pen::Pen;
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

/// Room above the curve for the brackets of spans and their words, in units.
pub const HEAD: f64 = 28.0;
/// How far above the curve a bracket stands, in units.
const LIFT: f64 = 7.0;

/// Spans as bands under the curve, each under a bracket that is hooked where the span
/// begins and ends within the period.
pub fn bands(spec: &LoadCurveSpec, canvas: &Canvas, plot: &Plot) {
    for (note, to) in spec.spans() {
        let (first, last) = (note.from.max(spec.from), to.min(spec.to));
        let (left, right) = (x_of(plot, first), x_of(plot, last));
        let top = plot.inner.y;
        let band = Rect {
            x: left,
            y: top - LIFT,
            w: (right - left).max(2.0),
            h: plot.inner.h + LIFT,
        };
        canvas.rect(band, Pen::Band);
        let (bar, right) = (band.y, band.right());
        let hook = |x: f64, ends: bool| ends.then_some((x, top));
        let line: Vec<(f64, f64)> = hook(left, note.from >= spec.from)
            .into_iter()
            .chain([(left, bar), (right, bar)])
            .chain(hook(right, to <= spec.to))
            .collect();
        canvas.line(&line, Pen::Alert);
    }
}

/// Instants as upright lines, their words near the upper end; the words of spans
/// stand on their bracket.
pub fn names(
    spec: &LoadCurveSpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    layout: Layout,
) {
    let face = layout.bold(Pen::Ink);
    let top = plot.inner.y;
    for note in spec.annotations.iter().filter(|n| spec.shows(n)) {
        let x = x_of(plot, note.from.max(spec.from));
        if note.to.is_some() {
            let text = shorten(
                &note.label,
                layout.width - plot.inner.x,
                face.size,
                face.bold,
            );
            // Begun late in the period, they end with it.
            let x = x.min(layout.width - text_width(&text, face.size, face.bold) - 12.0);
            let label = Label::new(text, face);
            placer.put(canvas, &label, (x, top - LIFT + 4.0), &[Side::AboveRight]);
            continue;
        }
        let line = [(x, top), (x, plot.inner.bottom())];
        canvas.line(&line, Pen::Objective);
        placer.block_line(&line);
        let label = wrap(&note.label, 150.0, face.size)
            .into_iter()
            .take(2)
            .fold(Label::default(), |label, line| label.and(line, face));
        placer.put(canvas, &label, (x, top + 12.0), &[Side::Right, Side::Left]);
    }
}

fn x_of(plot: &Plot, at: i64) -> f64 {
    plot.at(seconds(at), 0.0).0
}
