use crate::objectives::typed_number;

/// Why a figure is not taken as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum FigureFault {
    /// It is no number: write one.
    #[error("no number")]
    NoNumber,
    /// It is no share of a hundred: confirm it, or correct it.
    #[error("no share of a hundred")]
    NoShare,
    /// It is far from this figure, the one before: confirm it, or correct it.
    #[error("far from {0}, the figure before")]
    FarFrom(f64),
}

/// How many times larger or smaller than the one before a figure has to be confirmed.
const FAR: f64 = 10.0;

/// Whether a figure is told as a share of a hundred and is none.
pub fn is_no_share(figure: f64, unit: &str) -> bool {
    unit == "%" && !(0.0..=100.0).contains(&figure)
}

/// The figure that somebody typed. One that is ten times the one before, or a share that is
/// none, is taken only when it is confirmed.
///
/// # Errors
/// [`FigureFault`].
///
/// ```
/// use server::figures::{FigureFault, typed_figure};
/// assert_eq!(typed_figure("12,5", "%", Some(11.0), false), Ok(12.5));
/// assert_eq!(typed_figure("45,5\u{202f}%", "%", None, false), Ok(45.5));
/// assert_eq!(typed_figure("125", "%", Some(110.0), false), Err(FigureFault::NoShare));
/// assert_eq!(typed_figure("125", "h", Some(11.0), false), Err(FigureFault::FarFrom(11.0)));
/// assert_eq!(typed_figure("125", "%", Some(11.0), true), Ok(125.0));
/// assert_eq!(typed_figure("douze", "%", None, true), Err(FigureFault::NoNumber));
/// ```
pub fn typed_figure(
    text: &str,
    unit: &str,
    before: Option<f64>,
    confirmed: bool,
) -> Result<f64, FigureFault> {
    // Who copies a share copies its sign.
    let bare = text
        .trim()
        .trim_end_matches(if unit == "%" { "%" } else { "" });
    let figure = typed_number(bare).ok_or(FigureFault::NoNumber)?;
    if confirmed {
        return Ok(figure);
    }
    if is_no_share(figure, unit) {
        return Err(FigureFault::NoShare);
    }
    let is_far = |before: &f64| {
        let (one, other) = (figure.abs(), before.abs());
        one.min(other) > 0.0 && one.max(other) >= FAR * one.min(other)
    };
    match before.filter(is_far) {
        Some(before) => Err(FigureFault::FarFrom(before)),
        None => Ok(figure),
    }
}
