//! A curve in words: its stops, its table and its description.

use jiff::tz::TimeZone;

use super::{Curve, LoadCurveSpec};
use crate::chart::ChartTable;
use crate::chart::calendar::full;
use crate::chart::cast::{count, index, seconds};
use crate::chart::drawing::Words;
use crate::chart::number::{NNBSP, number, with_unit};

/// How many stops and table rows a curve is summed up in.
const STOPS: usize = 48;

/// Mean of one slice of the period: when it is centred, and how much.
pub struct Stop {
    pub at: i64,
    pub value: Option<f64>,
}

/// The slices of a curve in which something was read.
pub fn stops(curve: &Curve, from: f64, to: f64) -> Vec<Stop> {
    let wanted = curve.samples.len().clamp(1, STOPS);
    let mut sums = vec![(0.0_f64, 0_u32); wanted];
    let mut first = vec![None; wanted];
    for s in &curve.samples {
        let x = seconds(s.at);
        if x < from || x > to {
            continue;
        }
        let place = index((x - from) / (to - from) * count(wanted), wanted - 1);
        if let Some(slot) = first.get_mut(place) {
            slot.get_or_insert(s.at);
        }
        if let (Some(sum), Some(v)) = (sums.get_mut(place), s.value.filter(|v| v.is_finite())) {
            *sum = (sum.0 + v, sum.1 + 1);
        }
    }
    let known = first
        .into_iter()
        .zip(sums)
        .filter_map(|(at, sum)| at.map(|at| (at, sum)));
    known
        .map(|(at, (sum, n))| Stop {
            at,
            value: (n > 0).then(|| sum / f64::from(n)),
        })
        .collect()
}

/// What the chart says.
pub fn words(spec: &LoadCurveSpec, zone: &TimeZone, stops: &[Stop]) -> Words {
    let known = || {
        let all = spec.curve.samples.iter();
        all.filter_map(|s| s.value.filter(|v| v.is_finite()).map(|v| (s.at, v)))
    };
    let figure = |v: f64| with_unit(Some(v), spec.decimals, &spec.unit);
    let low = known().min_by(|a, b| a.1.total_cmp(&b.1));
    let high = known().max_by(|a, b| a.1.total_cmp(&b.1));
    let mut description = match (low, high) {
        (Some(low), Some(high)) => format!(
            "Au plus bas {} ({}), au plus haut {} ({}).",
            figure(low.1),
            full(low.0, zone),
            figure(high.1),
            full(high.0, zone)
        ),
        _ => String::new(),
    };
    if let Some(other) = &spec.compare {
        description.push_str(&format!(" Comparaison{NNBSP}: {}.", other.label));
    }
    for note in spec.annotations.iter().filter(|n| spec.shows(n)) {
        let from = full(note.from, zone);
        description.push_str(&match note.to {
            Some(to) => format!(" {}, du {from} au {}.", note.label, full(to, zone)),
            None => format!(" {}, {from}.", note.label),
        });
    }
    let mut columns = vec![String::from("Heure"), format!("Moyenne ({})", spec.unit)];
    let compared = spec.compare.as_ref().map(|other| {
        columns.push(format!("{} ({})", other.label, spec.unit));
        self::stops(other, seconds(spec.from), seconds(spec.to))
    });
    let marked = spec.spans().next().is_some();
    if marked {
        columns.push(String::from("En alerte"));
    }
    let cell = |v: Option<f64>| v.map_or_else(|| String::from("–"), |v| number(v, spec.decimals));
    let slice = (spec.to - spec.from) / i64::try_from(STOPS).unwrap_or(48) + 1;
    let rows = stops
        .iter()
        .map(|s| {
            let mut row = vec![full(s.at, zone), cell(s.value)];
            if let Some(others) = &compared {
                let near = others.iter().find(|o| (o.at - s.at).abs() < slice / 2 + 1);
                row.push(cell(near.and_then(|o| o.value)));
            }
            if marked {
                row.push(spec.said_of(s.at).unwrap_or_default());
            }
            row
        })
        .collect();
    let stop = |s: &Stop| {
        let mut value = with_unit(s.value, spec.decimals, &spec.unit);
        if let Some(said) = spec.said_of(s.at) {
            value.push_str(&format!(", {said}"));
        }
        (full(s.at, zone), value)
    };
    Words {
        title: spec.title.clone(),
        description,
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns,
            rows,
        },
        stops: stops.iter().map(stop).collect(),
    }
}
