/// Minutes that somebody who comes now will wait, from the pace of late:
/// `Q ÷ θ`, θ the services started per minute of a window of open minutes.
/// `None` where nothing started in it, or it is empty.
///
/// ```
/// use model::reception::throughput_wait;
/// // domain §2.4: 6 ahead, 12 started in the last 30 open minutes
/// assert_eq!(throughput_wait(6, 12, 30.0), Some(15.0));
/// assert_eq!(throughput_wait(6, 0, 30.0), None);
/// ```
pub fn throughput_wait(ahead: u32, started: u32, open_min: f64) -> Option<f64> {
    let usable = started > 0 && open_min > 0.0;
    usable.then(|| f64::from(ahead) * open_min / f64::from(started))
}
