//! The drawing of a trajectory at one width.

use std::ops::RangeInclusive;

use super::{TrajectorySpec, YearValue};
use crate::chart::axis::{Tick, ticks_from_zero};
use crate::chart::canvas::{Canvas, Face, Heading};
use crate::chart::drawing::{Drawing, Words, wrap};
use crate::chart::frame::{Frame, Layout};
use crate::chart::label::{Label, Placer, Side};
use crate::chart::number::{NNBSP, number, signed};
use crate::chart::pen::Pen;
use crate::chart::plot::Plot;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

pub fn draw(spec: &TrajectorySpec, words: &Words, name: &str, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let (first, last) = years(spec);
    let end = spec.targets.last().map(|t| target_label(spec, t, layout));
    let right = match end {
        Some(label) if !layout.narrow => label.size().0 + 26.0,
        _ => 14.0,
    };
    let pad = (last - first) * 0.03;
    let frame = Frame {
        x: first - pad..last,
        x_ticks: &year_ticks(first, last, if layout.narrow { 10.0 } else { 5.0 }),
        y_ticks: &ticks_from_zero(highest(spec), 4),
        top: 22.0,
        right,
    };
    let plot = frame.draw(&canvas, &layout, &mut placer);
    let places = values(spec, &canvas, &plot, &mut placer);
    let marks = mark_lines(spec, &canvas, &plot, first..=last);
    labels(spec, &canvas, &plot, &mut placer, layout);
    path_label(spec, &canvas, &plot, &mut placer, name, layout);
    mark_names(&marks, &canvas, &plot, &mut placer, layout);

    let mut stops: Vec<_> = spec
        .measured
        .iter()
        .map(|m| plot.at(m.year, m.value))
        .collect();
    stops.extend(places);
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-trajectory",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places: stops,
    }
}

/// Everything but words; gives where the targets are.
fn values(
    spec: &TrajectorySpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
) -> Vec<(f64, f64)> {
    let pairs = |p: &[YearValue]| p.iter().map(|v| (v.year, v.value)).collect::<Vec<_>>();
    let on_sheet = |p: &[(f64, f64)]| p.iter().map(|(x, y)| plot.at(*x, *y)).collect::<Vec<_>>();
    let path = pairs(&spec.path);
    if let Some(pct) = spec
        .band_pct
        .filter(|p| p.is_finite() && *p > 0.0 && path.len() > 1)
    {
        let edge = |by: f64| path.iter().map(move |(x, y)| (*x, y * (1.0 + by / 100.0)));
        let band: Vec<_> = edge(pct)
            .chain(edge(-pct).collect::<Vec<_>>().into_iter().rev())
            .collect();
        plot.fill(&band, Pen::Band);
    }
    let floor = plot.inner.bottom();
    if let Some(today) = spec.today {
        let top = spec
            .measured
            .last()
            .map_or(plot.inner.y, |m| plot.at(today, m.value).1);
        let (x, _) = plot.at(today, 0.0);
        canvas.line(&[(x, top), (x, floor)], Pen::Today);
        placer.block_line(&[(x, top), (x, floor)]);
    }
    if path.len() > 1 {
        plot.line(&path, Pen::Objective);
        placer.block_line(&on_sheet(&path));
    }
    if let (Some(from), Some(to)) = (spec.measured.last(), spec.projection) {
        let line = [(from.year, from.value), (to.year, to.value)];
        plot.line(&line, Pen::Projection);
        placer.block_line(&on_sheet(&line));
        if let Some((low, high)) = spec.projection_range {
            whisker(canvas, plot, to.year, (low, high));
        }
        if let Some(due) = spec.path_at(to.year) {
            let late = spec.deviation_words().is_some_and(|(_, good)| !good);
            let gap = [(to.year, to.value), (to.year, due)];
            plot.line(&gap, if late { Pen::Gap } else { Pen::Ok });
            placer.block_line(&on_sheet(&gap));
        }
    }
    let measured = pairs(&spec.measured);
    plot.line(&measured, Pen::Measured);
    placer.block_line(&on_sheet(&measured));
    for (i, point) in on_sheet(&measured).into_iter().enumerate() {
        if i + 1 == measured.len() {
            canvas.dot(point, 5.5, Pen::MeasuredDot);
        } else if measured.len() <= 24 {
            canvas.ring(point, 3.2, Pen::Measured);
        }
        placer.block(Rect::around(point, 4.0));
    }
    let mut places = Vec::new();
    for target in &spec.targets {
        let (x, y) = plot.at(target.year, target.value);
        let r = 7.5;
        let corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y), (x, y - r)];
        canvas.fill(&corners, Pen::Target);
        placer.block(Rect::around((x, y), r));
        places.push((x, y));
    }
    places
}

