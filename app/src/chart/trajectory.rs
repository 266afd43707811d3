//! An objective over the years: what was measured against what was voted.

mod draw;

use serde::{Deserialize, Serialize};

use super::drawing::{Words, assemble, empty};
use super::frame::Layout;
use super::number::{NNBSP, number, signed, with_unit};
use super::{Chart, ChartTable};

/// A value at a moment given in years: 2026.9 is late November 2026.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct YearValue {
    pub year: f64,
    /// In the unit of the chart.
    pub value: f64,
}

/// One voted target.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Target {
    pub year: f64,
    /// In the unit of the chart.
    pub value: f64,
    /// Change from the reference, in percent: −40.0.
    pub change_pct: Option<f64>,
}

/// Something that happened, to be seen on the curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct YearMark {
    pub year: f64,
    /// The day, in words.
    pub when: String,
    /// In a few words.
    pub label: String,
}

/// What a trajectory chart shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrajectorySpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// Short unit for figures in the table: "kWh/m²".
    pub unit: String,
    /// Measured values in order of time.
    pub measured: Vec<YearValue>,
    /// Corners of the voted trajectory, in order of time.
    pub path: Vec<YearValue>,
    /// Half width of the tolerated band, in percent of the trajectory.
    pub band_pct: Option<f64>,
    pub targets: Vec<Target>,
    /// Now, in years; draws the line of today.
    pub today: Option<f64>,
    /// What that line is called: « Aujourd’hui », or a past day.
    pub today_name: String,
    /// Where the present pace leads.
    pub projection: Option<YearValue>,
    /// The range that should hold the projected value.
    pub projection_range: Option<(f64, f64)>,
    /// What happened meanwhile, in order of time.
    pub marks: Vec<YearMark>,
    /// True where less is better, as for consumptions.
    pub lower_is_better: bool,
    pub decimals: usize,
}

impl TrajectorySpec {
    /// The trajectory at a moment, along straight lines between its corners.
    pub(super) fn path_at(&self, year: f64) -> Option<f64> {
        let next = self.path.iter().zip(self.path.iter().skip(1));
        next.filter(|(a, b)| a.year <= year && year <= b.year && a.year < b.year)
            .map(|(a, b)| a.value + (b.value - a.value) * (year - a.year) / (b.year - a.year))
            .next()
    }

    /// The deviation that matters: of the projection where there is one, else
    /// of the last measured value. Positive is above the trajectory.
    pub(super) fn deviation(&self) -> Option<f64> {
        let from = self.projection.as_ref().or(self.measured.last())?;
        Some(from.value - self.path_at(from.year)?)
    }

    /// The deviation in words: "33 de trop". None when it rounds to nothing.
    pub(super) fn deviation_words(&self) -> Option<(String, bool)> {
        let by = self.deviation()?;
        let text = number(by.abs(), self.decimals);
        if !text.chars().any(|c| ('1'..='9').contains(&c)) {
            return None;
        }
        Some(match (by > 0.0, self.lower_is_better) {
            (true, true) => (format!("{text} de trop"), false),
            (false, false) => (format!("il manque {text}"), false),
            (false, true) => (format!("{text} de moins que prévu"), true),
            (true, false) => (format!("{text} de plus que prévu"), true),
        })
    }
}

/// Draws the chart of a trajectory that the town voted.
#[must_use]
pub fn trajectory(spec: &TrajectorySpec) -> Chart {
    trajectory_named(spec, "Trajectoire votée")
}

/// Draws the chart; `name` says on the line whose trajectory it is.
#[must_use]
pub fn trajectory_named(spec: &TrajectorySpec, name: &str) -> Chart {
    let mut spec = spec.clone();
    let finite = |p: &YearValue| p.year.is_finite() && p.value.is_finite();
    spec.measured.retain(finite);
    spec.path.retain(finite);
    spec.targets
        .retain(|t| t.year.is_finite() && t.value.is_finite());
    spec.projection = spec.projection.filter(finite);
    let whole = |(low, high): &(f64, f64)| low.is_finite() && high.is_finite();
    spec.projection_range = spec.projection_range.filter(whole);
    spec.marks.retain(|mark| mark.year.is_finite());
    spec.today = spec.today.filter(|t| t.is_finite());
    if spec.measured.is_empty() && spec.path.is_empty() && spec.targets.is_empty() {
        let sentence = "Aucun relevé ni objectif sur la période.";
        return empty(&spec.id, "c-trajectory", &spec.title, sentence);
    }
    let words = words(&spec);
    let wide = draw::draw(&spec, &words, name, Layout::wide(310.0));
    let narrow = draw::draw(&spec, &words, name, Layout::narrow(300.0));
    assemble(words, wide, narrow)
}

