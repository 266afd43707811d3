//! Events and alerts over a curve.

use super::LoadCurveSpec;
use crate::chart::canvas::Canvas;
use crate::chart::cast::seconds;
use crate::chart::drawing::wrap;
use crate::chart::frame::Layout;
use crate::chart::label::{Label, Placer, Side};
use crate::chart::pen::Pen;
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;

/// How far the ends of a span reach down, in units.
const HOOK: f64 = 7.0;

/// Spans as bands under the curve, under an ink line that is hooked where the span
/// begins and ends within the period.
pub fn bands(spec: &LoadCurveSpec, canvas: &Canvas, plot: &Plot) {
    for (note, to) in spec.spans() {
        let (first, last) = (note.from.max(spec.from), to.min(spec.to));
        let (left, right) = (x_of(plot, first), x_of(plot, last));
        let top = plot.inner.y;
        let band = Rect {
            x: left,
            y: top,
            w: (right - left).max(2.0),
            h: plot.inner.h,
        };
        canvas.rect(band, Pen::Band);
        let right = band.right();
        let hook = |x: f64, ends: bool| ends.then_some((x, top + HOOK));
        let line: Vec<(f64, f64)> = hook(left, note.from >= spec.from)
            .into_iter()
            .chain([(left, top), (right, top)])
            .chain(hook(right, to <= spec.to))
            .collect();
        canvas.line(&line, Pen::Alert);
    }
}

/// Instants as upright lines; the words of both stand near their upper end.
pub fn names(
    spec: &LoadCurveSpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    layout: Layout,
) {
    for note in spec.annotations.iter().filter(|n| spec.shows(n)) {
        let x = x_of(plot, note.from.max(spec.from));
        let top = plot.inner.y;
        if note.to.is_none() {
            let line = [(x, top), (x, plot.inner.bottom())];
            canvas.line(&line, Pen::Objective);
            placer.block_line(&line);
        }
        let face = layout.bold(Pen::Ink);
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