/// Upright lines where something happened, with their words.
fn mark_lines<'s>(
    spec: &'s TrajectorySpec,
    canvas: &Canvas,
    plot: &Plot,
    shown: RangeInclusive<f64>,
) -> Vec<(f64, &'s str)> {
    let marks = spec.marks.iter().filter(|mark| shown.contains(&mark.year));
    marks
        .map(|mark| {
            let (x, _) = plot.at(mark.year, 0.0);
            canvas.line(&[(x, plot.inner.y), (x, plot.inner.bottom())], Pen::Today);
            (x, mark.label.as_str())
        })
        .collect()
}

/// The words of these lines, at their head or their foot, where there is room left: the
/// table tells all of them.
fn mark_names(
    marks: &[(f64, &str)],
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    layout: Layout,
) {
    let face = layout.face(Pen::Soft);
    for (x, name) in marks {
        let label = wrap(name, 150.0, face.size)
            .into_iter()
            .take(2)
            .fold(Label::default(), |label, line| label.and(line, face));
        let half = label.size().1 / 2.0 + 4.0;
        let ends = [plot.inner.y + half, plot.inner.bottom() - half];
        let _ = ends
            .iter()
            .any(|y| placer.put_if_free(canvas, &label, (*x, *y), &[Side::Right, Side::Left]));
    }
}

/// All words, the most needed first.
fn labels(
    spec: &TrajectorySpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    layout: Layout,
) {
    let figure = |v: f64| number(v, spec.decimals);
    let last_target = spec.targets.len().saturating_sub(1);
    for (i, target) in spec.targets.iter().enumerate() {
        let label = target_label(spec, target, layout);
        let sides: &[Side] = match (i == last_target, layout.narrow) {
            (true, false) => &[Side::Right, Side::Below, Side::Above],
            _ => &[
                Side::Below,
                Side::BelowLeft,
                Side::Above,
                Side::AboveRight,
                Side::BelowRight,
            ],
        };
        placer.put(canvas, &label, plot.at(target.year, target.value), sides);
    }
    if let Some(last) = spec.measured.last() {
        let size = if layout.narrow { 17.0 } else { 20.0 };
        let face = Face {
            size,
            bold: true,
            pen: Pen::Measured,
        };
        // French counts below two in the singular.
        let word = if last.value.abs() < 2.0 {
            "mesuré"
        } else {
            "mesurés"
        };
        let label = Label::new(format!("{} {word}", figure(last.value)), face);
        let sides = [
            Side::AboveRight,
            Side::AboveLeft,
            Side::Above,
            Side::BelowRight,
        ];
        placer.put(canvas, &label, plot.at(last.year, last.value), &sides);
    }
    let around = [
        Side::Right,
        Side::AboveRight,
        Side::Above,
        Side::BelowRight,
        Side::AboveLeft,
        Side::Left,
        Side::Below,
    ];
    let deviation = spec
        .deviation_words()
        .map(|(text, good)| (text, layout.bold(if good { Pen::Ok } else { Pen::Gap })));
    if let Some(to) = spec.projection {
        let year = format!("{:.0}", to.year.floor());
        let mut label = if layout.narrow {
            Label::new("Au rythme actuel", layout.bold(Pen::Ink)).and(
                format!("{} en {year}", figure(to.value)),
                layout.bold(Pen::Ink),
            )
        } else {
            let text = format!("Au rythme actuel{NNBSP}: {} en {year},", figure(to.value));
            Label::new(text, layout.bold(Pen::Ink))
        };
        if let Some((text, face)) = deviation {
            let room = if layout.narrow { 120.0 } else { layout.width };
            let lines = wrap(&text, room, face.size);
            label = lines
                .into_iter()
                .fold(label, |label, line| label.and(line, face));
        }
        placer.put(canvas, &label, plot.at(to.year, to.value), &around);
    } else if let (Some(last), Some((text, face))) = (spec.measured.last(), deviation) {
        let label = Label::new(text, face);
        placer.put(canvas, &label, plot.at(last.year, last.value), &around);
    }
    if let Some(today) = spec.today {
        let soft = layout.face(Pen::Soft);
        let mut label = Label::new(&*spec.today_name, soft);
        if let Some(due) = spec.path_at(today) {
            label = label.and(format!("trajectoire{NNBSP}: {}", figure(due)), soft);
        }
        let (x, _) = plot.at(today, 0.0);
        let foot = (x, plot.inner.bottom() - label.size().1 / 2.0 - 6.0);
        placer.put(canvas, &label, foot, &[Side::Right, Side::Left]);
    }
}

