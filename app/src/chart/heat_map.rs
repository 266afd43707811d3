//! When a place consumes: one row a day, one cell an hour.

mod grid;
mod key;

use serde::{Deserialize, Serialize};

use super::axis::nice_step;
use super::drawing::{Words, assemble, empty};
use super::number::{NNBSP, number, with_unit};
use super::{Chart, ChartTable};

/// One row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatRow {
    /// "lun.", "24 nov.".
    pub label: String,
    /// Mean of each hour from midnight; None where nothing was read. Usually
    /// 24 of them; what is missing at the end is drawn as missing.
    pub hours: Vec<Option<f64>>,
}

/// Hours in alert, outlined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatAlert {
    /// First row, from 0.
    pub row: u16,
    /// How many rows it goes on for, 1 at least.
    pub rows: u16,
    /// First hour, 0–23.
    pub from_hour: u8,
    /// Hour after the last, 1–24.
    pub to_hour: u8,
    /// A few words: what is out of line.
    pub label: String,
}

impl HeatAlert {
    fn holds(&self, row: usize, hour: usize) -> bool {
        let rows = usize::from(self.row)..usize::from(self.row.saturating_add(self.rows));
        let hours = usize::from(self.from_hour)..usize::from(self.to_hour);
        rows.contains(&row) && hours.contains(&hour)
    }
}

/// What alerts say, each thing once.
fn labels(alerts: &[HeatAlert]) -> Vec<&str> {
    let mut labels: Vec<&str> = Vec::new();
    for alert in alerts {
        if !labels.contains(&alert.label.as_str()) {
            labels.push(&alert.label);
        }
    }
    labels
}

/// What a heat map shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HeatMapSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// "kW".
    pub unit: String,
    pub rows: Vec<HeatRow>,
    /// Hours that are drawn, `[from, to)`: 0 and 24 for all of them.
    pub from_hour: u8,
    pub to_hour: u8,
    /// What the figures of the key are: « kW en moyenne ».
    pub key: String,
    /// Why a cell is empty: « sans relevé ».
    pub missing: String,
    pub alerts: Vec<HeatAlert>,
    pub decimals: usize,
}

impl HeatMapSpec {
    /// Hours that are written under the map: the quarters of a whole day, every other
    /// hour of a part of one.
    fn axis_hours(&self) -> impl Iterator<Item = u8> + use<> {
        let span = self.to_hour.saturating_sub(self.from_hour);
        let step = if span > 16 { 6 } else { 2 };
        (self.from_hour..=self.to_hour).step_by(step)
    }
}

/// Draws the map: five equal steps of one hue from 0, with a numbered key.
#[must_use]
pub fn heat_map(spec: &HeatMapSpec) -> Chart {
    let values = || {
        spec.rows
            .iter()
            .flat_map(|row| known(spec, row))
            .filter_map(|(_, v)| v)
    };
    if values().next().is_none() {
        return empty(
            &spec.id,
            "c-heat-map",
            &spec.title,
            "Aucun relevé sur la période.",
        );
    }
    let step = nice_step(values().fold(0.0, f64::max) / 5.0);
    let words = words(spec);
    let wide = grid::draw(spec, step, &words, false);
    let narrow = grid::draw(spec, step, &words, true);
    assemble(words, wide, narrow)
}

/// The hours of a row that are drawn.
fn known(spec: &HeatMapSpec, row: &HeatRow) -> Vec<(usize, Option<f64>)> {
    let value = |hour: usize| row.hours.get(hour).copied().flatten();
    let hours = usize::from(spec.from_hour)..usize::from(spec.to_hour);
    hours
        .map(|hour| (hour, value(hour).filter(|v| v.is_finite())))
        .collect()
}

fn words(spec: &HeatMapSpec) -> Words {
    let hour = |h: usize| format!("{h}{NNBSP}h");
    let cells = || {
        let rows = spec.rows.iter();
        rows.flat_map(|r| known(spec, r).into_iter().map(move |(h, v)| (r, h, v)))
    };
    let high = cells()
        .filter_map(|(r, h, v)| v.map(|v| (r, h, v)))
        .max_by(|a, b| a.2.total_cmp(&b.2));
    let mut description = high.map_or_else(String::new, |(row, h, v)| {
        let figure = with_unit(Some(v), spec.decimals, &spec.unit);
        format!(
            "Heure la plus forte{NNBSP}: {} {}, {figure}.",
            row.label,
            hour(h)
        )
    });
    let missing = cells().filter(|(.., v)| v.is_none()).count();
    if missing > 0 {
        description.push_str(&format!(" Heures {}{NNBSP}: {missing}.", spec.missing));
    }
    for alert in &spec.alerts {
        let last = alert.row.saturating_add(alert.rows.saturating_sub(1));
        let first = spec.rows.get(usize::from(alert.row));
        let last = spec.rows.get(usize::from(last)).or(spec.rows.last());
        if let Some((first, last)) = first.zip(last) {
            let rows = if first == last {
                first.label.clone()
            } else {
                format!("{} à {}", first.label, last.label)
            };
            description.push_str(&format!(
                " En alerte ({}){NNBSP}: {rows} de {} à {}.",
                alert.label,
                hour(usize::from(alert.from_hour)),
                hour(usize::from(alert.to_hour))
            ));
        }
    }
    let in_alert = |row: usize, h: usize| spec.alerts.iter().find(|alert| alert.holds(row, h));
    let cell = |row: usize, h: usize, v: Option<f64>| {
        let figure = v.map_or_else(|| String::from("–"), |v| number(v, spec.decimals));
        match in_alert(row, h) {
            Some(_) => format!("{figure} (alerte)"),
            None => figure,
        }
    };
    let columns = std::iter::once(String::from("Jour"))
        .chain((spec.from_hour..spec.to_hour).map(|h| hour(usize::from(h))))
        .collect();
    let rows = spec
        .rows
        .iter()
        .enumerate()
        .map(|(row, r)| {
            std::iter::once(r.label.clone())
                .chain(known(spec, r).into_iter().map(|(h, v)| cell(row, h, v)))
                .collect()
        })
        .collect();
    let width = usize::from(spec.to_hour.saturating_sub(spec.from_hour)).max(1);
    let stop = |(n, (row, h, v)): (usize, (&HeatRow, usize, Option<f64>))| {
        let figure = with_unit(v, spec.decimals, &spec.unit);
        let value = match in_alert(n / width, h) {
            Some(alert) => format!("{figure}, alerte{NNBSP}: {}", alert.label),
            None => figure,
        };
        (format!("{} {}", row.label, hour(h)), value)
    };
    Words {
        title: spec.title.clone(),
        description,
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns,
            rows,
        },
        stops: cells().enumerate().map(stop).collect(),
    }
}