fn words(spec: &TrajectorySpec) -> Words {
    let year = |y: f64| format!("{:.0}", y.floor());
    let figure = |v: f64| with_unit(Some(v), spec.decimals, &spec.unit);
    let mut description = String::new();
    if let (Some(first), Some(last)) = (spec.measured.first(), spec.measured.last()) {
        description = format!(
            "De {} en {} à {} en {}.",
            figure(first.value),
            year(first.year),
            figure(last.value),
            year(last.year)
        );
        if let Some(due) = spec.path_at(last.year) {
            description.push_str(&format!(" La trajectoire demandait {}.", figure(due)));
        }
    }
    if let Some(to) = spec.projection {
        description.push_str(&format!(
            " Au rythme actuel, {} en {}.",
            figure(to.value),
            year(to.year)
        ));
        if let Some((low, high)) = spec.projection_range {
            let (low, high) = (number(low, spec.decimals), figure(high));
            description.push_str(&format!(" Huit fois sur dix entre {low} et {high}."));
        }
    }
    if let Some((text, _)) = spec.deviation_words() {
        description.push_str(&format!(" Écart{NNBSP}: {text}."));
    }
    for mark in &spec.marks {
        description.push_str(&format!(" {}{NNBSP}: {}.", mark.when, mark.label));
    }
    for t in &spec.targets {
        description.push_str(&format!(
            " Objectif {}{NNBSP}: {}.",
            year(t.year),
            figure(t.value)
        ));
    }
    let mut rows = Vec::new();
    let mut stops = Vec::new();
    let cell = |v: Option<f64>| v.map_or_else(|| String::from("–"), |v| number(v, spec.decimals));
    for m in &spec.measured {
        let due = spec.path_at(m.year);
        let by = due.map_or_else(|| String::from("–"), |d| signed(m.value - d, spec.decimals));
        rows.push(vec![year(m.year), cell(Some(m.value)), cell(due), by]);
        stops.push((year(m.year), figure(m.value)));
    }
    for t in &spec.targets {
        rows.push(vec![
            format!("{} (objectif)", year(t.year)),
            String::from("–"),
            cell(Some(t.value)),
            String::from("–"),
        ]);
        stops.push((format!("Objectif {}", year(t.year)), figure(t.value)));
    }
    for mark in &spec.marks {
        let none = || String::from("–");
        rows.push(vec![
            format!("{}{NNBSP}: {}", mark.when, mark.label),
            none(),
            none(),
            none(),
        ]);
    }
    let columns = ["Année", "Relevé", "Trajectoire", "Écart"]
        .map(String::from)
        .to_vec();
    let caption = format!("{} ({})", spec.title, spec.unit);
    Words {
        title: spec.title.clone(),
        description: description.trim_start().to_owned(),
        table: ChartTable {
            caption,
            columns,
            rows,
        },
        stops,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec() -> TrajectorySpec {
        TrajectorySpec {
            id: String::from("t"),
            title: String::from("Essai"),
            unit: String::from("kWh/m²"),
            measured: vec![YearValue {
                year: 2020.0,
                value: 110.0,
            }],
            path: vec![
                YearValue {
                    year: 2019.0,
                    value: 120.0,
                },
                YearValue {
                    year: 2021.0,
                    value: 80.0,
                },
            ],
            band_pct: None,
            targets: Vec::new(),
            today: None,
            today_name: String::new(),
            projection: None,
            projection_range: None,
            marks: Vec::new(),
            lower_is_better: true,
            decimals: 0,
        }
    }

    #[test]
    fn what_happened_stands_on_the_curve_and_in_its_table() {
        let mark = |year, label: &str| YearMark {
            year,
            when: String::from("4 mars 2020"),
            label: label.to_owned(),
        };
        let chart = trajectory(&TrajectorySpec {
            // Two at once: one of them has no room for its words, the table has both.
            marks: vec![
                mark(2020.2, "Chaudière remplacée"),
                mark(2020.2, "Combles isolés"),
            ],
            ..spec()
        });
        let told: Vec<&str> = chart
            .table
            .rows
            .iter()
            .filter_map(|row| row.first())
            .map(String::as_str)
            .collect();
        assert!(
            told.contains(&"4 mars 2020\u{202f}: Combles isolés"),
            "{told:?}"
        );
        let bare = trajectory(&spec());
        let lines = |svg: &str| {
            svg.matches("<path").count()
                + svg.matches("<line").count()
                + svg.matches("<polyline").count()
        };
        // Lines of one day lie on each other: they are drawn as one.
        assert_eq!(lines(&chart.svg_wide), lines(&bare.svg_wide) + 1);
    }

    #[test]
    fn the_deviation_is_named_by_what_is_better() {
        assert_eq!(
            spec().deviation_words(),
            Some((String::from("10 de trop"), false))
        );
        let more = TrajectorySpec {
            lower_is_better: false,
            ..spec()
        };
        assert_eq!(
            more.deviation_words(),
            Some((String::from("10 de plus que prévu"), true))
        );
        let on = TrajectorySpec {
            measured: vec![YearValue {
                year: 2020.0,
                value: 100.2,
            }],
            ..spec()
        };
        assert_eq!(on.deviation_words(), None);
    }

    #[test]
    fn a_projection_takes_the_place_of_today() {
        let later = TrajectorySpec {
            projection: Some(YearValue {
                year: 2021.0,
                value: 113.0,
            }),
            ..spec()
        };
        assert_eq!(
            later.deviation_words(),
            Some((String::from("33 de trop"), false))
        );
    }
}
