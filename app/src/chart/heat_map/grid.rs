//! The drawing of a heat map at one width.

use super::{HeatMapSpec, known, labels};
use crate::chart::canvas::{Anchor, Canvas, Heading};
use crate::chart::cast::{count, index};
use crate::chart::drawing::{Drawing, Words, shorten};
use crate::chart::frame::Layout;
use crate::chart::hatch::hatch;
use crate::chart::number::{NNBSP, number};
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

/// Height of a cell with its gap, in units.
const ROW: f64 = 25.0;
const GAP: f64 = 1.5;
/// Hours along the axis, and the key with its figures, below the cells.
const FOOT: f64 = 72.0;
/// One more line of the key, where something is in alert.
const ALERT_KEY: f64 = 24.0;

pub fn draw(spec: &HeatMapSpec, step: f64, words: &Words, narrow: bool) -> Drawing {
    let alerted = if spec.alerts.is_empty() {
        0.0
    } else {
        ALERT_KEY
    };
    let height = count(spec.rows.len()) * ROW + FOOT + alerted;
    let layout = if narrow {
        Layout::narrow(height)
    } else {
        Layout::wide(height)
    };
    let canvas = Canvas::new(layout.width, layout.height);
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
    let floor = count(spec.rows.len()) * ROW;
    for hour in spec.axis_hours() {
        let text = format!("{hour}{NNBSP}h");
        let half = text_width(&text, soft.size, false) / 2.0;
        let x = (left + f64::from(hour - spec.from_hour) * column)
            .min(layout.width - half - 1.0)
            .max(left + half);
        canvas.text(&text, (x, floor + soft.size + 3.0), Anchor::Middle, soft);
    }
    key(spec, step, &canvas, layout, (left, floor + 30.0));

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

/// Five swatches with the value each begins at, and what hatching means.
fn key(spec: &HeatMapSpec, step: f64, canvas: &Canvas, layout: Layout, (x, y): (f64, f64)) {
    let soft = layout.face(Pen::Soft);
    let decimals = if step.fract() > 1e-9 {
        spec.decimals.max(1)
    } else {
        spec.decimals
    };
    let w = if layout.narrow { 32.0 } else { 44.0 };
    for (i, pen) in Pen::HEAT.into_iter().enumerate() {
        canvas.rect(
            Rect {
                x: x + count(i) * w,
                y,
                w: w - GAP,
                h: 12.0,
            },
            pen,
        );
    }
    for i in 0..5_u32 {
        let from = number(f64::from(i) * step, decimals);
        canvas.text(&from, (x + f64::from(i) * w, y + 28.0), Anchor::Start, soft);
    }
    let after = x + 5.0 * w + 10.0;
    let unit = shorten(&spec.key, layout.width - after - 2.0, soft.size, false);
    canvas.text(&unit, (after, y + 11.0), Anchor::Start, soft);
    if cells(spec).any(|(.., v)| v.is_none()) {
        hatch(
            canvas,
            Rect {
                x: after,
                y: y + 17.0,
                w: 20.0,
                h: 12.0,
            },
            Pen::Hatch,
        );
        let room = layout.width - after - 28.0;
        let text = shorten(&spec.missing, room, soft.size, false);
        canvas.text(&text, (after + 26.0, y + 28.0), Anchor::Start, soft);
    }
    if !spec.alerts.is_empty() {
        let swatch = Rect {
            x: x + 1.0,
            y: y + 40.0,
            w: 20.0,
            h: 12.0,
        };
        canvas.line(&swatch.outline(), Pen::Alert);
        let text = format!("en alerte{NNBSP}: {}", labels(&spec.alerts).join(", "));
        let text = shorten(&text, layout.width - x - 30.0, soft.size, false);
        canvas.text(&text, (x + 28.0, y + 51.0), Anchor::Start, soft);
    }
}
