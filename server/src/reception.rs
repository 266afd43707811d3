//! The reception as the rest of the server asks for it.

mod displays;
mod reception_day;

pub use reception_day::reception_day;
