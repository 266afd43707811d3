use super::{ErlangC, ErlangFault};

/// What one more desk would change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneMoreDesk {
    /// With the desks there are; overloaded where the queue only grows.
    pub now: Result<ErlangC, ErlangFault>,
    /// With one more.
    pub then: Result<ErlangC, ErlangFault>,
}

/// A queue with the desks there are and with one more, by [`ErlangC`].
///
/// ```
/// use model::reception::one_more_desk;
/// let change = one_more_desk(0.5, 6.0, 4);
/// let (now, then) = (change.now?, change.then?);
/// // a fifth desk takes the mean wait from 3.06 to 0.71 minutes
/// assert!((now.mean_wait_min - 3.0566).abs() < 5e-5);
/// assert!((then.mean_wait_min - 0.7085).abs() < 5e-5);
/// assert!((change.saved_min().unwrap() - 2.3481).abs() < 5e-5);
/// # Ok::<(), model::reception::ErlangFault>(())
/// ```
pub fn one_more_desk(per_min: f64, service_min: f64, desks: u32) -> OneMoreDesk {
    OneMoreDesk {
        now: ErlangC::new(per_min, service_min, desks),
        then: ErlangC::new(per_min, service_min, desks.saturating_add(1)),
    }
}

impl OneMoreDesk {
    /// Minutes by which the mean wait falls; `None` where it has no long run now or then.
    pub fn saved_min(&self) -> Option<f64> {
        Some(self.now.ok()?.mean_wait_min - self.then.ok()?.mean_wait_min)
    }
}
