//! Changes that people are told of: levels that moved and stayed, sources that fell silent.

mod change_words;
mod recorder;
mod status_now;

pub use change_words::ChangeWords;
pub use recorder::{Recorder, run_recorder};
pub(crate) use status_now::is_silent;
pub use status_now::{StatusNow, status_now};
