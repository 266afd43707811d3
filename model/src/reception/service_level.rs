use super::{Rate, WaitHistogram};

/// The share served within the promised wait (SL_T of domain §2.2), `within`
/// whole minutes.
///
/// The variant: who left before the promise was broken is left out, who left
/// after counts against it, and so do the `unseen`: who was still waiting when the
/// counter closed, or waits longer already. Never calling anybody must not help.
///
/// ```
/// use model::reception::{Rate, WaitHistogram, service_level};
/// let served = WaitHistogram::of([2, 3, 5, 7, 8, 9, 12, 14, 21, 35].map(|min| min * 60));
/// let left = WaitHistogram::of([4 * 60, 16 * 60, 40 * 60]);
/// assert_eq!(service_level(15, &served, &left, 0), Rate::new(8, 12));
/// assert_eq!(service_level(15, &served, &WaitHistogram::default(), 0).percent(), Some(80.0));
/// assert_eq!(service_level(15, &served, &left, 4).percent(), Some(50.0));
/// ```
pub fn service_level(
    within: u16,
    served: &WaitHistogram,
    left: &WaitHistogram,
    unseen: u64,
) -> Rate {
    let left_after = left.count().saturating_sub(left.within(within));
    let den = served.count().saturating_add(left_after);
    Rate::new(served.within(within), den.saturating_add(unseen))
}
