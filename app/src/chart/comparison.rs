//! Two periods laid one over the other, step by step: days, weeks or months.

use super::axis::{Tick, ticks_from_zero};
use super::canvas::{Anchor, Canvas, Heading};
use super::cast::count;
use super::drawing::{Drawing, Words, assemble, empty};
use super::frame::{Frame, Layout};
use super::label::Placer;
use super::number::{NNBSP, number, signed, with_unit};
use super::pen::Pen;
use super::rect::Rect;
use super::{Chart, ChartTable};

/// One step of both periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// In full, for the table: « mars 2026 ».
    pub name: String,
    /// Below the bar: « mars ».
    pub short: String,
    /// The period looked at; None where nothing was read.
    pub value: Option<f64>,
    /// What it is compared with.
    pub other: Option<f64>,
    /// The step is not over, or starts late: drawn paler, said in words.
    pub partial: bool,
}

/// What a comparison shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// "kWh".
    pub unit: String,
    /// Names of both periods, for the table: « Relevé », « Un an avant ».
    pub names: [String; 2],
    /// In order of time.
    pub steps: Vec<Step>,
    pub decimals: usize,
}

/// Draws the period looked at as bars and the other as a rule over each, from 0.
#[must_use]
pub fn comparison(spec: &ComparisonSpec) -> Chart {
    let known = |v: Option<f64>| v.is_some_and(f64::is_finite);
    if !spec.steps.iter().any(|s| known(s.value) || known(s.other)) {
        let sentence = "Aucun relevé sur la période.";
        return empty(&spec.id, "c-comparison", &spec.title, sentence);
    }
    let words = words(spec);
    let wide = draw(spec, &words, Layout::wide(260.0));
    let narrow = draw(spec, &words, Layout::narrow(230.0));
    assemble(words, wide, narrow)
}

fn words(spec: &ComparisonSpec) -> Words {
    let cell = |v: Option<f64>| v.map_or_else(|| String::from("–"), |v| number(v, spec.decimals));
    let change = |s: &Step| match (s.value, s.other) {
        (Some(v), Some(o)) if o > 0.0 && !s.partial => {
            format!("{}{NNBSP}%", signed((v / o - 1.0) * 100.0, 0))
        }
        _ => String::from("–"),
    };
    let name = |s: &Step| format!("{}{}", s.name, if s.partial { " (incomplet)" } else { "" });
    let both = || spec.steps.iter().filter(|s| !s.partial);
    let less = both()
        .filter(|s| matches!((s.value, s.other), (Some(v), Some(o)) if v < o))
        .count();
    let compared = both()
        .filter(|s| s.value.is_some() && s.other.is_some())
        .count();
    let [this, other] = &spec.names;
    Words {
        title: spec.title.clone(),
        description: format!("Plus bas dans {less} pas sur {compared} comparables."),
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns: vec![
                String::from("Période"),
                this.clone(),
                other.clone(),
                String::from("Évolution"),
            ],
            rows: spec
                .steps
                .iter()
                .map(|s| vec![name(s), cell(s.value), cell(s.other), change(s)])
                .collect(),
        },
        stops: spec
            .steps
            .iter()
            .map(|s| {
                let figure = |v| with_unit(v, spec.decimals, &spec.unit);
                (
                    name(s),
                    format!("{}, contre {}", figure(s.value), figure(s.other)),
                )
            })
            .collect(),
    }
}

fn draw(spec: &ComparisonSpec, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let known = |v: Option<f64>| v.filter(|v| v.is_finite()).map(|v| v.max(0.0));
    let all = spec.steps.iter().flat_map(|s| [s.value, s.other]);
    let high = all.filter_map(known).fold(0.0, f64::max);
    let ticks: Vec<Tick> = (0_u32..)
        .zip(&spec.steps)
        .map(|(i, step)| Tick {
            at: f64::from(i) + 0.5,
            label: step.short.clone(),
        })
        .collect();
    let y_ticks = ticks_from_zero(high, 4);
    let frame = Frame {
        x: 0.0..count(spec.steps.len()),
        x_ticks: &ticks,
        y_ticks: &y_ticks,
        top: 26.0,
        right: 4.0,
    };
    let plot = frame.draw(&canvas, &layout, &mut placer);
    let soft = layout.face(Pen::Soft);
    canvas.text(&spec.unit, (0.0, layout.text), Anchor::Start, soft);
    let floor = plot.inner.bottom();
    let slot = plot.inner.w / count(spec.steps.len().max(1));
    let bar = (slot * 0.72).min(56.0);
    let left = |i: usize| plot.inner.x + count(i) * slot + (slot - bar) / 2.0;
    canvas.open("c-elec");
    for (pen, partial) in [(Pen::Bar, false), (Pen::Running, true)] {
        for (i, step) in spec.steps.iter().enumerate() {
            if let Some(value) = known(step.value).filter(|_| step.partial == partial) {
                let (_, y) = plot.at(0.0, value);
                let r = Rect {
                    x: left(i),
                    y,
                    w: bar,
                    h: floor - y,
                };
                canvas.rect(r, pen);
            }
        }
    }
    canvas.close();
    let over = (slot * 0.1).min(3.0);
    for (i, step) in spec.steps.iter().enumerate() {
        if let Some(other) = known(step.other) {
            let (_, y) = plot.at(0.0, other);
            let ends = [(left(i) - over, y), (left(i) + bar + over, y)];
            canvas.line(&ends, Pen::Before);
        }
    }
    let places = spec
        .steps
        .iter()
        .enumerate()
        .map(|(i, step)| {
            let (_, y) = plot.at(0.0, known(step.value).unwrap_or(0.0));
            (left(i) + bar / 2.0, y)
        })
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-comparison",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}
