//! What everybody may do and read at the reception, over the whole site.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing test may panic"
)]

mod attack;
mod past;
mod ratings;
mod ratings_limits;
mod satisfaction;
mod town;
mod visitor;
