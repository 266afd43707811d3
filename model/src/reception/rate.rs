use serde::{Deserialize, Serialize};

/// A share that stays mergeable: so many of so many.
///
/// Shares of days, desks and counters are added as counts, never averaged
/// (domain §2.2).
///
/// ```
/// use model::reception::Rate;
/// // 90 of 100 and 5 of 10: 86.36 %, not the 70 % that the mean of 90 % and 50 % gives
/// let both = Rate::new(90, 100).merge(Rate::new(5, 10));
/// assert!((both.percent().unwrap() - 86.36).abs() < 0.005);
/// assert_eq!(Rate::default().percent(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rate {
    /// Those that count.
    pub num: u64,
    /// Those that could have.
    pub den: u64,
}

impl Rate {
    /// So many of so many.
    pub const fn new(num: u64, den: u64) -> Self {
        Self { num, den }
    }

    /// The rate of both together.
    #[must_use]
    pub const fn merge(self, other: Self) -> Self {
        Self {
            num: self.num.saturating_add(other.num),
            den: self.den.saturating_add(other.den),
        }
    }

    /// As a share, 0 to 1; `None` of nothing.
    pub fn share(self) -> Option<f64> {
        (self.den > 0).then(|| float(self.num) / float(self.den))
    }

    /// In percent; `None` of nothing.
    pub fn percent(self) -> Option<f64> {
        self.share().map(|share| 100.0 * share)
    }
}

#[expect(
    clippy::as_conversions,
    reason = "counts of people stay far below 2^53, where f64 is exact"
)]
pub(super) const fn float(count: u64) -> f64 {
    count as f64
}
