//! How a note went from one day to another: each step begins where the one before ended.

use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Heading};
use super::cast::count;
use super::drawing::{Drawing, Words, assemble, shorten};
use super::frame::Layout;
use super::hatch::hatch;
use super::number::{number, signed};
use super::pen::Pen;
use super::rect::Rect;
use super::text_width::text_width;
use super::{Chart, ChartTable};

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaterfallStep {
    pub name: String,
    /// Signed, in the unit of the chart.
    pub by: f64,
}

/// What a waterfall shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaterfallSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// Name and value of the start.
    pub start: (String, f64),
    pub steps: Vec<WaterfallStep>,
    /// Name and value of the end: the start and all steps.
    pub end: (String, f64),
    pub decimals: usize,
}

/// Height of a row, in units.
const ROW: f64 = 34.0;
/// On a phone the name stands above its bar.
const NARROW_ROW: f64 = 50.0;
/// Room for a value beside its bar.
const VALUE: f64 = 64.0;
/// Below this a bar would not be seen.
const LEAST_BAR: f64 = 2.0;

/// Draws the chart: start, steps and end from top to bottom, on an axis that spans
/// what moved, not from 0.
#[must_use]
pub fn waterfall(spec: &WaterfallSpec) -> Chart {
    let words = words(spec);
    let rows = count(spec.steps.len() + 2);
    let wide = draw(spec, &words, Layout::wide(rows * ROW + 4.0));
    let narrow = draw(spec, &words, Layout::narrow(rows * NARROW_ROW + 4.0));
    assemble(words, wide, narrow)
}

fn words(spec: &WaterfallSpec) -> Words {
    let value = |v: f64| number(v, spec.decimals);
    let by = |v: f64| signed(v, spec.decimals);
    let mut rows = vec![vec![
        spec.start.0.clone(),
        String::new(),
        value(spec.start.1),
    ]];
    let mut stops = vec![(spec.start.0.clone(), value(spec.start.1))];
    let mut at = spec.start.1;
    for step in &spec.steps {
        at += step.by;
        rows.push(vec![step.name.clone(), by(step.by), value(at)]);
        stops.push((step.name.clone(), by(step.by)));
    }
    rows.push(vec![spec.end.0.clone(), String::new(), value(spec.end.1)]);
    stops.push((spec.end.0.clone(), value(spec.end.1)));
    Words {
        title: spec.title.clone(),
        description: format!(
            "De {} à {}, en {} étapes.",
            value(spec.start.1),
            value(spec.end.1),
            spec.steps.len()
        ),
        table: ChartTable {
            caption: spec.title.clone(),
            columns: ["Étape", "Effet", "Note"].map(String::from).to_vec(),
            rows,
        },
        stops,
    }
}

/// One row of the drawing: from where to where.
struct Row<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    text: String,
    /// Start and end are notes, the others steps.
    is_note: bool,
}

fn rows(spec: &WaterfallSpec) -> Vec<Row<'_>> {
    let mut rows = vec![note(&spec.start, spec.decimals)];
    let mut at = spec.start.1;
    for step in &spec.steps {
        rows.push(Row {
            name: &step.name,
            from: at,
            to: at + step.by,
            text: signed(step.by, spec.decimals),
            is_note: false,
        });
        at += step.by;
    }
    rows.push(note(&spec.end, spec.decimals));
    rows
}

fn note((name, value): &(String, f64), decimals: usize) -> Row<'_> {
    Row {
        name,
        from: *value,
        to: *value,
        text: number(*value, decimals),
        is_note: true,
    }
}

fn draw(spec: &WaterfallSpec, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let rows = rows(spec);
    let face = layout.face(Pen::Ink);
    let bold = layout.bold(Pen::Ink);
    let high = if layout.narrow { NARROW_ROW } else { ROW };
    let names = rows.iter().map(|row| text_width(row.name, face.size, true));
    let left = if layout.narrow {
        0.0
    } else {
        names.fold(0.0, f64::max).min(layout.width * 0.4) + 16.0
    };
    // Values may stand on either side of their bars.
    let (from, to) = (left + VALUE, layout.width - VALUE);
    let ends = || rows.iter().flat_map(|row| [row.from, row.to]);
    let low = ends().fold(f64::INFINITY, f64::min);
    let span = (ends().fold(f64::NEG_INFINITY, f64::max) - low).max(1e-9);
    let x = |value: f64| from + (value - low) / span * (to - from);
    let middle = |i: usize| {
        let top = 2.0 + count(i) * high;
        top + if layout.narrow {
            high - 16.0
        } else {
            high / 2.0
        }
    };
    let base = |i: usize| middle(i) + face.size * 0.35;
    canvas.open("c-chosen");
    // From where a step ends to where the next one begins; on a phone names stand there.
    let links = if layout.narrow {
        0
    } else {
        rows.len().saturating_sub(1)
    };
    for (i, row) in rows.iter().enumerate().take(links) {
        let link = [(x(row.to), middle(i)), (x(row.to), middle(i + 1))];
        canvas.line(&link, Pen::Axis);
    }
    for (i, row) in rows.iter().enumerate() {
        let (a, b) = (x(row.from.min(row.to)), x(row.from.max(row.to)));
        let face = if row.is_note { bold } else { face };
        let room = if layout.narrow {
            layout.width
        } else {
            left - 16.0
        };
        let name = shorten(row.name, room, face.size, row.is_note);
        if layout.narrow {
            let place = (0.0, middle(i) - 16.0);
            canvas.text(&name, place, Anchor::Start, face);
        } else {
            canvas.text(&name, (left - 16.0, base(i)), Anchor::End, face);
        }
        if row.is_note {
            canvas.dot((a, middle(i)), 6.0, Pen::Ink);
            canvas.text(&row.text, (a + 14.0, base(i)), Anchor::Start, bold);
            continue;
        }
        let bar = Rect {
            x: a,
            y: middle(i) - 9.0,
            w: (b - a).max(LEAST_BAR),
            h: 18.0,
        };
        if row.to < row.from {
            hatched(&canvas, bar);
        } else {
            canvas.rect(bar, Pen::Bar);
        }
        // On the side the step goes to.
        let (place, anchor) = if row.to < row.from {
            ((a - 8.0, base(i)), Anchor::End)
        } else {
            ((b + 8.0, base(i)), Anchor::Start)
        };
        canvas.text(&row.text, place, anchor, face);
    }
    canvas.close();
    let places = rows
        .iter()
        .enumerate()
        .map(|(i, row)| (x(row.to), middle(i)))
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-waterfall",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}

/// A loss is told apart from a gain by its shape before its colour.
fn hatched(canvas: &Canvas, bar: Rect) {
    canvas.line(&bar.outline(), Pen::Ink);
    hatch(canvas, bar, Pen::Ink);
}
