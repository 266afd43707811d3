//! Readings over hours, days or months, gaps and all.

mod annotations;
mod words;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Chart;
use super::axis::ticks_between;
use super::calendar::time_ticks;
use super::canvas::{Anchor, Canvas, Face, Heading};
use super::cast::{index, seconds};
use super::drawing::{Drawing, Words, assemble, empty, shorten, wrap};
use super::frame::{Frame, Layout};
use super::label::{Label, Placer, Side};
use super::number::with_unit;
use super::pen::Pen;
use super::rect::Rect;
use super::reduce::{Runs, reduce};
use words::{Stop, stops, words};

/// One reading.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Sample {
    /// Unix seconds.
    pub at: i64,
    /// In the unit of the chart; None where the reading is missing.
    pub value: Option<f64>,
}

/// One curve and the words at its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Curve {
    pub label: String,
    /// In order of time. A comparison is already moved onto the chart's period.
    pub samples: Vec<Sample>,
}

/// A dated event or an alert, on the curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annotation {
    /// Unix seconds.
    pub from: i64,
    /// End of a span, in Unix seconds; None for an instant.
    pub to: Option<i64>,
    /// A few words.
    pub label: String,
}

/// What a load curve shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoadCurveSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// Unit of the values: "kW".
    pub unit: String,
    /// Start and end of the period, in Unix seconds.
    pub from: i64,
    pub to: i64,
    /// Usual time between readings, in seconds: twice as long is a gap.
    pub step_s: i64,
    pub curve: Curve,
    pub compare: Option<Curve>,
    /// Drawn as upright lines with their words; spans as bands.
    pub annotations: Vec<Annotation>,
    pub decimals: usize,
}

impl LoadCurveSpec {
    /// Whether some of an annotation lies within the period.
    fn shows(&self, note: &Annotation) -> bool {
        match note.to {
            // What ended as the period begins is not of it.
            Some(to) => note.from < self.to && to > self.from,
            None => self.from <= note.from && note.from <= self.to,
        }
    }

    /// The spans that are shown.
    fn spans(&self) -> impl Iterator<Item = (&Annotation, i64)> {
        let shown = self.annotations.iter().filter(|note| self.shows(note));
        shown.filter_map(|note| Some((note, note.to?)))
    }

    /// What is said of an instant by the spans it lies in.
    fn said_of(&self, at: i64) -> Option<String> {
        let holds = |(note, to): &(&Annotation, i64)| note.from <= at && at < *to;
        let said: Vec<&str> = self
            .spans()
            .filter(holds)
            .map(|(note, _)| note.label.as_str())
            .collect();
        (!said.is_empty()).then(|| said.join(", "))
    }
}

/// Draws the chart; `zone` is the town's, for the hours along the axis.
#[must_use]
pub fn load_curve(spec: &LoadCurveSpec, zone: &TimeZone) -> Chart {
    let (from, to) = (seconds(spec.from), seconds(spec.to));
    let within = |s: &Sample| spec.from <= s.at && s.at <= spec.to;
    let known = |s: &Sample| within(s) && s.value.is_some_and(f64::is_finite);
    if spec.to <= spec.from || !spec.curve.samples.iter().any(known) {
        return empty(
            &spec.id,
            "c-load-curve",
            &spec.title,
            "Aucun relevé sur la période.",
        );
    }
    let stops = stops(&spec.curve, from, to);
    let words = words(spec, zone, &stops);
    let wide = draw(spec, zone, &words, &stops, Layout::wide(280.0));
    let narrow = draw(spec, zone, &words, &stops, Layout::narrow(240.0));
    assemble(words, wide, narrow)
}

/// The curve's points, with a break wherever a reading failed to come.
fn points(curve: &Curve, step_s: i64) -> impl Iterator<Item = (f64, Option<f64>)> {
    let mut last: Option<i64> = None;
    curve.samples.iter().flat_map(move |s| {
        let late = last.is_some_and(|l| step_s > 0 && s.at.saturating_sub(l) >= step_s * 2);
        last = Some(s.at);
        let gap = late.then_some((seconds(s.at), None));
        gap.into_iter().chain([(seconds(s.at), s.value)])
    })
}

