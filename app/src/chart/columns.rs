//! One column for each hour or each span of minutes, with the one that matters named.

use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Heading};
use super::cast::count;
use super::drawing::{Drawing, Words, assemble, empty};
use super::frame::Layout;
use super::label::{Label, Placer, Side};
use super::number::with_unit;
use super::pen::Pen;
use super::rect::Rect;
use super::text_width::text_width;
use super::{Chart, ChartTable};

/// What a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// One among others.
    Plain,
    /// The running one.
    Now,
    /// One to look at.
    Chosen,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// In full: « 9 h à 10 h ».
    pub name: String,
    /// Under the axis; empty for most.
    pub tick: String,
    /// How high; `None`: not known, and a dash.
    pub value: Option<f64>,
    pub tone: Tone,
}

/// A line across, at a place between columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Bound {
    /// In columns from the left edge.
    pub at: f64,
    pub label: String,
}

/// What columns show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnsSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// In words, what stands out.
    pub description: String,
    /// "min", "%".
    pub unit: String,
    /// What a column is, for the table: « Heure ».
    pub what: String,
    pub columns: Vec<Column>,
    /// Columns `[from, to)` to look at, with what is said of them.
    pub chosen: Option<(usize, usize, String)>,
    pub bounds: Vec<Bound>,
    pub decimals: usize,
    /// How wide the wide drawing is laid out, in units: about the pixels it is shown at,
    /// so that its words are neither small nor large there.
    pub width: f64,
}

/// Width of a drawing that has two thirds of a page to itself.
pub const WIDE: f64 = 850.0;
/// Room above the highest column for what is said.
const HEAD: f64 = 44.0;
const FOOT: f64 = 24.0;

/// Draws the chart, its axis from 0.
#[must_use]
pub fn columns(spec: &ColumnsSpec) -> Chart {
    if spec.columns.iter().all(|column| column.value.is_none()) {
        let sentence = "Trop peu de données pour le dire.";
        return empty(&spec.id, "c-columns", &spec.title, sentence);
    }
    let figure = |c: &Column| with_unit(c.value, spec.decimals, &spec.unit);
    let words = Words {
        title: spec.title.clone(),
        description: spec.description.clone(),
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns: vec![spec.what.clone(), spec.unit.clone()],
            rows: spec
                .columns
                .iter()
                .map(|c| vec![c.name.clone(), figure(c)])
                .collect(),
        },
        stops: spec
            .columns
            .iter()
            .map(|c| (c.name.clone(), figure(c)))
            .collect(),
    };
    let wide = Layout {
        width: spec.width,
        ..Layout::wide(230.0)
    };
    let wide = draw(spec, &words, wide);
    let narrow = draw(spec, &words, Layout::narrow(190.0));
    assemble(words, wide, narrow)
}

fn draw(spec: &ColumnsSpec, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let floor = layout.height - FOOT;
    let known = spec.columns.iter().filter_map(|c| c.value);
    let high = known.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let slot = layout.width / count(spec.columns.len().max(1));
    let bar = slot * 0.82;
    let left = |i: usize| count(i) * slot + (slot - bar) / 2.0;
    let top = |v: f64| floor - (v.max(0.0) / high * (floor - HEAD)).max(2.0);
    let (soft, bold) = (layout.face(Pen::Soft), layout.bold(Pen::Ink));
    if let Some((from, to, _)) = &spec.chosen {
        let (x, w) = (count(*from) * slot, count(to.saturating_sub(*from)) * slot);
        let band = Rect {
            x,
            y: 20.0,
            w,
            h: floor - 20.0,
        };
        canvas.rect(band, Pen::Band);
    }
    for (tone, class) in [
        (Tone::Plain, "c-plain"),
        (Tone::Chosen, "c-chosen"),
        (Tone::Now, "c-now"),
    ] {
        canvas.open(class);
        for (i, column) in spec.columns.iter().enumerate() {
            if let Some(v) = column.value.filter(|_| column.tone == tone) {
                let y = top(v);
                let r = Rect {
                    x: left(i),
                    y,
                    w: bar,
                    h: floor - y,
                };
                canvas.rect(r, Pen::Bar);
                placer.block(r);
            }
        }
        canvas.close();
    }
    canvas.line(&[(0.0, floor), (layout.width, floor)], Pen::Axis);
    ticks(spec, &canvas, &layout, slot, floor);
    for bound in &spec.bounds {
        let x = bound.at * slot;
        canvas.line(&[(x, 20.0), (x, floor)], Pen::Objective);
        let label = Label::new(&*bound.label, bold);
        placer.put(
            &canvas,
            &label,
            (x, 26.0),
            &[Side::Right, Side::Left, Side::Above],
        );
    }
    if let Some((from, to, said)) = &spec.chosen {
        let middle = (count(*from) + count(*to)) / 2.0 * slot;
        let half = text_width(said, layout.text, true) / 2.0;
        let x = middle.clamp(half + 1.0, (layout.width - half - 1.0).max(half + 1.0));
        canvas.open("c-chosen");
        canvas.text(said, (x, 14.0), Anchor::Middle, layout.bold(Pen::Measured));
        canvas.close();
        placer.block(Rect {
            x: x - half,
            y: 0.0,
            w: 2.0 * half,
            h: 18.0,
        });
    }
    for (i, column) in spec.columns.iter().enumerate() {
        let middle = left(i) + bar / 2.0;
        match column.value {
            None if !column.tick.is_empty() || spec.columns.len() < 30 => {}
            Some(v) if column.tone == Tone::Now => {
                let label = Label::new("maintenant", bold);
                let sides = [Side::Above, Side::AboveLeft, Side::AboveRight];
                placer.put(&canvas, &label, (middle, top(v)), &sides);
            }
            Some(v) if v >= high => {
                let figure = with_unit(Some(v), spec.decimals, &spec.unit);
                let label = Label::new(figure, soft);
                let sides = [Side::Above, Side::AboveLeft, Side::AboveRight];
                placer.put_if_free(&canvas, &label, (middle, top(v)), &sides);
            }
            _ => {}
        }
    }
    let place = |(i, c): (usize, &Column)| (left(i) + bar / 2.0, top(c.value.unwrap_or(0.0)));
    let places = spec.columns.iter().enumerate().map(place).collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-columns",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}

/// What is written under the axis, each at the left edge of its column; what would
/// touch the one before is left out.
fn ticks(spec: &ColumnsSpec, canvas: &Canvas, layout: &Layout, slot: f64, floor: f64) {
    let soft = layout.face(Pen::Soft);
    let mut free = f64::NEG_INFINITY;
    for (i, column) in spec.columns.iter().enumerate() {
        if column.tick.is_empty() {
            continue;
        }
        let half = text_width(&column.tick, soft.size, false) / 2.0;
        let x = (count(i) * slot).clamp(half, (layout.width - half).max(half));
        if x - half >= free {
            let base = floor + soft.size + 5.0;
            canvas.text(&column.tick, (x, base), Anchor::Middle, soft);
            free = x + half + 8.0;
        }
    }
}
