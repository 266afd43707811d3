/// People that wait in the long run, `L = λ · W` (Little, 1961): arrivals per
/// minute times mean minutes. A check of measured figures against each other,
/// never a prediction of one wait.
///
/// ```
/// use model::reception::little_queue;
/// // domain §2.4: 5.4 people wait where 0.36 come a minute and wait 15
/// assert!((little_queue(0.36, 15.0) - 5.4).abs() < 1e-12);
/// ```
pub fn little_queue(per_min: f64, wait_min: f64) -> f64 {
    per_min * wait_min
}
