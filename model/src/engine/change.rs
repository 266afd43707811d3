mod attribution;
mod contributions;

use super::picture::{Judgement, Picture};
use super::pieces::Piece;
use super::{JudgedPlan, Town};
use crate::city::PlaceId;
use crate::score::{Aggregate, Cause, ChangeLine, NoteChange, Part, aggregate_notes, whole_points};
use attribution::Attribution;
use contributions::{About, Contributions};

impl Picture {
    /// Why the note of a place, on one theme or over all, moved since an earlier picture
    /// of the same town.
    ///
    /// A note is a weighted mean of others, down to objectives. At every level the mean
    /// of the shares before and after takes a part's own change, and the mean of its
    /// notes takes the change of its share, which adds up exactly; at an objective the
    /// value and what is asked are told apart by [`NoteMove`](crate::score::NoteMove),
    /// and the value by what moved the amounts behind it.
    ///
    /// `None`: the place has no note at one of the two moments.
    pub fn change_since(
        &self,
        before: &Self,
        town: &Town,
        place: PlaceId,
        theme: Option<usize>,
    ) -> Option<NoteChange> {
        let known = |picture: &Self| picture.aggregate(place, theme).and_then(|sum| sum.known);
        let (then, now) = (known(before)?, known(self)?);
        let mut walk = Walk {
            town,
            then: before,
            now: self,
            attribution: Attribution::between(town, before, self),
            found: Contributions::new(town),
        };
        walk.mean(place, theme, 1.0);
        let (about, exact): (Vec<About>, Vec<f64>) = walk.found.into_told().into_iter().unzip();
        let points = whole_points(&exact, now.minus(then));
        let found = about.into_iter().zip(points);
        let mut lines: Vec<ChangeLine> = found
            .filter(|(_, points)| *points != 0)
            .filter_map(|(about, points)| about.line(town, points))
            .collect();
        lines.sort_by_key(|line| -line.points.abs());
        Some(NoteChange {
            place: town.tree().place(place)?.code.clone(),
            theme: theme.and_then(|index| Some(town.themes().get(index)?.code.clone())),
            from: before.moment().at,
            to: self.moment().at,
            before: then,
            after: now,
            lines,
        })
    }
}

struct Walk<'a> {
    town: &'a Town,
    then: &'a Picture,
    now: &'a Picture,
    attribution: Attribution<'a>,
    /// Ten-thousandths of a point of the note that is explained.
    found: Contributions,
}

/// A part of a mean at one moment.
#[derive(Debug, Clone, Copy)]
struct Held {
    /// Of the weights of all known parts.
    share: f64,
    /// The note it counts with and its own, in ten-thousandths.
    notes: Option<(f64, f64)>,
}

