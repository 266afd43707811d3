use model::measure::{Quality, Reading};
use model::time::At;

/// An amount over a period, as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bill {
    pub(super) series: String,
    pub(super) from: At,
    /// Not covered any more.
    pub(super) to: At,
    /// In the unit of the series; `None` withdraws the bill of this period.
    pub(super) amount: Option<f64>,
    pub(super) estimated: bool,
    /// In €.
    pub(super) cost: Option<f64>,
}

impl Bill {
    /// Where the amount stands: an index of the last second, so that the next
    /// bill can start again at 0 where this one ends.
    pub(super) const fn last(&self) -> At {
        self.to.plus_seconds(-1)
    }

    /// The two readings that keep it.
    pub(super) fn readings(&self) -> [Reading; 2] {
        let [first, last] = match (self.amount, self.estimated) {
            (None, _) => [Quality::Missing, Quality::Missing],
            (Some(_), true) => [Quality::Replaced, Quality::Estimated],
            (Some(_), false) => [Quality::Replaced, Quality::Measured],
        };
        [
            Reading {
                at: self.from,
                value: 0.0,
                quality: first,
            },
            Reading {
                at: self.last(),
                value: self.amount.unwrap_or_default(),
                quality: last,
            },
        ]
    }

    /// What it cost, as a bill of the series `CODE.cost`.
    pub(super) fn cost_bill(&self) -> Option<Self> {
        let withdrawn = self.amount.is_none();
        (self.cost.is_some() && !withdrawn).then(|| Self {
            series: format!("{}.cost", self.series),
            amount: self.cost,
            cost: None,
            ..self.clone()
        })
    }
}
