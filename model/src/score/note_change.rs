use serde::{Deserialize, Serialize};

use super::Note;
use crate::city::{IndicatorCode, PlaceCode, ThemeCode};
use crate::time::At;

/// Why a note moved between two instants: contributions that add up to the difference,
/// to the ten-thousandth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NoteChange {
    /// Whose note.
    pub place: PlaceCode,
    /// On which theme; `None` for the note over all themes.
    pub theme: Option<ThemeCode>,
    /// From when.
    pub from: At,
    /// To when.
    pub to: At,
    /// The note then, known also where too little data was there to show it.
    pub before: Note,
    /// The note now, likewise.
    pub after: Note,
    /// What moved it, largest first; what moved nothing is left out.
    pub lines: Vec<ChangeLine>,
}

/// One contribution to a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLine {
    /// Where: a meter or site for a measured amount, else the place that is judged.
    pub place: PlaceCode,
    /// On which theme.
    pub theme: Option<ThemeCode>,
    /// By which indicator; `None` where it is not one of them that moved.
    pub indicator: Option<IndicatorCode>,
    /// What it was.
    pub cause: Cause,
    /// Ten-thousandths of a point.
    pub points: i32,
}

/// What moves a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// What was measured: used, waited, answered.
    Measured,
    /// Degree days, for what is not brought to normal weather.
    Weather,
    /// How many days were open and closed.
    Calendar,
    /// Missing data: the caution with which they are counted.
    Silence,
    /// What objectives ask, which moves along their trajectories.
    Target,
    /// What began or ceased to be scored, and weights.
    Perimeter,
}

impl Cause {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::Measured,
        Self::Weather,
        Self::Calendar,
        Self::Silence,
        Self::Target,
        Self::Perimeter,
    ];

    /// Its position in [`Cause::ALL`].
    pub const fn position(self) -> usize {
        match self {
            Self::Measured => 0,
            Self::Weather => 1,
            Self::Calendar => 2,
            Self::Silence => 3,
            Self::Target => 4,
            Self::Perimeter => 5,
        }
    }
}

impl NoteChange {
    /// By how much the note moved, in ten-thousandths.
    pub const fn difference(&self) -> i32 {
        self.after.minus(self.before)
    }

    /// What a part of the lines gave together.
    pub fn sum(&self, of: impl Fn(&ChangeLine) -> bool) -> i32 {
        let lines = self.lines.iter().filter(|line| of(line));
        lines.map(|line| line.points).sum()
    }
}

/// Rounds contributions to whole ten-thousandths that add up to `total`: each downwards,
/// and what is left one by one to those that lost most (largest remainder).
///
/// ```
/// use model::score::whole_points;
/// assert_eq!(whole_points(&[1.4, 1.4, -0.8], 2), [2, 1, -1]);
/// // what rounding of notes left over goes to somebody
/// assert_eq!(whole_points(&[10.0, 5.0], 16), [11, 5]);
/// assert_eq!(whole_points(&[], 3), []);
/// ```
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "contributions are within a few times ±100 000"
)]
pub fn whole_points(exact: &[f64], total: i32) -> Vec<i32> {
    let mut points: Vec<i32> = exact.iter().map(|points| points.floor() as i32).collect();
    let lost = exact.iter().map(|points| points - points.floor());
    let mut order: Vec<(f64, usize)> = lost.zip(0..).collect();
    order.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut left = total - points.iter().sum::<i32>();
    if left < 0 {
        order.reverse();
    }
    while left != 0 && !order.is_empty() {
        for &(_, at) in &order {
            if left == 0 {
                break;
            }
            let one = left.signum();
            if let Some(points) = points.get_mut(at) {
                *points += one;
            }
            left -= one;
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::whole_points;

    proptest! {
        #[test]
        fn whole_points_add_up_and_stay_near(exact in prop::collection::vec(-50_000.0..50_000.0, 1..60), noise in -3_i32..=3) {
            #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "a test")]
            let total = exact.iter().sum::<f64>().round() as i32 + noise;
            let points = whole_points(&exact, total);
            prop_assert_eq!(points.iter().sum::<i32>(), total);
            for (points, exact) in points.iter().zip(&exact) {
                prop_assert!((f64::from(*points) - exact).abs() < 5.0);
            }
        }
    }
}
