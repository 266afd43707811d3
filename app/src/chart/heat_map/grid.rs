//! The drawing of a heat map at one width.

use super::key::Key;
use super::{HeatMapSpec, known};
use crate::chart::canvas::{Anchor, Canvas, Heading};
use crate::chart::cast::{count, index};
use crate::chart::drawing::{Drawing, Words, shorten};
use crate::chart::frame::Layout;
use crate::chart::hatch::hatch;
use crate::chart::number::NNBSP;
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

/// Height of a cell with its gap, in units.
const ROW: f64 = 25.0;
const GAP: f64 = 1.5;
/// Hours along the axis, below the cells.
const FOOT: f64 = 30.0;

pub fn draw(spec: &HeatMapSpec, step: f64, words: &Words, narrow: bool) -> Drawing {
    let mut layout = if narrow {
        Layout::narrow(0.0)
    } else {
        Layout::wide(0.0)
    };
    let soft = layout.face(Pen::Soft);
    let most = layout.width * if narrow { 0.15 } else { 0.2 };
    let names: Vec<String> = spec
        .rows
        .iter()
        .map(|r| shorten(&r.label, most, soft.size, false))
        .collect();
    let widest = names
        .iter()
        .map(|n| text_width(n, soft.size, false))
        .fold(0.0, f64::max);
    // Under the last column stands half of "24 h".
    let left = widest.min(most) + 8.0;
    let key = Key::of(spec, step, &layout, left);
    let floor = count(spec.rows.len()) * ROW;
    layout.height = floor + FOOT + key.height();
    let canvas = Canvas::new(layout.width, layout.height);
    let hours = f64::from(spec.to_hour.saturating_sub(spec.from_hour).max(1));
    let column = (layout.width - left - 1.0) / hours;
    let cell = |row: usize, hour: usize| Rect {
        x: left + (count(hour) - f64::from(spec.from_hour)) * column,
        y: count(row) * ROW,
        w: column - GAP,
        h: ROW - GAP,
    };

    for (row, name) in names.iter().enumerate() {
        canvas.text(name, (0.0, count(row) * ROW + 17.0), Anchor::Start, soft);
    }
    for (place, pen) in Pen::HEAT.into_iter().enumerate() {
        for (row, hour, value) in cells(spec) {
            if value.is_some_and(|v| index(v / step, 4) == place) {
                canvas.rect(cell(row, hour), pen);
            }
        }
    }
    for (row, hour, _) in cells(spec).filter(|(.., v)| v.is_none()) {
        hatch(&canvas, cell(row, hour), Pen::Hatch);
    }
    for alert in &spec.alerts {
        let (from, to) = (alert.from_hour.min(23), alert.to_hour.clamp(1, 24));
        let first = usize::from(alert.row);
        let rows = usize::from(alert.rows.max(1)).min(spec.rows.len().saturating_sub(first));
        if rows > 0 && from < to {
            let all = Rect {
                w: f64::from(to - from) * column - GAP,
                h: count(rows) * ROW - GAP,
                ..cell(first, usize::from(from))
            };
            canvas.line(&all.inside(&canvas.bounds(1.5)).outline(), Pen::Alert);
        }
    }
    for hour in spec.axis_hours() {
        let text = format!("{hour}{NNBSP}h");
        let half = text_width(&text, soft.size, false) / 2.0;
        let x = (left + f64::from(hour - spec.from_hour) * column)
            .min(layout.width - half - 1.0)
            .max(left + half);
        canvas.text(&text, (x, floor + soft.size + 3.0), Anchor::Middle, soft);
    }
    key.draw(&canvas, floor + FOOT);

    let places = cells(spec)
        .map(|(row, hour, _)| {
            let c = cell(row, hour);
            (c.x + c.w / 2.0, c.y + c.h / 2.0)
        })
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-heat-map",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}

fn cells(spec: &HeatMapSpec) -> impl Iterator<Item = (usize, usize, Option<f64>)> {
    let rows = spec.rows.iter().enumerate();
    rows.flat_map(|(row, r)| {
        known(spec, r)
            .into_iter()
            .map(move |(hour, v)| (row, hour, v))
    })
}
