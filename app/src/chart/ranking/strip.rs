//! The spread of a use: one dot a place, stacked where they meet.

use super::{ENDS, RankingSpec, quantile};
use crate::chart::axis::ticks_between;
use crate::chart::canvas::{Anchor, Canvas, Heading};
use crate::chart::drawing::{Drawing, Words};
use crate::chart::frame::Layout;
use crate::chart::label::{Label, Placer, Side};
use crate::chart::number::{NNBSP, number};
use crate::chart::pen::Pen;
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

const RADIUS: f64 = 5.0;
/// Of the place whose page it is.
const OWN_RADIUS: f64 = 7.5;
/// Where the median line begins, under its words.
const MEDIAN_TOP: f64 = 24.0;

pub fn draw(spec: &RankingSpec, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let foot = layout.text + 12.0;
    let floor = layout.height - foot;
    // Above the dots: one line of labels on a wide drawing, two on a narrow.
    let head = if layout.narrow { 48.0 } else { 28.0 };
    let values = spec
        .entries
        .iter()
        .map(|e| e.value)
        .chain(spec.objective.as_ref().map(|o| o.value));
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
        (l.min(v), h.max(v))
    });
    let ticks = ticks_between(low, high, if layout.narrow { 4 } else { 6 });
    let ends = (
        ticks.first().map_or(0.0, |t| t.at),
        ticks.last().map_or(1.0, |t| t.at),
    );
    let side = ticks
        .iter()
        .map(|t| text_width(&t.label, layout.text, false) / 2.0);
    let inset = side.fold(RADIUS + 2.0, f64::max);
    let inner = Rect {
        x: inset,
        y: head,
        w: layout.width - 2.0 * inset,
        h: floor - head,
    };
    let plot = Plot::new(&canvas, inner, ends.0..ends.1, 0.0..1.0);
    let x_of = |v: f64| plot.at(v, 0.0).0;

    let dots = stack(spec, &plot, floor);
    let top = dots.iter().map(|d| d.1).fold(floor, f64::min) - RADIUS;
    let (q1, q3) = (
        x_of(quantile(&spec.entries, 0.25)),
        x_of(quantile(&spec.entries, 0.75)),
    );
    let band = Rect {
        x: q1,
        y: (floor - 34.0).min(top + 4.0).max(head),
        w: q3 - q1,
        h: 0.0,
    };
    let band = Rect {
        h: floor - band.y,
        ..band
    };
    canvas.rect(band, Pen::Band);

    canvas.line(&[(inner.x, floor), (inner.right(), floor)], Pen::Axis);
    for tick in &ticks {
        canvas.line(
            &[(x_of(tick.at), floor), (x_of(tick.at), floor + 4.0)],
            Pen::Axis,
        );
    }
    for tick in &ticks {
        let at = (x_of(tick.at), floor + layout.text + 7.0);
        canvas.text(&tick.label, at, Anchor::Middle, layout.face(Pen::Soft));
    }
    placer.block(Rect {
        x: 0.0,
        y: floor,
        w: layout.width,
        h: foot,
    });
    for dot in &dots {
        placer.block(Rect::around(*dot, RADIUS));
    }

    let median = quantile(&spec.entries, 0.5);
    let line = head - 4.0;
    let median_line = [(x_of(median), MEDIAN_TOP), (x_of(median), floor)];
    placer.block_line(&median_line);
    canvas.line(&median_line, Pen::Median);
    if let Some(o) = &spec.objective {
        let goal = [(x_of(o.value), line), (x_of(o.value), floor)];
        placer.block_line(&goal);
        canvas.line(&goal, Pen::Objective);
    }
    let last = dots.len().saturating_sub(ENDS);
    let own = own(spec);
    for (i, dot) in dots.iter().enumerate() {
        let named = match own {
            Some(own) => i == own,
            None => i < ENDS || i >= last,
        };
        if named {
            let radius = if own.is_some() { OWN_RADIUS } else { RADIUS };
            canvas.dot(*dot, radius, Pen::MeasuredDot);
        } else {
            canvas.ring(*dot, RADIUS, Pen::Dot);
        }
    }
    if let Some((entry, dot)) = own.and_then(|i| Some((spec.entries.get(i)?, dots.get(i)?))) {
        let text = format!("ici{NNBSP}: {}", number(entry.value, spec.decimals));
        let label = Label::new(text, layout.bold(Pen::Measured));
        let sides = [Side::Above, Side::AboveRight, Side::AboveLeft, Side::Right];
        placer.block(Rect::around(*dot, OWN_RADIUS));
        placer.put(&canvas, &label, *dot, &sides);
    }
    labels(
        spec,
        &canvas,
        &mut placer,
        layout,
        (x_of(median), median),
        &x_of,
        band,
    );

    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-ranking",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places: dots,
    }
}

