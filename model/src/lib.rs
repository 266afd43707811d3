//! The city as types and arithmetic.
//!
//! No I/O, no clock, no async: everything here compiles to the server and to
//! the browser alike, so that both compute the same note to the last digit.
//!
//! | module | what it holds |
//! |---|---|
//! | [`time`] | instants, local-time buckets, the town's zone |
//! | [`city`] | codes, places and their tree, series, theme packs |
//! | [`measure`] | units, readings, cumulative meters, rollups |
//! | [`score`] | objectives, trajectories, notes, explanations |
//! | [`energy`] | factors, degree days, Éco Énergie Tertiaire, tariffs |
//! | [`engine`] | the state of a town in memory and its evaluation |
//! | [`reception`] | tickets, waits, queues, live estimates, small counts |
//! | [`piloting`] | actions on deviations, and reviews |
//! | [`watch`] | what was expected, what is out of line, alerts |
//! | [`live`] | what travels on the websocket |
//! | [`access`] | roles, their rights, and where they hold |
//! | [`format`] | numbers and dates as a French reader expects them |
//!
//! ```
//! use model::score::{Direction, Note, note_against};
//! // domain vector: baseline 14 min, target 8 min, measured 10 min
//! let note = note_against(Direction::Down, Some(14.0), 8.0, 10.0);
//! assert_eq!(note, Some(Note::from_ten_thousandths(66_667)));
//! ```

pub mod access;
pub mod city;
pub mod energy;
pub mod engine;
pub mod format;
pub mod live;
pub mod measure;
pub mod piloting;
pub mod reception;
pub mod score;
pub mod time;
pub mod watch;
