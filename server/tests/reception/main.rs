//! What is told of the reception over HTTP, and what everybody may read of it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failing test may panic"
)]

mod console;
mod counting;
mod days;
mod halls;
mod posting;
mod reach;
mod refusing;
mod site;
mod surveys;
mod warsaw;