/// The name of the trajectory, along its longest stretch of the future.
fn path_label(
    spec: &TrajectorySpec,
    canvas: &Canvas,
    plot: &Plot,
    placer: &mut Placer,
    name: &str,
    layout: Layout,
) {
    let text = match spec.band_pct.filter(|p| p.is_finite() && *p > 0.0) {
        Some(pct) if !layout.narrow => {
            format!("{name}, bande ±{NNBSP}{}{NNBSP}%", number(pct, 0))
        }
        _ => name.to_owned(),
    };
    let label = Label::new(text, layout.face(Pen::Soft));
    let half = label.size().0 / 2.0;
    let (Some(first), Some(last)) = (spec.path.first(), spec.path.last()) else {
        return;
    };
    for part in [0.82, 0.7, 0.6, 0.9, 0.5, 0.4, 0.3, 0.2, 0.1] {
        let year = first.year + (last.year - first.year) * part;
        let Some(value) = spec.path_at(year) else {
            continue;
        };
        let up = value * (1.0 + spec.band_pct.unwrap_or(0.0).max(0.0) / 100.0);
        // The label is level and the line is not: stand clear of its high end.
        let (x, _) = plot.at(year, value);
        let (_, y) = plot.at(year, up);
        let inside = x - half > plot.inner.x && x + half < canvas.width;
        if inside && placer.put_if_free(canvas, &label, (x, y), &[Side::Above]) {
            return;
        }
    }
}

fn target_label(spec: &TrajectorySpec, target: &super::Target, layout: Layout) -> Label {
    let figure = number(target.value, spec.decimals);
    let label = Label::new(
        format!("{:.0}{NNBSP}: {figure}", target.year.floor()),
        layout.bold(Pen::Ink),
    );
    match target.change_pct {
        Some(pct) => label.and(
            format!("{}{NNBSP}%", signed(pct, 0)),
            layout.face(Pen::Soft),
        ),
        None => label,
    }
}

/// The range of a projection: a thin stroke with both its ends marked, beside the
/// deviation that is drawn at the projection itself.
fn whisker(canvas: &Canvas, plot: &Plot, year: f64, (low, high): (f64, f64)) {
    let (bottom, top) = (plot.at(year, low), plot.at(year, high));
    let x = bottom.0 - 9.0;
    canvas.line(&[(x, bottom.1), (x, top.1)], Pen::Compare);
    for y in [bottom.1, top.1] {
        canvas.line(&[(x - 4.0, y), (x + 4.0, y)], Pen::Compare);
    }
}

fn years(spec: &TrajectorySpec) -> (f64, f64) {
    let all = spec
        .measured
        .iter()
        .chain(&spec.path)
        .chain(spec.projection.as_ref())
        .map(|p| p.year)
        .chain(spec.targets.iter().map(|t| t.year))
        .chain(spec.today);
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), y| {
        (l.min(y), h.max(y))
    });
    if high - low < 1.0 {
        (low - 0.5, low + 0.5)
    } else {
        (low, high)
    }
}

fn highest(spec: &TrajectorySpec) -> f64 {
    let band = 1.0
        + spec
            .band_pct
            .filter(|p| p.is_finite())
            .unwrap_or(0.0)
            .max(0.0)
            / 100.0;
    let measured = spec
        .measured
        .iter()
        .chain(spec.projection.as_ref())
        .map(|p| p.value);
    let planned = spec.path.iter().map(|p| p.value * band);
    let range = spec.projection_range.map(|(_, high)| high);
    measured
        .chain(planned)
        .chain(range)
        .chain(spec.targets.iter().map(|t| t.value))
        .fold(0.0, f64::max)
}

/// The first year, then round years; a round year too near the first is left
/// out so that the first keeps its label.
fn year_ticks(first: f64, last: f64, every: f64) -> Vec<Tick> {
    let every = if last - first > 60.0 {
        20.0
    } else if last - first < 8.0 {
        1.0
    } else {
        every
    };
    let near = text_width("2000", 14.0, false) / 600.0 * (last - first);
    let tick = |year: f64| Tick {
        at: year,
        label: format!("{year:.0}"),
    };
    let mut ticks = vec![tick(first.floor().max(first))];
    for i in 0..60_u32 {
        let year = (first / every).floor() * every + f64::from(i) * every;
        if year > last {
            break;
        }
        if year - first > near {
            ticks.push(tick(year));
        }
    }
    ticks
}
