use serde::{Deserialize, Serialize};

use super::Direction;

/// A note out of ten, in ten-thousandths, so that sums are exact everywhere.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Note(i32);

impl Note {
    /// The best note.
    pub const TEN: Self = Self(100_000);

    /// A note from ten-thousandths, held between 0 and 10.
    pub const fn from_ten_thousandths(n: i32) -> Self {
        if n < 0 {
            Self(0)
        } else if n > 100_000 {
            Self::TEN
        } else {
            Self(n)
        }
    }

    /// A note from a share of the way, 0 to 1, rounded to the nearest ten-thousandth.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "clamped to 0..=100000 first"
    )]
    pub fn from_share(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 100_000.0).round() as i32)
    }

    /// Ten-thousandths.
    pub const fn ten_thousandths(self) -> i32 {
        self.0
    }

    /// As a number between 0 and 10.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// Difference in ten-thousandths.
    pub const fn minus(self, other: Self) -> i32 {
        self.0 - other.0
    }
}

/// The note of a measured value against a required one (domain §3.2).
///
/// With a baseline: the way made over the way asked, `(x − b) / (t − b)`,
/// capped at 1. Without: `x / t` upwards, `t / x` downwards, capped at 1; a
/// lower-is-better value of 0 is perfect, also when the target is 0.
///
/// `None`: nothing is asked yet (`t = b`), or the direction is not scored here.
///
/// ```
/// use model::score::{Direction, Note, note_against};
/// // energy: baseline 210, required 144.667 in 2026, measured 150
/// let note = note_against(Direction::Down, Some(210.0), 144.667, 150.0);
/// assert_eq!(note, Some(Note::from_ten_thousandths(91_837)));
/// assert_eq!(note_against(Direction::Down, None, 5.0, 0.0), Some(Note::TEN));
/// ```
pub fn note_against(
    direction: Direction,
    baseline: Option<f64>,
    required: f64,
    value: f64,
) -> Option<Note> {
    share_against(direction, baseline, required, value).map(Note::from_share)
}

/// The share of the way before it is rounded and held between 0 and 1.
pub(super) fn share_against(
    direction: Direction,
    baseline: Option<f64>,
    required: f64,
    value: f64,
) -> Option<f64> {
    match (direction, baseline) {
        (Direction::Band | Direction::Context, _) => None,
        (_, Some(b)) => {
            let asked = required - b;
            // Less than a millionth of the baseline: the clock has just started.
            if asked.abs() <= 1e-6 * b.abs().max(1e-6) {
                return None;
            }
            Some((value - b) / asked)
        }
        (Direction::Down, None) if value <= 0.0 => Some(1.0),
        (Direction::Down, None) => Some(required / value),
        (Direction::Up, None) if required <= 0.0 => Some(1.0),
        (Direction::Up, None) => Some(value / required),
    }
}

/// The note of a value against a band: 10 inside, linear to 0 at `tolerance` outside it.
///
/// ```
/// use model::score::{Note, note_in_band};
/// // band 19–21 °C with limits 17 and 23: 22 is half way out
/// assert_eq!(note_in_band(19.0, 21.0, 2.0, 22.0), Note::from_ten_thousandths(50_000));
/// ```
pub fn note_in_band(low: f64, high: f64, tolerance: f64, value: f64) -> Note {
    Note::from_share(share_in_band(low, high, tolerance, value))
}

pub(super) fn share_in_band(low: f64, high: f64, tolerance: f64, value: f64) -> f64 {
    1.0 - (low - value).max(value - high).max(0.0) / tolerance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_vectors() {
        let wait = note_against(Direction::Down, Some(14.0), 8.0, 10.0);
        assert_eq!(wait, Some(Note::from_ten_thousandths(66_667)));
        let capped = note_against(Direction::Up, Some(80.0), 90.0, 91.0);
        assert_eq!(capped, Some(Note::TEN));
        let line = 210.0 + (126.0 - 210.0) * 14.0 / 18.0;
        let energy = note_against(Direction::Down, Some(210.0), line, 150.0);
        assert_eq!(energy, Some(Note::from_ten_thousandths(91_837)));
    }

    #[test]
    fn lower_is_better_at_zero_is_perfect() {
        assert_eq!(
            note_against(Direction::Down, None, 0.0, 0.0),
            Some(Note::TEN)
        );
        assert_eq!(
            note_against(Direction::Down, Some(10.0), 0.0, 0.0),
            Some(Note::TEN)
        );
        assert_eq!(
            note_against(Direction::Down, None, 0.0, 3.0),
            Some(Note::default())
        );
    }

    #[test]
    fn nothing_is_scored_before_anything_is_asked() {
        assert_eq!(note_against(Direction::Down, Some(10.0), 10.0, 8.0), None);
        assert_eq!(note_against(Direction::Context, Some(10.0), 5.0, 8.0), None);
    }

    #[test]
    fn ratio_form_of_city_score() {
        // 5,6,7,4,8,6,6 against 5, lower is better: ratio of means 0.8333
        let note = note_against(Direction::Down, None, 5.0, 6.0);
        assert_eq!(note, Some(Note::from_ten_thousandths(83_333)));
    }
}
