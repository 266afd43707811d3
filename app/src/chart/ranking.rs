//! Places of one use compared: how they spread, and the two ends.

mod strip;

use serde::{Deserialize, Serialize};

use super::cast::{count, fraction, index};
use super::drawing::{Words, assemble, empty};
use super::frame::Layout;
use super::number::{NNBSP, number, signed, with_unit};
use super::{Chart, ChartTable};

/// One place and its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankEntry {
    pub code: String,
    pub name: String,
    /// In the unit of the chart.
    pub value: f64,
    /// Against the place's own trajectory, in the same unit.
    pub deviation: Option<f64>,
}

/// The objective all places share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedObjective {
    /// "objectif 2030".
    pub label: String,
    pub value: f64,
}

/// What a ranking shows. Less is better: the first are the lowest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankingSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    pub title: String,
    /// Plural with its article, for "la moitié …": "des écoles".
    pub whose: String,
    /// "kWh/m²".
    pub unit: String,
    /// In any order.
    pub entries: Vec<RankEntry>,
    pub objective: Option<SharedObjective>,
    /// Code of the place whose page this is: it alone is marked and named.
    pub own: Option<String>,
    pub decimals: usize,
}

/// One line of the lists under the strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RankRow {
    /// From 1, the lowest value.
    pub rank: u32,
    pub code: String,
    pub name: String,
    pub value: String,
    /// Length of its bar, 0–1 of the highest value.
    pub fraction: f32,
    /// Signed, where known.
    pub deviation: Option<String>,
}

/// The strip and the two lists.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    pub chart: Chart,
    /// The three lowest, lowest first.
    pub best: Vec<RankRow>,
    /// The three highest, highest last; none that is already in `best`.
    pub worst: Vec<RankRow>,
}

/// How many places each list names.
const ENDS: usize = 3;

/// Draws the strip and names both ends.
#[must_use]
pub fn ranking(spec: &RankingSpec) -> Ranking {
    let mut spec = spec.clone();
    spec.entries.retain(|e| e.value.is_finite());
    spec.objective = spec.objective.filter(|o| o.value.is_finite());
    // Same value: the code decides, so that the order never flickers.
    spec.entries.sort_by(|a, b| {
        a.value
            .total_cmp(&b.value)
            .then_with(|| a.code.cmp(&b.code))
    });
    if spec.entries.is_empty() {
        let sentence = "Aucun lieu comparable sur la période.";
        let chart = empty(&spec.id, "c-ranking", &spec.title, sentence);
        return Ranking {
            chart,
            best: Vec::new(),
            worst: Vec::new(),
        };
    }
    let rows = rows(&spec);
    let best = rows.iter().take(ENDS).cloned().collect();
    let worst = rows
        .iter()
        .skip(rows.len().saturating_sub(ENDS).max(ENDS))
        .cloned()
        .collect();
    let words = words(&spec, &rows);
    let wide = strip::draw(&spec, &words, Layout::wide(128.0));
    let narrow = strip::draw(&spec, &words, Layout::narrow(170.0));
    Ranking {
        chart: assemble(words, wide, narrow),
        best,
        worst,
    }
}

fn rows(spec: &RankingSpec) -> Vec<RankRow> {
    let high = spec.entries.iter().map(|e| e.value).fold(0.0, f64::max);
    let numbered = (1_u32..).zip(&spec.entries);
    numbered
        .map(|(rank, e)| RankRow {
            rank,
            code: e.code.clone(),
            name: e.name.clone(),
            value: number(e.value, spec.decimals),
            fraction: fraction(e.value, high),
            deviation: e
                .deviation
                .filter(|d| d.is_finite())
                .map(|d| signed(d, spec.decimals)),
        })
        .collect()
}

/// The value below which a share (0–1) of the sorted entries lies, between
/// neighbours in proportion.
fn quantile(entries: &[RankEntry], share: f64) -> f64 {
    let last = entries.len().saturating_sub(1);
    let place = share * count(last);
    let below = index(place, last);
    let value = |i: usize| entries.get(i).map_or(0.0, |e| e.value);
    let (low, high) = (value(below), value((below + 1).min(last)));
    low + (high - low) * (place - count(below))
}

fn words(spec: &RankingSpec, rows: &[RankRow]) -> Words {
    let figure = |v: f64| with_unit(Some(v), spec.decimals, &spec.unit);
    let mut description = format!(
        "{} lieux. Médiane{NNBSP}: {}. La moitié {} se trouve entre {} et {}.",
        rows.len(),
        figure(quantile(&spec.entries, 0.5)),
        spec.whose,
        figure(quantile(&spec.entries, 0.25)),
        figure(quantile(&spec.entries, 0.75))
    );
    if let Some(o) = &spec.objective {
        let reached = spec.entries.iter().filter(|e| e.value <= o.value).count();
        description.push_str(&format!(
            " {}{NNBSP}: {}, tenu par {reached}.",
            o.label,
            figure(o.value)
        ));
    }
    let dash = || String::from("–");
    let cells = |r: &RankRow| {
        let deviation = r.deviation.clone().unwrap_or_else(dash);
        vec![
            r.rank.to_string(),
            r.name.clone(),
            r.value.clone(),
            deviation,
        ]
    };
    let columns = vec![
        String::from("Rang"),
        String::from("Lieu"),
        spec.unit.clone(),
        String::from("Écart"),
    ];
    Words {
        title: spec.title.clone(),
        description,
        table: ChartTable {
            caption: format!("{} ({})", spec.title, spec.unit),
            columns,
            rows: rows.iter().map(cells).collect(),
        },
        stops: spec
            .entries
            .iter()
            .map(|e| (e.name.clone(), figure(e.value)))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(values: &[f64]) -> RankingSpec {
        let entries = (0..)
            .zip(values)
            .map(|(i, v): (u32, &f64)| RankEntry {
                code: format!("s{i}"),
                name: format!("Site {i}"),
                value: *v,
                deviation: None,
            })
            .collect();
        RankingSpec {
            id: String::from("r"),
            title: String::from("Écoles"),
            whose: String::from("des écoles"),
            unit: String::from("kWh/m²"),
            entries,
            objective: None,
            own: None,
            decimals: 0,
        }
    }

    #[test]
    fn the_ends_never_name_a_place_twice() {
        let four = ranking(&spec(&[4.0, 1.0, 3.0, 2.0]));
        assert_eq!(
            four.best.iter().map(|r| r.rank).collect::<Vec<_>>(),
            [1, 2, 3]
        );
        assert_eq!(four.worst.iter().map(|r| r.rank).collect::<Vec<_>>(), [4]);
        assert!(ranking(&spec(&[1.0])).worst.is_empty());
        assert_eq!(ranking(&spec(&[1.0; 31])).worst.len(), 3);
    }

    #[test]
    fn quantiles_lie_between_neighbours() {
        let four = spec(&[1.0, 2.0, 3.0, 4.0]).entries;
        assert!((quantile(&four, 0.5) - 2.5).abs() < 1e-9);
        assert!((quantile(&four, 0.25) - 1.75).abs() < 1e-9);
        assert!((quantile(&four, 1.0) - 4.0).abs() < 1e-9);
    }
}
