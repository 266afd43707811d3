//! The drawing of a signature at one width.

use super::{DayPoint, Degree, SignatureSpec};
use crate::chart::axis::{Tick, ticks_between, ticks_from_zero};
use crate::chart::canvas::{Anchor, Canvas, Heading};
use crate::chart::drawing::{Drawing, Words, wrap};
use crate::chart::frame::{Frame, Layout};
use crate::chart::label::{Label, Placer, Side};
use crate::chart::number::NNBSP;
use crate::chart::pen::Pen;
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;

/// Days drawn at most: more are one smear.
const MOST: usize = 400;

pub fn draw(spec: &SignatureSpec, degrees: &[Degree], words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let (low, high) = extent(spec.days.iter().map(|d| d.celsius));
    let x_ticks: Vec<Tick> = ticks_between(low, high, if layout.narrow { 4 } else { 8 })
        .into_iter()
        .map(|tick| Tick {
            label: format!("{}{NNBSP}°C", tick.label),
            ..tick
        })
        .collect();
    let values = spec.days.iter().chain(&spec.line).map(|d| d.value);
    let y_ticks = ticks_from_zero(values.fold(0.0, f64::max), 4);
    let first = x_ticks.first().map_or(low, |t| t.at);
    let last = x_ticks.last().map_or(high, |t| t.at);
    let frame = Frame {
        x: first..last,
        x_ticks: &x_ticks,
        y_ticks: &y_ticks,
        top: 28.0,
        right: 22.0,
    };
    let plot = frame.draw(&canvas, &layout, &mut placer);
    let soft = layout.face(Pen::Soft);
    canvas.text(&spec.unit, (0.0, layout.text), Anchor::Start, soft);
    placer.block(Rect {
        x: 0.0,
        y: 0.0,
        w: 130.0,
        h: layout.text + 4.0,
    });
    let every = spec.days.len().div_ceil(MOST).max(1);
    for day in spec.days.iter().step_by(every) {
        let at = plot.at(day.celsius, day.value.max(0.0));
        canvas.ring(at, if layout.narrow { 2.0 } else { 2.6 }, Pen::Day);
        placer.block(Rect::around(at, 2.0));
    }
    let line: Vec<(f64, f64)> = within(&spec.line, first, last);
    plot.line(&line, Pen::Measured);
    let on_sheet: Vec<_> = line.iter().map(|(x, y)| plot.at(*x, *y)).collect();
    placer.block_line(&on_sheet);
    balances(spec, &canvas, &plot, &mut placer, layout);

    let places = degrees
        .iter()
        .map(|d| plot.at(d.celsius.clamp(first, last), d.mean.max(0.0)))
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-signature",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}

/// An upright line where the fit bends, its words above.
fn balances(
    spec: &SignatureSpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    layout: Layout,
) {
    for balance in &spec.balances {
        let (x, _) = plot.at(balance.celsius, 0.0);
        if x < plot.inner.x || x > plot.inner.right() {
            continue;
        }
        let line = [(x, plot.inner.y), (x, plot.inner.bottom())];
        canvas.line(&line, Pen::Objective);
        placer.block_line(&line);
        let face = layout.bold(Pen::Ink);
        let room = if layout.narrow { 110.0 } else { 190.0 };
        let label = wrap(&balance.label, room, face.size)
            .into_iter()
            .fold(Label::default(), |label, line| label.and(line, face));
        let point = (x, plot.inner.y + 14.0);
        placer.put(canvas, &label, point, &[Side::Right, Side::Left]);
    }
}

/// The line between two temperatures, its ends moved along it.
fn within(line: &[DayPoint], first: f64, last: f64) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for (a, b) in line.iter().zip(line.iter().skip(1)) {
        let (from, to) = (a.celsius.max(first), b.celsius.min(last));
        if from > to || b.celsius <= a.celsius {
            continue;
        }
        let at = |t: f64| {
            let share = (t - a.celsius) / (b.celsius - a.celsius);
            (t, (a.value + (b.value - a.value) * share).max(0.0))
        };
        if points.is_empty() {
            points.push(at(from));
        }
        points.push(at(to));
    }
    points
}

fn extent(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
        (l.min(v), h.max(v))
    })
}
