use serde::{Deserialize, Serialize};

/// More desks than this are no counter.
const MOST_DESKS: u32 = 10_000;

/// A queue in its long run: people come at random, all desks serve any of them,
/// nobody gives up (Erlang's second formula, M/M/s). As people do give up, its
/// wait is an upper bound.
///
/// ```
/// use model::reception::ErlangC;
/// // domain §2.4: one person in two minutes, 6 minutes each, 4 desks
/// let queue = ErlangC::new(0.5, 6.0, 4)?;
/// assert_eq!(queue.load, 0.75);
/// assert!((queue.waits - 0.50943).abs() < 5e-6);
/// assert!((queue.mean_wait_min - 3.0566).abs() < 5e-5);
/// assert!((queue.within(10.0) - 0.90378).abs() < 5e-6);
/// assert!((queue.mean_queue - 1.5283).abs() < 5e-5);
/// # Ok::<(), model::reception::ErlangFault>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ErlangC {
    /// Share of the time a desk serves, 0 to 1.
    pub load: f64,
    /// Share of people who wait at all.
    pub waits: f64,
    /// Mean wait in minutes, with those who do not wait.
    pub mean_wait_min: f64,
    /// Mean number of people waiting.
    pub mean_queue: f64,
    /// Minutes in which the wait of those who wait falls to a share of 1/e.
    pub relaxation_min: f64,
}

/// Why a queue has no long run.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq)]
pub enum ErlangFault {
    /// More work comes than the desks can do: the queue only grows.
    #[error("the desks cannot do the work that comes: load {0}")]
    Overloaded(f64),
    /// No desk, no work, or what is no number.
    #[error("arrivals, service time and desks must be positive")]
    NotPositive,
}

impl ErlangC {
    /// From people per minute, minutes of service each and desks.
    ///
    /// # Errors
    /// [`ErlangFault::Overloaded`] from a load of 1 on, else
    /// [`ErlangFault::NotPositive`].
    pub fn new(per_min: f64, service_min: f64, desks: u32) -> Result<Self, ErlangFault> {
        let offered = per_min * service_min;
        let positive = per_min > 0.0 && service_min > 0.0 && offered.is_finite();
        if !positive || desks == 0 || desks > MOST_DESKS {
            return Err(ErlangFault::NotPositive);
        }
        let load = offered / f64::from(desks);
        if load >= 1.0 {
            return Err(ErlangFault::Overloaded(load));
        }
        // Erlang's first formula by its recursion: no factorial, no overflow.
        let lost = (1..=desks).fold(1.0, |lost, desk| {
            offered * lost / (f64::from(desk) + offered * lost)
        });
        let waits = lost / (1.0 - load * (1.0 - lost));
        let relaxation_min = service_min / (f64::from(desks) - offered);
        let mean_wait_min = waits * relaxation_min;
        Ok(Self {
            load,
            waits,
            mean_wait_min,
            mean_queue: per_min * mean_wait_min,
            relaxation_min,
        })
    }

    /// Share of people who wait at most so many minutes.
    pub fn within(&self, minutes: f64) -> f64 {
        1.0 - self.waits * (-minutes.max(0.0) / self.relaxation_min).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_desk_is_the_simple_queue() {
        let queue = ErlangC::new(0.1, 6.0, 1).expect("stable");
        assert!((queue.waits - 0.6).abs() < 1e-12);
        assert!((queue.mean_wait_min - 9.0).abs() < 1e-9);
    }

    #[test]
    fn what_has_no_long_run_is_refused() {
        assert_eq!(ErlangC::new(0.5, 6.0, 3), Err(ErlangFault::Overloaded(1.0)));
        for (rate, service, desks) in [
            (0.0, 6.0, 1),
            (0.5, -1.0, 1),
            (f64::NAN, 1.0, 1),
            (f64::INFINITY, 1.0, 1),
            (0.5, 6.0, 0),
        ] {
            assert_eq!(
                ErlangC::new(rate, service, desks),
                Err(ErlangFault::NotPositive)
            );
        }
    }

    #[test]
    fn many_desks_do_not_overflow() {
        let queue = ErlangC::new(950.0, 1.0, 1_000).expect("stable");
        assert!(queue.waits > 0.0 && queue.waits < 0.2, "{}", queue.waits);
    }
}
