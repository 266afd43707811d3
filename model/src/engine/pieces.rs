use super::picture::{Judgement, Picture};
use super::{JudgedPlan, Town};
use crate::city::PlaceId;
use crate::score::{Aggregate, Part, PartNote, Unscored};

/// One of the things that the note of a place is made of.
pub(super) enum Piece<'t> {
    /// A theme, by its position in the town.
    Theme(usize),
    /// A part of the place.
    Place(PlaceId),
    /// An objective of the place itself, with what it came to.
    Objective(&'t JudgedPlan, Judgement),
}

impl Picture {
    /// What the note of a place is made of, with how much each counts: over all themes,
    /// the themes; on a theme, the objectives of the place, and where it has none its
    /// parts, each with the same weight.
    pub(super) fn pieces<'t>(
        &self,
        town: &'t Town,
        place: PlaceId,
        theme: Option<usize>,
    ) -> Vec<(Piece<'t>, Part)> {
        let Some(theme) = theme else {
            return self.themes_of(town, place);
        };
        let plans = town.plan().at(place).iter();
        let own: Vec<_> = plans
            .filter(|plan| plan.theme == theme)
            .map(|plan| {
                let judgement = self.judge(town, plan);
                let part = objective_part(plan, &judgement);
                (Piece::Objective(plan, judgement), part)
            })
            .collect();
        if !own.is_empty() {
            return own;
        }
        let children = town.tree().children(place).iter();
        children
            .filter_map(|&child| {
                let part = part_of(self.aggregate(child, Some(theme))?, 1000);
                Some((Piece::Place(child), part))
            })
            .collect()
    }

    fn themes_of<'t>(&self, town: &Town, place: PlaceId) -> Vec<(Piece<'t>, Part)> {
        let themes = town.themes().iter().enumerate();
        themes
            .filter_map(|(index, theme)| {
                let aggregate = self.aggregate(place, Some(index))?;
                let part = part_of(aggregate, weight_milli(theme.weight));
                Some((Piece::Theme(index), part))
            })
            .collect()
    }
}

fn objective_part(plan: &JudgedPlan, judgement: &Judgement) -> Part {
    let coverage = judgement.value.coverage;
    let (note, weighs) = match judgement.note {
        Ok(note) if coverage.is_scored() => (PartNote::Scored(note), true),
        Ok(note) => (PartNote::Stale(note), true),
        Err(Unscored::Context | Unscored::NotStarted | Unscored::Closed) => {
            (PartNote::Unknown, false)
        }
        Err(_) => (PartNote::Unknown, true),
    };
    let weight_milli = if weighs {
        weight_milli(plan.objective.weight)
    } else {
        0
    };
    Part {
        weight_milli,
        note,
        coverage,
    }
}

/// A part of which nothing is asked now weighs nothing above either.
fn part_of(aggregate: &Aggregate, weight_milli: u32) -> Part {
    Part {
        weight_milli: if aggregate.asks { weight_milli } else { 0 },
        note: aggregate.as_part(),
        coverage: aggregate.coverage,
    }
}

/// A weight in thousandths, at least one.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a float cast saturates, and weights are checked to be positive"
)]
fn weight_milli(weight: f64) -> u32 {
    ((weight * 1000.0).round() as u32).clamp(1, 1_000_000)
}
