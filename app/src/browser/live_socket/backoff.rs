/// The longest wait between two tries, in seconds.
const LONGEST: f64 = 30.0;

/// Seconds before the next try: 1, 2, 4 … 30, drawn between half and all of
/// it so that a restarted server does not meet everybody at once.
pub fn delay_s(tries: u32, chance: f64) -> u32 {
    let whole = 2f64
        .powi(i32::try_from(tries.min(10)).unwrap_or(10))
        .min(LONGEST);
    let drawn = (whole * (0.5 + chance / 2.0)).ceil().clamp(1.0, LONGEST);
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to 1..=30 first"
    )]
    let seconds = drawn as u32;
    seconds
}
