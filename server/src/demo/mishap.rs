/// Something that happened to a building or to its meter, in days before the town was built.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mishap {
    /// The first day.
    pub(super) from: i32,
    /// The first day after; without it, it still lasts.
    pub(super) until: Option<i32>,
    pub(super) what: What,
}

/// What a [`Mishap`] does. Amounts are in the unit of the meter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// Works: from then on only this share of the consumption is left.
    Works { left: f64, name: &'static str },
    /// Something runs at night that should not, at this amount an hour.
    AtNight(f64),
    /// A leak: this amount an hour, day and night.
    Always(f64),
    /// Heated on days when nobody comes, this amount an hour more.
    WhenClosed(f64),
    /// Out of tune: this share more every day.
    Drift(f64),
    /// The meter sends nothing.
    Silent,
    /// The meter sends zeros.
    Zeros,
    /// The meter repeats this amount.
    Stuck(f64),
    /// A new meter counts in units this much smaller.
    Scale(f64),
}

impl Mishap {
    /// Whether it holds on the day that many days before the town was built.
    pub(super) fn holds(self, days_ago: i32) -> bool {
        days_ago <= self.from && self.until.is_none_or(|end| days_ago > end)
    }

    /// By what it multiplies the consumption of that day.
    pub(super) fn factor(self, days_ago: i32) -> f64 {
        match self.what {
            What::Works { left, .. } => left,
            What::Drift(per_day) => 1.0 + per_day * f64::from(self.from - days_ago),
            _ => 1.0,
        }
    }

    /// What it adds in an hour.
    pub(super) const fn extra(self, night: bool, open: bool) -> f64 {
        match self.what {
            What::AtNight(amount) if night => amount,
            What::WhenClosed(amount) if !open => amount,
            What::Always(amount) => amount,
            _ => 0.0,
        }
    }
}
