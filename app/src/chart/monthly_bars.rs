//! Twelve months of one fluid, each beside the same month a year before.

use serde::{Deserialize, Serialize};

use super::calendar::month_name;
use super::canvas::{Anchor, Canvas, Heading};
use super::cast::count;
use super::drawing::{Drawing, Words, assemble, empty};
use super::frame::Layout;
use super::number::{NNBSP, number, signed, with_unit};
use super::pen::Pen;
use super::rect::Rect;
use super::{Chart, ChartTable};

/// What a bar counts; gives the colour, whose name stands beside the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fluid {
    Electricity,
    Gas,
    Heat,
    Water,
    /// Produced, not consumed.
    Solar,
}

/// One month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MonthValue {
    pub year: i16,
    /// 1–12.
    pub month: u8,
    /// In the unit of the chart; None where nothing was read.
    pub value: Option<f64>,
    /// The same month one year before.
    pub before: Option<f64>,
    /// True while the month is not over: drawn paler, said in words.
    pub running: bool,
}

/// What monthly bars show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthlyBarsSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    pub fluid: Fluid,
    /// "kWh", "m³".
    pub unit: String,
    /// Usually twelve, in order of time.
    pub months: Vec<MonthValue>,
    /// Whether the months are written below; off for all but the last of
    /// several charts on one axis.
    pub axis: bool,
    pub decimals: usize,
}

/// Draws the chart, its axis from 0.
#[must_use]
pub fn monthly_bars(spec: &MonthlyBarsSpec) -> Chart {
    let known = |v: Option<f64>| v.filter(|v| v.is_finite());
    if spec
        .months
        .iter()
        .all(|m| known(m.value).is_none() && known(m.before).is_none())
    {
        return empty(
            &spec.id,
            "c-monthly-bars",
            &spec.title,
            "Aucun relevé sur la période.",
        );
    }
    let words = words(spec);
    let foot = if spec.axis { 24.0 } else { 2.0 };
    let wide = draw(spec, &words, Layout::wide(110.0 + foot));
    let narrow = draw(spec, &words, Layout::narrow(70.0 + foot));
    assemble(words, wide, narrow)
}

fn words(spec: &MonthlyBarsSpec) -> Words {
    let name = |m: &MonthValue| format!("{} {}", month_name(m.month), m.year);
    let cell = |v: Option<f64>| v.map_or_else(|| String::from("–"), |v| number(v, spec.decimals));
    let change = |m: &MonthValue| match (m.value, m.before) {
        (Some(v), Some(b)) if b > 0.0 && !m.running => {
            format!("{}{NNBSP}%", signed((v / b - 1.0) * 100.0, 0))
        }
        _ => String::from("–"),
    };
    let running = |m: &MonthValue| if m.running { " (en cours)" } else { "" };
    let rows = spec
        .months
        .iter()
        .map(|m| {
            let first = format!("{}{}", name(m), running(m));
            vec![first, cell(m.value), cell(m.before), change(m)]
        })
        .collect();
    let mut description = String::new();
    let full = || spec.months.iter().filter(|m| !m.running);
    let high = full()
        .filter_map(|m| m.value.map(|v| (m, v)))
        .max_by(|a, b| a.1.total_cmp(&b.1));
    if let Some((m, v)) = high {
        let figure = with_unit(Some(v), spec.decimals, &spec.unit);
        description = format!("Mois le plus fort{NNBSP}: {}, {figure}.", name(m));
    }
    if let Some(m) = spec.months.iter().find(|m| m.running) {
        description.push_str(&format!(" {} en cours.", name(m)));
    }
    let missing = full().filter(|m| m.value.is_none()).count();
    if missing > 0 {
        description.push_str(&format!(" {missing} mois sans relevé."));
    }
    let stops = spec
        .months
        .iter()
        .map(|m| {
            let figure = with_unit(m.value, spec.decimals, &spec.unit);
            (format!("{}{}", name(m), running(m)), figure)
        })
        .collect();
    Words {
        title: spec.title.clone(),
        description: description.trim_start().to_owned(),
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns: ["Mois", "Relevé", "Un an avant", "Évolution"]
                .map(String::from)
                .to_vec(),
            rows,
        },
        stops,
    }
}

fn draw(spec: &MonthlyBarsSpec, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let foot = if spec.axis { 24.0 } else { 2.0 };
    let floor = layout.height - foot;
    let known = |v: Option<f64>| v.filter(|v| v.is_finite()).map(|v| v.max(0.0));
    let all = spec
        .months
        .iter()
        .flat_map(|m| [known(m.value), known(m.before)])
        .flatten();
    let high = all.fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let rise = |v: f64| v / high * (floor - 6.0);
    let slot = layout.width / count(spec.months.len().max(1));
    let bar = slot * if layout.narrow { 0.8 } else { 0.72 };
    let left = |i: usize| count(i) * slot + (slot - bar) / 2.0;
    let soft = layout.face(Pen::Soft);
    canvas.open(match spec.fluid {
        Fluid::Electricity => "c-elec",
        Fluid::Gas => "c-gas",
        Fluid::Heat => "c-heat",
        Fluid::Water => "c-water",
        Fluid::Solar => "c-solar",
    });
    for (pen, running) in [(Pen::Bar, false), (Pen::Running, true)] {
        for (i, m) in spec
            .months
            .iter()
            .enumerate()
            .filter(|(_, m)| m.running == running)
        {
            if let Some(v) = known(m.value) {
                let h = rise(v);
                canvas.rect(
                    Rect {
                        x: left(i),
                        y: floor - h,
                        w: bar,
                        h,
                    },
                    pen,
                );
            }
        }
    }
    canvas.line(&[(0.0, floor), (layout.width, floor)], Pen::Axis);
    for (i, m) in spec.months.iter().enumerate() {
        if let Some(v) = known(m.before) {
            let y = floor - rise(v);
            canvas.line(&[(left(i) - 1.5, y), (left(i) + bar + 1.5, y)], Pen::Before);
        }
    }
    for (i, m) in spec.months.iter().enumerate() {
        let middle = left(i) + bar / 2.0;
        if known(m.value).is_none() {
            let y = known(m.before).map_or(floor, |v| floor - rise(v));
            let clear = if floor - y < 30.0 {
                (y - 8.0).max(14.0)
            } else {
                floor - 8.0
            };
            canvas.text("–", (middle, clear), Anchor::Middle, soft);
        }
        if spec.axis {
            let name = month_name(m.month);
            let short: String = name
                .chars()
                .take(if layout.narrow { 1 } else { 8 })
                .collect();
            let text = if layout.narrow {
                short.to_uppercase()
            } else {
                short
            };
            canvas.text(
                &text,
                (middle, floor + soft.size + 5.0),
                Anchor::Middle,
                soft,
            );
        }
    }
    canvas.close();
    let places = spec
        .months
        .iter()
        .enumerate()
        .map(|(i, m)| {
            (
                left(i) + bar / 2.0,
                floor - rise(known(m.value).unwrap_or(0.0)),
            )
        })
        .collect();
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-monthly-bars",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places,
    }
}
