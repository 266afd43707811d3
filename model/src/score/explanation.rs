use serde::{Deserialize, Serialize};

use super::CounterLine;
use super::coarse_check::{quotient_allows, rank_allows};
use super::{
    Aggregate, Coverage, Direction, Note, Part, PartNote, aggregate_notes, note_against,
    note_in_band,
};
use crate::city::{Cadence, IndicatorCode, PlaceCode, SeriesCode, ThemeCode};
use crate::reception::Figure;
use crate::time::{At, Day};

/// The exact arithmetic of a note, down to measured amounts. It adds up to the digit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Whose note.
    pub place: PlaceCode,
    /// On which theme; `None` for the note over all themes.
    pub theme: Option<ThemeCode>,
    /// The instant it speaks of.
    pub as_of: At,
    /// What the note is made of.
    pub rows: Vec<ExplanationRow>,
    /// Sum of the points; `None` without any known part.
    pub known: Option<Note>,
    /// Lowest note among the rows.
    pub minimum: Option<Note>,
    /// Weighted share of the data that is there.
    pub coverage: Coverage,
}

/// One line of an explanation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExplanationRow {
    /// What the line is about.
    pub subject: RowSubject,
    /// Name on screen.
    pub name: String,
    /// Weight in thousandths.
    pub weight_milli: u32,
    /// Share of the data behind it.
    pub coverage: Coverage,
    /// What came out.
    pub outcome: RowOutcome,
}

/// What a line of an explanation is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum RowSubject {
    /// An objective, with the measured value it judges.
    Objective(Box<Judged>),
    /// A part of the place.
    Place {
        /// Its code.
        code: PlaceCode,
    },
    /// A theme.
    Theme {
        /// Its code.
        code: ThemeCode,
    },
}

/// A measured value and what an objective asks of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// Which indicator.
    pub indicator: IndicatorCode,
    /// Unit on screen.
    pub unit: String,
    /// Decimals of every value in this row.
    pub decimals: u8,
    /// Version of the objective.
    pub version: u32,
    /// Reference of the decision.
    pub decision: Option<String>,
    /// Which way is better.
    pub direction: Direction,
    /// Start of the way; `None` for the ratio form.
    pub baseline: Option<f64>,
    /// Day of the start.
    pub baseline_at: Option<Day>,
    /// What is aimed at.
    pub target: f64,
    /// By when.
    pub target_at: Day,
    /// What is asked on the day of the explanation (upper and lower bound for a band).
    pub required: f64,
    /// For a band: its upper bound and its tolerance.
    pub band: Option<(f64, f64)>,
    /// The measured value, rounded to `decimals`; `None` when nothing is known.
    pub value: Option<f64>,
    /// Sum of the amounts, in thousandths.
    pub numerator_milli: i64,
    /// What the sum is divided by, in thousandths; `None` for a plain amount.
    pub denominator_milli: Option<i64>,
    /// From the quotient to the unit shown (100 for a percentage, else a unit factor).
    pub factor: f64,
    /// The amounts, one per series; may be left out on screens, never in the API.
    pub sources: Vec<SourceLine>,
    /// Of reception: what each counter brings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub counters: Vec<CounterLine>,
    /// Of reception: counts are told in multiples of this; the value is that of the
    /// counts before they were rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_by: Option<u32>,
    /// Of reception: the distribution whose rank is the value, where it is no quotient.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Figure>,
    /// Of what is entered by hand: which figure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<EnteredLine>,
}

/// Which figure an indicator that is entered by hand counts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnteredLine {
    /// How long its period is.
    pub cadence: Cadence,
    /// First day of the period that it is of.
    pub period: Day,
    /// First day of the first period whose figure is overdue: the worse of the latest
    /// figure and of the mean of a year stands in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Day>,
}

/// What one series brings to a measured value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Which series.
    pub series: SeriesCode,
    /// Where it measures.
    pub place: PlaceCode,
    /// The amount it counts with, in thousandths.
    pub amount_milli: i64,
    /// Of which estimated because readings are missing.
    pub estimated_milli: i64,
    /// Of which brought to normal weather, in thousandths; negative in a cold year.
    #[serde(default)]
    pub climate_milli: i64,
    /// Share of the readings that are there.
    pub coverage: Coverage,
    /// Silent for so long that it counts with the worse of its last value and the rest.
    pub stale: bool,
    /// No factor brings it to the unit of the sum: it counts with nothing and
    /// lowers the coverage.
    #[serde(default)]
    pub unconverted: bool,
    /// Last day with a reading.
    pub last_day: Option<Day>,
}

/// What came out of a line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "lowercase")]
pub enum RowOutcome {
    /// It has a note.
    Scored {
        /// The note.
        note: Note,
        /// Points it gives, in ten-thousandths.
        points: i32,
    },
    /// It fell silent.
    Stale {
        /// Its note when last known.
        last: Note,
        /// The note it counts with.
        counted: Note,
        /// Points it gives, in ten-thousandths.
        points: i32,
    },
    /// It has no note and gives no points.
    Unscored {
        /// Why.
        reason: Unscored,
    },
}

/// Why something has no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unscored {
    /// No objective is set here nor below.
    NoObjective,
    /// Nothing was ever measured.
    NoData,
    /// Less than half of the data is there.
    TooLittleData,
    /// The trajectory has just started: nothing is asked yet.
    NotStarted,
    /// Shown for context, never scored.
    Context,
    /// Every counter is closed: nothing is to be expected.
    Closed,
    /// So few people that a value would speak of each of them.
    TooFew,
}

