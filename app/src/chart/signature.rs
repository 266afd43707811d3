//! What a place consumes a day at each outdoor temperature, and the bent line
//! that says so in few figures.

mod draw;

use super::cast::count;
use super::drawing::{Words, assemble, empty};
use super::frame::Layout;
use super::number::{NNBSP, number, with_unit};
use super::{Chart, ChartTable};

/// One day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayPoint {
    /// Mean outdoor temperature, °C.
    pub celsius: f64,
    /// In the unit of the chart.
    pub value: f64,
}

/// The temperature where the line bends.
#[derive(Debug, Clone, PartialEq)]
pub struct Balance {
    /// °C.
    pub celsius: f64,
    /// What begins there, e.g. « Chauffe sous 15 °C ».
    pub label: String,
}

/// What a signature shows.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// "kWh par jour".
    pub unit: String,
    /// In any order.
    pub days: Vec<DayPoint>,
    /// Corners of the fitted line, from cold to warm; empty without a fit.
    pub line: Vec<DayPoint>,
    /// Where it bends, with words.
    pub balances: Vec<Balance>,
    pub decimals: usize,
}

/// Mean of the days whose temperature is nearest to one whole degree.
struct Degree {
    celsius: f64,
    mean: f64,
    days: u32,
}

/// Draws the days as dots and the fitted line over them, the values from 0.
#[must_use]
pub fn signature(spec: &SignatureSpec) -> Chart {
    let mut spec = spec.clone();
    let known = |p: &DayPoint| p.celsius.is_finite() && p.value.is_finite();
    spec.days.retain(known);
    spec.line.retain(known);
    spec.balances.retain(|b| b.celsius.is_finite());
    if spec.days.is_empty() {
        return empty(
            &spec.id,
            "c-signature",
            &spec.title,
            "Aucun jour avec relevé et température sur la période.",
        );
    }
    let degrees = degrees(&spec.days);
    let words = words(&spec, &degrees);
    let wide = draw::draw(&spec, &degrees, &words, Layout::wide(300.0));
    let narrow = draw::draw(&spec, &degrees, &words, Layout::narrow(280.0));
    assemble(words, wide, narrow)
}

fn degrees(days: &[DayPoint]) -> Vec<Degree> {
    let mut days = days.to_vec();
    days.sort_by(|a, b| a.celsius.total_cmp(&b.celsius));
    days.chunk_by(|a, b| a.celsius.round() == b.celsius.round())
        .filter_map(|same| {
            let first = same.first()?;
            Some(Degree {
                celsius: first.celsius.round(),
                mean: same.iter().map(|d| d.value).sum::<f64>() / count(same.len()),
                days: u32::try_from(same.len()).unwrap_or(u32::MAX),
            })
        })
        .collect()
}

fn words(spec: &SignatureSpec, degrees: &[Degree]) -> Words {
    let celsius = |t: f64| with_unit(Some(t), 0, "°C");
    let figure = |v: f64| with_unit(Some(v), spec.decimals, &spec.unit);
    let mut description = match (degrees.first(), degrees.last()) {
        (Some(cold), Some(warm)) => format!(
            "À {} {}, à {} {}.",
            celsius(cold.celsius),
            figure(cold.mean),
            celsius(warm.celsius),
            figure(warm.mean)
        ),
        _ => String::new(),
    };
    for balance in &spec.balances {
        description.push_str(&format!(" {}.", balance.label));
    }
    let days = |n: u32| format!("{n}{NNBSP}{}", if n > 1 { "jours" } else { "jour" });
    Words {
        title: spec.title.clone(),
        description,
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns: ["Température moyenne", "Moyenne", "Jours"]
                .map(String::from)
                .to_vec(),
            rows: degrees
                .iter()
                .map(|d| {
                    vec![
                        celsius(d.celsius),
                        number(d.mean, spec.decimals),
                        d.days.to_string(),
                    ]
                })
                .collect(),
        },
        stops: degrees
            .iter()
            .map(|d| {
                let value = format!("{} en moyenne, {}", figure(d.mean), days(d.days));
                (celsius(d.celsius), value)
            })
            .collect(),
    }
}
