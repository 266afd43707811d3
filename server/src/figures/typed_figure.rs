use crate::objectives::typed_number;

/// Why a figure is not taken as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FigureFault {
    /// It is no number: write one.
    #[error("no number")]
    NoNumber,
    /// It is far from the figure before: confirm it, or correct it.
    #[error("unlikely")]
    Unlikely,
}

/// How many times larger or smaller than the one before a figure has to be confirmed.
const FAR: f64 = 10.0;

/// The figure that somebody typed. One that is ten times the one before, or a share that is
/// none, is taken only when it is confirmed.
///
/// # Errors
/// [`FigureFault`].
///
/// ```
/// use server::figures::{FigureFault, typed_figure};
/// assert_eq!(typed_figure("12,5", "%", Some(11.0), false), Ok(12.5));
/// assert_eq!(typed_figure("125", "%", Some(11.0), false), Err(FigureFault::Unlikely));
/// assert_eq!(typed_figure("125", "%", Some(11.0), true), Ok(125.0));
/// assert_eq!(typed_figure("douze", "%", None, true), Err(FigureFault::NoNumber));
/// ```
pub fn typed_figure(
    text: &str,
    unit: &str,
    before: Option<f64>,
    confirmed: bool,
) -> Result<f64, FigureFault> {
    let figure = typed_number(text).ok_or(FigureFault::NoNumber)?;
    let no_share = unit == "%" && !(0.0..=100.0).contains(&figure);
    let far = before.is_some_and(|before| {
        let (large, small) = (
            figure.abs().max(before.abs()),
            figure.abs().min(before.abs()),
        );
        small > 0.0 && large >= FAR * small
    });
    if (no_share || far) && !confirmed {
        return Err(FigureFault::Unlikely);
    }
    Ok(figure)
}
