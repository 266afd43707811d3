//! The only places where the charts change a number's type with loss.

/// Tenths of a unit, the grid every coordinate is rounded to. What is not a
/// number lands on 0; what is far outside any drawing is held at its edge.
#[expect(
    clippy::as_conversions,
    reason = "bounded just before; NaN becomes 0 by definition"
)]
pub fn tenths(units: f64) -> i32 {
    (units * 10.0).round().clamp(-1e7, 1e7) as i32
}

/// Part of a whole, held within 0–1; 0 when the whole is empty.
#[expect(
    clippy::as_conversions,
    reason = "a fraction needs no more than 24 bits"
)]
pub fn fraction(part: f64, whole: f64) -> f32 {
    if whole > 0.0 {
        (part / whole).clamp(0.0, 1.0) as f32
    } else {
        0.0
    }
}

/// A count as a number to compute with.
pub fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The whole part of a number as an index, held within 0–`last`.
#[expect(
    clippy::as_conversions,
    clippy::cast_sign_loss,
    reason = "bounded just before"
)]
pub fn index(value: f64, last: usize) -> usize {
    value.clamp(0.0, count(last)) as usize
}

/// Unix seconds as a coordinate: exact for 285 million years.
#[expect(
    clippy::as_conversions,
    reason = "instants of interest are far below 2^53"
)]
pub fn seconds(at: i64) -> f64 {
    at as f64
}