fn draw(
    spec: &LoadCurveSpec,
    zone: &TimeZone,
    words: &Words,
    stops: &[Stop],
    layout: Layout,
) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let mut placer = Placer::new(canvas.bounds(1.0));
    let (from, to) = (seconds(spec.from), seconds(spec.to));
    // Two columns a unit: sharp on a screen of two pixels a unit.
    let columns = index(layout.width * 2.0, 4_000);
    let measured = reduce(points(&spec.curve, spec.step_s), from, to, columns);
    let compare = spec
        .compare
        .as_ref()
        .map(|c| reduce(points(c, spec.step_s), from, to, columns))
        .unwrap_or_default();
    let (low, high) = extent(measured.iter().chain(&compare));
    let y_ticks = if low >= 0.0 {
        ticks_between(0.0, high.max(1e-9), 4)
    } else {
        ticks_between(low, high, 4)
    };
    let end = runs_end(&measured);
    let name = end_label(spec, end, layout);
    let other = spec
        .compare
        .as_ref()
        .map(|c| wrapped(Label::default(), &c.label, layout.face(Pen::Soft)));
    let widest = other
        .as_ref()
        .map_or(0.0, |l| l.size().0)
        .max(name.size().0);
    let ticks = time_ticks(spec.from, spec.to, zone, Frame::room(&layout, "24 nov."));
    let frame = Frame {
        x: from..to,
        x_ticks: &ticks,
        y_ticks: &y_ticks,
        top: if spec.spans().next().is_some() {
            26.0 + annotations::HEAD
        } else {
            26.0
        },
        right: if layout.narrow { 10.0 } else { widest + 20.0 },
    };
    let plot = frame.draw(&canvas, &layout, &mut placer);
    canvas.text(
        &spec.unit,
        (plot.inner.x, layout.text),
        Anchor::Start,
        layout.face(Pen::Soft),
    );
    placer.block(Rect {
        x: 0.0,
        y: 0.0,
        w: plot.inner.x + 40.0,
        h: layout.text + 4.0,
    });
    annotations::bands(spec, &canvas, &plot);
    for (runs, pen) in [(&compare, Pen::Compare), (&measured, Pen::Measured)] {
        for run in runs {
            plot.line(run, pen);
        }
        // Words need to know where the curve is to 6 units only.
        let known = runs.iter().flatten().map(|(x, y)| (*x, Some(*y)));
        for run in reduce(known, from, to, columns / 12) {
            placer.block_line(&run.iter().map(|(x, y)| plot.at(*x, *y)).collect::<Vec<_>>());
        }
    }
    if let Some((x, y)) = end {
        let point = plot.at(x, y);
        canvas.dot(point, 4.5, Pen::MeasuredDot);
        placer.block(Rect::around(point, 5.0));
        put_end(&mut placer, &canvas, &name, point);
    }
    if let (Some(label), Some((x, y))) = (other, runs_end(&compare)) {
        put_end(&mut placer, &canvas, &label, plot.at(x, y));
    }
    annotations::names(spec, &canvas, &plot, &mut placer, layout);
    let floor = y_ticks.first().map_or(0.0, |t| t.at);
    let places = stops
        .iter()
        .map(|s| plot.at(seconds(s.at), s.value.unwrap_or(floor)))
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-load-curve",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}

fn runs_end(runs: &Runs) -> Option<(f64, f64)> {
    runs.last().and_then(|run| run.last()).copied()
}

/// The last value and the name of the curve.
fn end_label(spec: &LoadCurveSpec, end: Option<(f64, f64)>, layout: Layout) -> Label {
    let figure = Face {
        size: layout.text + 3.0,
        bold: true,
        pen: Pen::Measured,
    };
    let value = with_unit(end.map(|(_, y)| y), spec.decimals, &spec.unit);
    let value = shorten(&value, 150.0, figure.size, true);
    wrapped(
        Label::new(value, figure),
        &spec.curve.label,
        layout.bold(Pen::Measured),
    )
}

/// A name below a label, on lines short enough to find room on a phone; a long
/// one keeps its first two.
fn wrapped(label: Label, name: &str, face: Face) -> Label {
    let lines = wrap(name, 118.0, face.size);
    lines
        .into_iter()
        .take(2)
        .fold(label, |label, line| label.and(line, face))
}

fn put_end(placer: &mut Placer, canvas: &Canvas, label: &Label, point: (f64, f64)) {
    let sides = [
        Side::Right,
        Side::AboveRight,
        Side::BelowRight,
        Side::AboveLeft,
        Side::BelowLeft,
        Side::Left,
        Side::Above,
        Side::Below,
    ];
    placer.put(canvas, label, point, &sides);
}

fn extent<'a>(runs: impl Iterator<Item = &'a Vec<(f64, f64)>>) -> (f64, f64) {
    runs.flatten()
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), p| {
            (l.min(p.1), h.max(p.1))
        })
}
