use super::note::{share_against, share_in_band};
use super::{Direction, Objective};

/// How the note of an objective moved from one state to another, and what of that
/// came from the value and what from the asking, in ten-thousandths.
///
/// A trajectory asks for more every day: a note can fall though nothing got worse.
/// Both moved together along a straight line, in small steps; in each step the two
/// share what neither did alone (Shapley value of two players, hence Aumann–Shapley
/// along the line). The two parts add up to the difference of the notes.
///
/// ```
/// use model::score::{Direction, NoteMove, Objective, Trajectory};
/// use model::time::Day;
/// let objective = Objective {
///     indicator: "final_kwh_m2".parse()?, place: "town".parse()?,
///     direction: Direction::Down, baseline: Some(200.0), baseline_at: None,
///     target: 100.0, target_high: None, tolerance: None, target_at: Day::default(),
///     trajectory: Trajectory::Linear, weight: 1.0, owner: None, decision: None, version: 1,
/// };
/// // 10 of 20 asked for, then 10 of 25: all of it is the asking
/// let moved = objective.moved((190.0, 180.0), (190.0, 175.0)).unwrap_or_default();
/// assert_eq!((moved.value.round(), moved.required.round()), (0.0, -10_000.0));
/// // 10 of 20, then 15 of 20: all of it is the value, 0.5 a unit
/// let moved = objective.moved((190.0, 180.0), (185.0, 180.0)).unwrap_or_default();
/// assert_eq!((moved.value.round(), moved.required.round()), (25_000.0, 0.0));
/// assert_eq!(moved.per_unit.round(), -5_000.0);
/// # Ok::<(), model::city::CodeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct NoteMove {
    /// What the value did.
    pub value: f64,
    /// What the asking did.
    pub required: f64,
    /// What one more unit of the value did, on the way.
    pub per_unit: f64,
}

/// Steps along the line.
const STEPS: u32 = 64;
/// A value that moved by less than this share of itself stood still.
const STILL: f64 = 1e-9;

impl Objective {
    /// How its note moved from a value and what was asked then to those of another
    /// time. `None`: one of the two has no note.
    pub fn moved(&self, then: (f64, f64), now: (f64, f64)) -> Option<NoteMove> {
        let note = |(value, required): (f64, f64)| {
            let share = self.share(required, value)?;
            Some(share.clamp(0.0, 1.0) * 100_000.0)
        };
        let on_the_way = |step: u32| {
            let way = f64::from(step) / f64::from(STEPS);
            let at = |from: f64, to: f64| {
                if step == STEPS {
                    to
                } else {
                    from + (to - from) * way
                }
            };
            (at(then.0, now.0), at(then.1, now.1))
        };
        let mut moved = NoteMove::default();
        for step in 0..STEPS {
            let (from, to) = (on_the_way(step), on_the_way(step + 1));
            let (start, end) = (note(from)?, note(to)?);
            let (only_value, only_asked) = (note((to.0, from.1))?, note((from.0, to.1))?);
            moved.value += f64::midpoint(only_value - start, end - only_asked);
            moved.required += f64::midpoint(only_asked - start, end - only_value);
        }
        let way = now.0 - then.0;
        let size = now.0.abs().max(then.0.abs()).max(1e-9);
        moved.per_unit = if way.abs() > STILL * size {
            moved.value / way
        } else {
            let little = size * 1e-6;
            let (above, below) = (
                note((now.0 + little, now.1))?,
                note((now.0 - little, now.1))?,
            );
            (above - below) / (2.0 * little)
        };
        Some(moved)
    }

    /// Share of what is asked that a value makes, neither rounded nor held between 0
    /// and 1. `None`: nothing is asked yet, or ever.
    pub(crate) fn share(&self, required: f64, value: f64) -> Option<f64> {
        match self.direction {
            Direction::Band => Some(share_in_band(
                required,
                self.target_high.unwrap_or(required),
                self.tolerance.unwrap_or(1.0),
                value,
            )),
            direction => share_against(direction, self.baseline, required, value),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::score::{Note, Trajectory};
    use crate::time::Day;

    fn objective(direction: Direction, baseline: Option<f64>) -> Objective {
        Objective {
            indicator: "x".parse().expect("code"),
            place: "town".parse().expect("code"),
            direction,
            baseline,
            baseline_at: None,
            target: 10.0,
            target_high: Some(30.0),
            tolerance: Some(15.0),
            target_at: Day::default(),
            trajectory: Trajectory::Linear,
            weight: 1.0,
            owner: None,
            decision: None,
            version: 1,
        }
    }

    proptest! {
        #[test]
        fn both_parts_add_up_to_the_difference_of_the_notes(
            form in 0_usize..4,
            values in (0.0..200.0, 0.0..200.0),
            asked in (20.0..90.0, 20.0..90.0),
        ) {
            let objective = match form {
                0 => objective(Direction::Down, Some(100.0)),
                1 => objective(Direction::Up, Some(10.0)),
                2 => objective(Direction::Down, None),
                _ => objective(Direction::Band, None),
            };
            let note = |value: f64, required: f64| {
                let share = objective.share(required, value).expect("asked");
                f64::from(Note::from_share(share).ten_thousandths())
            };
            let moved = objective.moved((values.0, asked.0), (values.1, asked.1)).expect("asked");
            let difference = note(values.1, asked.1) - note(values.0, asked.0);
            prop_assert!((moved.value + moved.required - difference).abs() < 1.1);
        }
    }

    #[test]
    fn a_value_beyond_its_target_moves_nothing() {
        let moved = objective(Direction::Down, Some(100.0)).moved((20.0, 40.0), (10.0, 40.0));
        assert_eq!(moved, Some(NoteMove::default()));
    }

    #[test]
    fn a_value_that_came_back_still_says_what_a_unit_does() {
        // 30 of 60: one unit less is a sixtieth of ten points more.
        let moved = objective(Direction::Down, Some(100.0)).moved((70.0, 40.0), (70.0, 40.0));
        let per_unit = moved.expect("asked").per_unit;
        assert!((per_unit + 100_000.0 / 60.0).abs() < 0.01, "{per_unit}");
    }

    #[test]
    fn nothing_is_said_where_nothing_was_asked() {
        let asked_nothing =
            objective(Direction::Down, Some(100.0)).moved((70.0, 100.0), (70.0, 40.0));
        assert_eq!(asked_nothing, None);
    }
}
