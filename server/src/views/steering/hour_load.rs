use model::city::OpenRange;
use model::reception::{ErlangC, ErlangFault, OneMoreDesk, Rate, one_more_desk};

/// What an hour of a weekday is like, with the desks there are and with one more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct HourLoad {
    /// Local hour.
    pub(super) hour: u8,
    /// Visitors of a mean day.
    pub(super) arrivals: f64,
    /// Both queues.
    pub(super) change: OneMoreDesk,
}

impl HourLoad {
    /// `issued` visitors came in that hour on `days` days, in which the counter was open for
    /// `open_min` minutes of it; `None` where nobody was there to serve or nobody came.
    pub(super) fn of(
        hour: u8,
        (issued, days): (u64, u64),
        open_min: u32,
        service_min: f64,
        desks: u32,
    ) -> Option<Self> {
        let arrivals = Rate::new(issued, days).share()?;
        if issued == 0 || open_min == 0 {
            return None;
        }
        let per_min = arrivals / f64::from(open_min);
        Some(Self {
            hour,
            arrivals,
            change: one_more_desk(per_min, service_min, desks),
        })
    }

    /// The share of their time that the desks serve; above 1 where they cannot.
    pub(super) fn load(&self) -> Option<f64> {
        match self.change.now {
            Ok(queue) => Some(queue.load),
            Err(ErlangFault::Overloaded(load)) => Some(load),
            Err(ErlangFault::NotPositive) => None,
        }
    }

    /// Whether more comes than the desks can serve.
    pub(super) fn is_overloaded(&self) -> bool {
        matches!(self.change.now, Err(ErlangFault::Overloaded(_)))
    }

    /// Mean waits in minutes now and with one more desk; `None` where the queue only grows.
    pub(super) fn waits_min(&self) -> (Option<f64>, Option<f64>) {
        let wait = |queue: Result<ErlangC, ErlangFault>| Some(queue.ok()?.mean_wait_min);
        (wait(self.change.now), wait(self.change.then))
    }

    /// Shares served within so many minutes, now and with one more desk.
    pub(super) fn within(&self, minutes: u16) -> (Option<f64>, Option<f64>) {
        let share = |queue: Result<ErlangC, ErlangFault>| Some(queue.ok()?.within(minutes.into()));
        (share(self.change.now), share(self.change.then))
    }
}

/// The open minutes of a local hour.
pub(super) fn open_min(ranges: &[OpenRange], hour: u8) -> u32 {
    let (from, to) = (u16::from(hour) * 60, (u16::from(hour) + 1) * 60);
    let inside = |r: &OpenRange| u32::from(r.to.min(to).saturating_sub(r.from.max(from)));
    ranges.iter().map(inside).sum::<u32>().min(60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_that_opens_at_half_past_takes_its_visitors_in_half_an_hour() {
        let ranges = [OpenRange { from: 510, to: 720 }];
        assert_eq!(
            [7, 8, 9, 11, 12].map(|h| open_min(&ranges, h)),
            [0, 30, 60, 60, 0]
        );
        // domain §2.4: one person in two minutes, 6 minutes each, 4 desks
        let half = HourLoad::of(8, (180, 12), 30, 6.0, 4).unwrap();
        assert_eq!((half.arrivals, half.load()), (15.0, Some(0.75)));
        let (now, then) = half.waits_min();
        assert!((now.unwrap() - 3.0566).abs() < 5e-5);
        assert!((then.unwrap() - 0.7085).abs() < 5e-5);
        assert!(!half.is_overloaded());
    }

    #[test]
    fn more_than_the_desks_can_do_has_no_wait() {
        let hour = HourLoad::of(10, (480, 12), 60, 6.0, 3).unwrap();
        assert!(hour.is_overloaded());
        assert_eq!(hour.waits_min().0, None);
        assert!((hour.load().unwrap() - 4.0 / 3.0).abs() < 1e-12);
        assert_eq!(HourLoad::of(7, (12, 12), 0, 6.0, 3), None);
        assert_eq!(HourLoad::of(7, (0, 0), 60, 6.0, 3), None);
    }
}
