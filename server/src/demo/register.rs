use super::billing::Billing;
use super::counter::Counter;
use model::city::SeriesKind;

/// How a meter tells what it counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Register {
    /// What was used each hour.
    Hourly,
    /// Its counter.
    Counter(Counter),
    /// By the bills of a supplier.
    Billed(Billing),
}

impl Register {
    /// What its readings mean, and the seconds from one to the next.
    pub(super) const fn kind(self) -> (SeriesKind, u32) {
        match self {
            Self::Hourly => (SeriesKind::Interval, 3600),
            Self::Counter(counter) => (SeriesKind::Index, counter.step_s()),
            Self::Billed(billing) => (SeriesKind::Index, billing.step_s()),
        }
    }
}