/// A line of an explanation whose digits do not give the digits it states.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{row}: stated {stated}, recomputed {recomputed}")]
pub struct ExplanationFault {
    /// Name of the row, or `total`.
    pub row: String,
    /// As stated.
    pub stated: String,
    /// As recomputed.
    pub recomputed: String,
}

impl Judged {
    /// The value that the stated amounts give, rounded to the stated decimals.
    pub fn recompute_value(&self) -> Option<f64> {
        if let Some(rank) = &self.rank {
            return rank.value(self.decimals);
        }
        quotient(
            self.numerator_milli,
            self.denominator_milli,
            self.factor,
            self.decimals,
        )
    }

    /// Whether the value can be what the stated counts came to before they were rounded.
    fn allows(&self, value: f64, step: u32) -> bool {
        if let Some(rank) = &self.rank {
            return rank_allows(value, rank, step);
        }
        quotient_allows(self, value, step)
    }

    /// The note that the stated digits give.
    pub fn recompute_note(&self) -> Option<Note> {
        let value = self.value?;
        match self.band {
            Some((high, tolerance)) => Some(note_in_band(self.required, high, tolerance, value)),
            None => note_against(self.direction, self.baseline, self.required, value),
        }
    }
}

/// `numerator ÷ denominator × factor`, rounded to so many decimals; `None` when divided by 0.
#[expect(
    clippy::as_conversions,
    reason = "thousandths of yearly amounts stay below 2^53"
)]
pub(crate) fn quotient(
    numerator_milli: i64,
    denominator_milli: Option<i64>,
    factor: f64,
    decimals: u8,
) -> Option<f64> {
    let raw = match denominator_milli {
        Some(0) => return None,
        Some(d) => numerator_milli as f64 / d as f64,
        None => numerator_milli as f64 / 1000.0,
    };
    Some(round_to(raw * factor, decimals))
}

/// Rounds to so many decimals, halves away from zero.
pub(crate) fn round_to(value: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    (value * scale).round() / scale
}

impl Explanation {
    /// The note, where there is enough data for one.
    pub fn note(&self) -> Option<Note> {
        self.known.filter(|_| self.coverage.is_scored())
    }

    /// Recomputes every line from the digits it states, and the sum.
    ///
    /// # Errors
    /// The first [`ExplanationFault`]: the explanation was altered, or a rule differs.
    pub fn check(&self) -> Result<Aggregate, ExplanationFault> {
        let mut parts = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            parts.push(row.recompute()?);
        }
        let sum = aggregate_notes(&parts);
        for (row, points) in self.rows.iter().zip(&sum.points) {
            let stated = match row.outcome {
                RowOutcome::Scored { note, points } => Some((note, points)),
                RowOutcome::Stale {
                    counted, points, ..
                } => Some((counted, points)),
                RowOutcome::Unscored { .. } => None,
            };
            same(&row.name, &stated, points)?;
        }
        same("total", &self.known, &sum.known)?;
        same("coverage", &self.coverage, &sum.coverage)?;
        Ok(sum)
    }
}

impl ExplanationRow {
    fn recompute(&self) -> Result<Part, ExplanationFault> {
        let note = match self.outcome {
            RowOutcome::Scored { note, .. } => PartNote::Scored(note),
            RowOutcome::Stale { last, .. } => PartNote::Stale(last),
            RowOutcome::Unscored { .. } => PartNote::Unknown,
        };
        if let (RowSubject::Objective(judged), Some(stated)) = (&self.subject, note.known()) {
            if !judged.sources.is_empty() {
                let sum: i64 = judged.sources.iter().map(|s| s.amount_milli).sum();
                same(&self.name, &judged.numerator_milli, &sum)?;
            }
            if let (Some(step), Some(value)) = (judged.counted_by, judged.value) {
                same(&self.name, &true, &judged.allows(value, step))?;
                same(&self.name, &Some(stated), &judged.recompute_note())?;
                return Ok(self.part(note));
            }
            if !judged.counters.is_empty() && judged.rank.is_none() {
                let sum = |of: fn(&CounterLine) -> i64| judged.counters.iter().map(of).sum::<i64>();
                same(
                    &self.name,
                    &judged.numerator_milli,
                    &sum(|c| c.numerator_milli),
                )?;
                let below = sum(|c| c.denominator_milli);
                same(&self.name, &judged.denominator_milli, &Some(below))?;
            }
            same(&self.name, &judged.value, &judged.recompute_value())?;
            same(&self.name, &Some(stated), &judged.recompute_note())?;
        }
        Ok(self.part(note))
    }

    fn part(&self, note: PartNote) -> Part {
        Part {
            weight_milli: self.weight_milli,
            note,
            coverage: self.coverage,
        }
    }
}

fn same<T: PartialEq + core::fmt::Debug>(
    row: &str,
    stated: &T,
    recomputed: &T,
) -> Result<(), ExplanationFault> {
    if stated == recomputed {
        return Ok(());
    }
    Err(ExplanationFault {
        row: row.to_owned(),
        stated: format!("{stated:?}"),
        recomputed: format!("{recomputed:?}"),
    })
}
