//! Everything on a screen.

pub mod chart;
