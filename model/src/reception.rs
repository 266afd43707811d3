//! The quality of reception: tickets and what follows from them.
//!
//! Everything is worked out from events by pure functions; clock and hours are
//! handed in (domain §2 and §5.4).
//!
//! | part | what it does |
//! |---|---|
//! | [`TicketEvent`], [`Tickets`], [`Ticket`] | events in any order, the tickets that follow, what does not fit |
//! | [`OpeningClock`] | open minutes, working days, the next opening |

mod opening_clock;
mod segment;
mod set_aside;
mod ticket;
mod ticket_event;
mod ticket_event_type;
mod ticket_log;
mod ticket_rules;
mod ticket_state;
mod tickets;
mod transition;

pub use opening_clock::OpeningClock;
pub use segment::Segment;
pub use set_aside::{SetAside, SetAsideReason};
pub use ticket::{Leaving, Ticket};
pub use ticket_event::TicketEvent;
pub use ticket_event_type::{TicketEventType, UnknownTicketEventType};
pub use ticket_rules::TicketRules;
pub use ticket_state::TicketState;
pub use tickets::Tickets;
