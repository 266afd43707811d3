//! Clairval, the invented town: places, meters, weather, objectives, dated
//! facts, readings since 2019, and the simulator that goes on from there.
//!
//! Everything is a function of a seed and of the instant the town was built:
//! the value of an hour never depends on how far a generation runs, so the
//! simulator continues the very series that [`build`] has written.

mod alert_lives;
mod almanac;
mod ambition;
mod attendance;
mod billing;
mod borders;
mod build;
mod building_use;
mod counter;
mod day_facts;
mod days;
mod decided;
mod directorate;
mod district;
mod draws;
mod eet;
mod entered;
mod facts;
mod fitting;
mod fluid;
mod gas_coefficient;
mod heat_source;
mod incidents;
mod load;
mod map;
mod meter;
mod mishap;
mod occupancy;
mod opening;
mod places;
mod reception;
mod reference;
mod register;
mod roll;
mod shape;
mod shared_meter;
mod simulator;
mod site;
mod siting;
mod slug;
mod solar;
mod standing;
mod station;
mod submeter;
mod tariffs;
#[cfg(test)]
mod tests;
mod timetable;
mod town;
mod town_wide;
mod weather;

pub use alert_lives::live_alerts;
pub use build::{Built, build};
pub use decided::held_review;
pub use reception::ReceptionFeed;
pub use simulator::Simulator;
pub use town::Town;
