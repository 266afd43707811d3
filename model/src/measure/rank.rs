/// The value at a rank from 0 to 1, between neighbours in a straight line.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a rank inside a list is small and not negative"
)]
pub(crate) fn rank(values: impl Iterator<Item = f64>, rank: f64) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let at = rank * (sorted.len().checked_sub(1)? as f64);
    let below = *sorted.get(at.floor() as usize)?;
    let above = *sorted.get(at.ceil() as usize)?;
    Some(below + (above - below) * at.fract())
}
