use super::picture::Judgement;
use super::pieces::Piece;
use super::told_counts::ToldCounts;
use super::{JudgedPlan, Picture, Town};
use crate::city::PlaceId;
use crate::score::{
    Aggregate, EnteredLine, Explanation, ExplanationRow, Judged, Note, Part, PartNote, RowOutcome,
    RowSubject, SourceLine, Unscored, aggregate_notes, round_to,
};

impl Picture {
    /// The arithmetic of the note of a place, on one theme or over all.
    ///
    /// `None` when the place or theme does not exist; without any objective
    /// the explanation has no rows.
    pub fn explain(
        &self,
        town: &Town,
        place: PlaceId,
        theme: Option<usize>,
    ) -> Option<Explanation> {
        let code = town.tree().place(place)?.code.clone();
        let (rows, parts): (Vec<Row>, Vec<Part>) = self
            .pieces(town, place, theme)
            .into_iter()
            .filter_map(|(piece, part)| Some((self.row(town, (place, theme), piece)?, part)))
            .unzip();
        let sum = aggregate_notes(&parts);
        let rows = rows
            .into_iter()
            .zip(parts.iter().zip(&sum.points))
            .map(
                |((subject, name, unscored), (part, points))| ExplanationRow {
                    subject,
                    name,
                    weight_milli: part.weight_milli,
                    coverage: part.coverage,
                    outcome: outcome(part.note, *points, unscored),
                },
            )
            .collect();
        let Aggregate {
            known,
            minimum,
            coverage,
            ..
        } = sum;
        let theme = theme
            .and_then(|t| town.themes().get(t))
            .map(|t| t.code.clone());
        Some(Explanation {
            place: code,
            theme,
            as_of: self.moment().at,
            rows,
            known,
            minimum,
            coverage,
        })
    }

    fn row(&self, town: &Town, at: (PlaceId, Option<usize>), piece: Piece<'_>) -> Option<Row> {
        let (place, theme) = at;
        Some(match piece {
            Piece::Theme(index) => {
                let named = town.themes().get(index)?;
                let subject = RowSubject::Theme {
                    code: named.code.clone(),
                };
                let aggregate = self.aggregate(place, Some(index))?;
                (subject, named.name.clone(), unscored_of(aggregate))
            }
            Piece::Place(child) => {
                let part = town.tree().place(child)?;
                let subject = RowSubject::Place {
                    code: part.code.clone(),
                };
                let aggregate = self.aggregate(child, theme)?;
                (subject, part.name.clone(), unscored_of(aggregate))
            }
            Piece::Objective(plan, judgement) => self.objective_row(town, plan, judgement),
        })
    }

    fn objective_row(&self, town: &Town, plan: &JudgedPlan, judgement: Judgement) -> Row {
        let objective = &plan.objective;
        let sources = judgement
            .value
            .counted
            .iter()
            .filter_map(|counted| {
                let series = town.series_at(counted.series)?;
                Some(SourceLine {
                    series: series.series.code.clone(),
                    place: series.series.place.clone(),
                    amount_milli: counted.amount_milli,
                    estimated_milli: counted.estimated_milli,
                    climate_milli: counted.climate_milli,
                    coverage: counted.coverage,
                    stale: counted.stale,
                    unconverted: counted.unconverted,
                    last_day: self.estimate(counted.series).and_then(|e| e.last_day),
                })
            })
            .collect();
        let told = ToldCounts::of(town, &judgement.value, plan.indicator.decimals);
        let judged = Judged {
            indicator: plan.indicator.code.clone(),
            unit: plan.indicator.unit.label(),
            decimals: plan.indicator.decimals,
            version: objective.version,
            decision: objective.decision.clone(),
            direction: objective.direction,
            baseline: objective.baseline,
            baseline_at: objective.baseline_at,
            target: round_to(objective.target, plan.indicator.decimals),
            target_at: objective.target_at,
            required: judgement.required,
            band: objective.target_high.zip(objective.tolerance),
            value: judgement.value.value,
            numerator_milli: told
                .amounts
                .map_or(judgement.value.numerator_milli, |(above, _)| above),
            denominator_milli: told
                .amounts
                .map_or(judgement.value.denominator_milli, |(_, below)| Some(below)),
            factor: judgement.value.factor,
            sources,
            counters: told.counters,
            counted_by: told.counted_by,
            rank: told.rank,
            entered: judgement.value.entered.and_then(|found| {
                Some(EnteredLine {
                    cadence: plan.indicator.entered?.cadence,
                    period: found.period?,
                    late: found.late,
                })
            }),
        };
        let unscored = judgement.note.err().unwrap_or(Unscored::TooLittleData);
        (
            RowSubject::Objective(Box::new(judged)),
            plan.indicator.name.clone(),
            unscored,
        )
    }
}

type Row = (RowSubject, String, Unscored);

fn unscored_of(aggregate: &Aggregate) -> Unscored {
    if aggregate.known.is_none() {
        Unscored::NoData
    } else {
        Unscored::TooLittleData
    }
}

fn outcome(note: PartNote, points: Option<(Note, i32)>, reason: Unscored) -> RowOutcome {
    match (note, points) {
        (PartNote::Scored(note), Some((_, points))) => RowOutcome::Scored { note, points },
        (PartNote::Stale(last), Some((counted, points))) => RowOutcome::Stale {
            last,
            counted,
            points,
        },
        _ => RowOutcome::Unscored { reason },
    }
}
