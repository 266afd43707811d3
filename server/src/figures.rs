//! Figures that people enter by hand: who owes which, and what may be entered.

mod owed;
mod typed_figure;

pub use owed::{Owed, OwedState, owed};
pub use typed_figure::{FigureFault, is_no_share, typed_figure};
