/// Minutes that somebody who comes now will wait, from the length of the queue:
/// `(Q + 1) · S̄ ÷ s` while all desks are busy, 0 while one is free (estimator QL
/// of Ibrahim and Whitt, 2009). `None` without a desk or a service time.
///
/// `desks` may be a fraction: desks shared between services count with the share
/// of their time that this one gets.
///
/// ```
/// use model::reception::queue_length_wait;
/// // domain §2.4: 6 ahead, 8 minutes each, 3 desks
/// let wait = queue_length_wait(6, 8.0, 3.0, false).unwrap();
/// assert!((wait - 18.67).abs() < 0.005);
/// assert_eq!(queue_length_wait(0, 8.0, 3.0, true), Some(0.0));
/// assert_eq!(queue_length_wait(6, 8.0, 0.0, false), None);
/// ```
pub fn queue_length_wait(ahead: u32, service_min: f64, desks: f64, free: bool) -> Option<f64> {
    let positive = service_min > 0.0 && desks > 0.0;
    if !positive || !(service_min / desks).is_finite() {
        return None;
    }
    if free {
        return Some(0.0);
    }
    Some((f64::from(ahead) + 1.0) * service_min / desks)
}
