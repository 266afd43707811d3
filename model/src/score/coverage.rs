use serde::{Deserialize, Serialize};

/// Share of the expected data that is there, in ten-thousandths.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Coverage(u16);

impl Coverage {
    /// All of it.
    pub const FULL: Self = Self(10_000);
    /// Under this a note is *partielle* (design §6).
    pub const WHOLE_FROM: Self = Self(7_500);
    /// Under this there is no note (design §6).
    pub const SCORED_FROM: Self = Self(5_000);

    /// From a share between 0 and 1; what lies outside is held at the edge.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 0..=10000 first"
    )]
    pub fn of(share: f64) -> Self {
        // Rounded down: 74.999 % is not 75 %.
        Self((share.clamp(0.0, 1.0) * 10_000.0 + 1e-6).floor() as u16)
    }

    /// Between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// Whether a note can be given.
    pub fn is_scored(self) -> bool {
        self >= Self::SCORED_FROM
    }

    /// Whether a note that is given must be called partial.
    pub fn is_partial(self) -> bool {
        self < Self::WHOLE_FROM
    }
}
