//! The `/live` websocket: every screen gets the latest state of what it follows.
//!
//! [`Hub`] keeps one state per topic, numbered and encoded once. A socket owns
//! no queue: it holds its topics and the last number it was given, and asks
//! for what is newer when it is woken. So a slow screen skips what was
//! overtaken and costs no memory, and coming back after a cut is the same
//! question asked with an older number.

mod admission;
mod board;
mod ending;
mod hub;
mod inbox;
mod members;
mod meters;
mod options;
mod origin;
mod pace;
mod seat;
mod session;
mod sockets;

pub use hub::Hub;
pub use options::LiveOptions;
pub use sockets::Sockets;