/// Where the place of the page stands among the entries.
fn own(spec: &RankingSpec) -> Option<usize> {
    let code = spec.own.as_deref()?;
    spec.entries.iter().position(|entry| entry.code == code)
}

fn labels(
    spec: &RankingSpec,
    canvas: &Canvas,
    placer: &mut Placer,
    layout: Layout,
    (median_x, median): (f64, f64),
    x_of: &dyn Fn(f64) -> f64,
    band: Rect,
) {
    let figure = |v: f64| number(v, spec.decimals);
    // On a narrow sheet the two labels do not fit on one line.
    let line = if layout.narrow { 44.0 } else { 24.0 };
    if let Some(o) = &spec.objective {
        let text = format!("{}{NNBSP}: {}", o.label, figure(o.value));
        let label = Label::new(text, layout.bold(Pen::Ink));
        let sides = if o.value <= median {
            [Side::Left, Side::AboveLeft, Side::Above]
        } else {
            [Side::Right, Side::AboveRight, Side::Above]
        };
        placer.put(canvas, &label, (x_of(o.value), line + 8.0), &sides);
    }
    let label = Label::new(
        format!("médiane {}", figure(median)),
        layout.face(Pen::Soft),
    );
    let sides = [Side::Above, Side::AboveRight, Side::AboveLeft, Side::Right];
    placer.put(canvas, &label, (median_x, MEDIAN_TOP + 6.0), &sides);
    let label = Label::new(
        format!("la moitié {} est ici", spec.whose),
        layout.face(Pen::Soft),
    );
    let right = (band.right() - 4.0, band.y + 10.0);
    let left = (band.x + 4.0, band.y + 10.0);
    let free = placer.put_if_free(canvas, &label, right, &[Side::Right, Side::AboveRight]);
    if !free {
        placer.put_if_free(canvas, &label, left, &[Side::Left, Side::AboveLeft]);
    }
}

/// Where each dot goes: at its value, as low as no other dot is in its way.
/// With more places than the height holds, stacks are pressed together.
fn stack(spec: &RankingSpec, plot: &Plot, floor: f64) -> Vec<(f64, f64)> {
    let mut levels: Vec<f64> = Vec::new();
    let mut placed: Vec<(f64, usize)> = Vec::new();
    for entry in &spec.entries {
        let (x, _) = plot.at(entry.value, 0.0);
        let free = levels.iter().position(|end| x - end >= RADIUS * 2.0 - 1.0);
        let level = free.unwrap_or(levels.len());
        match levels.get_mut(level) {
            Some(end) => *end = x,
            None => levels.push(x),
        }
        placed.push((x, level));
    }
    let room = floor - plot.inner.y - 2.0 * RADIUS - 2.0;
    let step = (room / crate::chart::cast::count(levels.len().max(2) - 1)).min(RADIUS * 2.0);
    placed
        .into_iter()
        .map(|(x, level)| {
            (
                x,
                floor - RADIUS - 3.0 - crate::chart::cast::count(level) * step,
            )
        })
        .collect()
}
