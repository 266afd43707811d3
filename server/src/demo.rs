//! Clairval, the invented town: places, meters, objectives, two years of
//! hourly readings, and the simulator that goes on from there.
//!
//! Everything is a function of a seed and of the instant the town was built:
//! the value of an hour never depends on how far a generation runs, so the
//! simulator continues the very series that [`build`] has written.

mod almanac;
mod ambition;
mod borders;
mod build;
mod building_use;
mod day_facts;
mod directorate;
mod district;
mod draws;
mod load;
mod map;
mod meter;
mod mishap;
mod occupancy;
mod places;
mod roll;
mod simulator;
mod site;
mod siting;
mod slug;
mod standing;
#[cfg(test)]
mod tests;
mod town;
mod weather;

pub use build::{Built, build};
pub use simulator::Simulator;
pub use town::Town;