impl Walk<'_> {
    /// What moved a weighted mean, of which the explained note takes so large a share.
    fn mean(&mut self, place: PlaceId, theme: Option<usize>, scale: f64) {
        // Of the same town, hence the same pieces in the same order.
        let (was, is): (Vec<_>, Vec<_>) = (
            self.then.pieces(self.town, place, theme),
            self.now.pieces(self.town, place, theme),
        );
        let parts = |pieces: &[(Piece<'_>, Part)]| -> Vec<Part> {
            pieces.iter().map(|(_, part)| *part).collect()
        };
        let (held_then, held_now) = (held(&parts(&was)), held(&parts(&is)));
        let mean = f64::midpoint(mean_of(&held_then), mean_of(&held_now));
        let pairs = was.into_iter().zip(is).zip(held_then.iter().zip(&held_now));
        for (((before, _), (after, _)), (then, now)) in pairs {
            let about = About::piece(self.town, place, theme, &after);
            let moved_share = now.share - then.share;
            let counted = match (then.notes, now.notes) {
                (None, None) => continue,
                (Some((one, _)), None) | (None, Some((one, _))) => one,
                (Some(then_notes), Some(now_notes)) => {
                    let share = scale * f64::midpoint(then.share, now.share);
                    let caution = (now_notes.0 - now_notes.1) - (then_notes.0 - then_notes.1);
                    self.add(about.of(Cause::Silence), share * caution);
                    self.piece(place, theme, (before, after), share);
                    f64::midpoint(then_notes.0, now_notes.0)
                }
            };
            let moved = scale * moved_share * (counted - mean);
            self.add(about.of(Cause::Perimeter), moved);
        }
    }

    /// What moved one part of a mean.
    fn piece(
        &mut self,
        place: PlaceId,
        theme: Option<usize>,
        pieces: (Piece<'_>, Piece<'_>),
        share: f64,
    ) {
        match pieces {
            (_, Piece::Theme(index)) => self.mean(place, Some(index), share),
            (_, Piece::Place(child)) => self.mean(child, theme, share),
            (Piece::Objective(_, was), Piece::Objective(plan, is)) => {
                self.objective(place, plan, (&was, &is), share);
            }
            (_, Piece::Objective(..)) => {}
        }
    }

    fn objective(
        &mut self,
        place: PlaceId,
        plan: &JudgedPlan,
        (was, is): (&Judgement, &Judgement),
        share: f64,
    ) {
        let (Some(then), Some(now)) = (was.value.value, is.value.value) else {
            return;
        };
        let moved = plan
            .objective
            .moved((then, was.required), (now, is.required));
        let Some(moved) = moved else {
            return;
        };
        let indicator = position(self.town, plan);
        let about = |place: PlaceId, cause: Cause| About {
            place,
            theme: Some(plan.theme),
            indicator,
            cause,
        };
        self.add(about(place, Cause::Target), share * moved.required);
        let mut told = 0.0;
        let found = &mut self.found;
        let tell = |source, cause, by| {
            let points = share * moved.per_unit * by;
            told += points;
            found.add(about(source, cause), points);
        };
        self.attribution.of(plan, &was.value, &is.value, tell);
        // What is measured below the line, and the rounding of values.
        let rest = share * moved.value - told;
        self.add(about(place, Cause::Measured), rest);
    }

    fn add(&mut self, about: About, points: f64) {
        self.found.add(about, points);
    }
}

impl About {
    const fn new(place: PlaceId, theme: Option<usize>) -> Self {
        Self {
            place,
            theme,
            indicator: None,
            cause: Cause::Perimeter,
        }
    }

    fn piece(town: &Town, place: PlaceId, theme: Option<usize>, piece: &Piece<'_>) -> Self {
        match piece {
            Piece::Theme(index) => Self::new(place, Some(*index)),
            Piece::Place(child) => Self::new(*child, theme),
            Piece::Objective(plan, _) => Self {
                indicator: position(town, plan),
                ..Self::new(place, theme)
            },
        }
    }

    fn line(self, town: &Town, points: i32) -> Option<ChangeLine> {
        let theme = self.theme.and_then(|index| town.themes().get(index));
        let indicator = self.indicator.and_then(|at| theme?.indicator.get(at));
        Some(ChangeLine {
            place: town.tree().place(self.place)?.code.clone(),
            theme: theme.map(|theme| theme.code.clone()),
            indicator: indicator.map(|indicator| indicator.code.clone()),
            cause: self.cause,
            points,
        })
    }

    fn of(self, cause: Cause) -> Self {
        Self { cause, ..self }
    }
}

/// Where the indicator of a plan stands among those of its theme.
fn position(town: &Town, plan: &JudgedPlan) -> Option<usize> {
    let mut indicators = town.themes().get(plan.theme)?.indicator.iter();
    indicators.position(|indicator| indicator.code == plan.indicator.code)
}

fn held(parts: &[Part]) -> Vec<Held> {
    let Aggregate { points, .. } = aggregate_notes(parts);
    let known = |part: &&Part| part.note.known().is_some();
    let weights: f64 = parts
        .iter()
        .filter(known)
        .map(|part| f64::from(part.weight_milli))
        .sum();
    parts
        .iter()
        .zip(points)
        .map(|(part, points)| {
            let own = part.note.known().filter(|_| part.weight_milli > 0);
            let notes = own.zip(points).map(|(own, (counted, _))| {
                let exact = |note: crate::score::Note| f64::from(note.ten_thousandths());
                (exact(counted), exact(own))
            });
            let share = match notes {
                Some(_) if weights > 0.0 => f64::from(part.weight_milli) / weights,
                _ => 0.0,
            };
            Held { share, notes }
        })
        .collect()
}

fn mean_of(parts: &[Held]) -> f64 {
    let counted = |part: &Held| part.share * part.notes.map_or(0.0, |(counted, _)| counted);
    parts.iter().map(counted).sum()
}
