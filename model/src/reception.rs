//! The quality of reception: tickets and what follows from them.
//!
//! Everything is worked out from events by pure functions; clock and hours are
//! handed in (domain §2 and §5.4).
//!
//! | part | what it does |
//! |---|---|
//! | [`TicketEvent`], [`Tickets`], [`Ticket`] | events in any order, the tickets that follow, what does not fit |
//! | [`OpeningClock`] | open minutes, working days, the next opening |
//! | [`WaitHistogram`], [`Rate`], [`service_level`] | waits and shares that merge over days and counters |
//! | [`wilson_interval`], [`net_promoter_score`] | what few answers say |
//! | [`QueueSnapshot`], [`estimate_wait`], [`EstimatorError`] | how long the wait is now, and how right that was |
//! | [`ErlangC`], [`one_more_desk`] | the load of a counter and what a desk would change |
//! | [`ticket_days`], [`ReceptionDay`], [`ReceptionIndicator`] | rollups of a day, and what is measured of them |
//! | [`CallDay`], [`LetterDay`], [`RatingCounts`], [`rdv_lead`] | the other channels, and what people say |
//! | [`QueueFeed`], [`DisplayDay`] | what a display shows, where it can be believed |
//! | [`HallDay`], [`QueueLook`], [`Hall`] | the running day in memory, a queue as those who work there see it, a building as everybody does |
//! | [`CountTable`], [`merge_small_groups`], [`DisclosureRules`], [`PublicDay`] | what is hidden so that nobody can be found |

mod call_day;
mod cell_graph;
mod channel;
mod count_table;
mod device_kind;
mod disclosure_rules;
mod display_day;
mod erlang_c;
mod erlang_quantile;
mod estimate_rules;
mod estimator_error;
mod figure;
mod hall;
mod letter_day;
mod little_queue;
mod merge_small_groups;
mod net_promoter_score;
mod no_estimate;
mod no_queue_data;
mod number_keys;
mod one_more_desk;
mod opening_clock;
mod public_day;
mod public_satisfaction;
mod published_table;
mod queue_feed;
mod queue_length_wait;
mod queue_snapshot;
mod queue_state;
mod rate;
mod rating_counts;
mod rating_reason;
mod rdv_lead;
mod reception_day;
mod reception_indicator;
mod segment;
mod service_level;
mod set_aside;
mod shrunken_mean;
mod throughput_wait;
mod ticket;
mod ticket_day;
mod ticket_days;
mod ticket_event;
mod ticket_event_type;
mod ticket_log;
mod ticket_rules;
mod ticket_state;
mod tickets;
mod transition;
mod usual_day;
mod wait_estimate;
mod wait_histogram;
mod waits;
mod whole_counts;
mod wilson_interval;

pub use call_day::{Call, CallDay, CallRules};
pub use channel::{Channel, UnknownChannel};
pub use count_table::{CountTable, RaggedTable};
pub use device_kind::{DeviceKind, UnknownDeviceKind};
pub use disclosure_rules::DisclosureRules;
pub use display_day::DisplayDay;
pub use erlang_c::{ErlangC, ErlangFault};
pub use erlang_quantile::erlang_quantile;
pub use estimate_rules::EstimateRules;
pub use estimator_error::EstimatorError;
pub use figure::Figure;
pub use hall::{
    CounterPlan, DeskPlan, Hall, HallCall, HallCounter, HallDay, HallPlan, HallPromise, HallQueue,
    HallRules, NoWait, PublicWait, QueueLook, ServicePlan, WaitUnknown, call_order,
};
pub use letter_day::{Letter, LetterDay};
pub use little_queue::little_queue;
pub use merge_small_groups::{DeskGroup, merge_small_groups};
pub use net_promoter_score::net_promoter_score;
pub use no_estimate::NoEstimate;
pub use no_queue_data::NoQueueData;
pub use one_more_desk::{OneMoreDesk, one_more_desk};
pub use opening_clock::OpeningClock;
pub use public_day::PublicDay;
pub use public_satisfaction::{PublicSatisfaction, SatisfiedShare};
pub use published_table::PublishedTable;
pub use queue_feed::{QueueFeed, QueueFeedRules};
pub use queue_length_wait::queue_length_wait;
pub use queue_snapshot::{Desks, QueueSnapshot};
pub use queue_state::QueueState;
pub use rate::Rate;
pub use rating_counts::{RatingCounts, RatingFault};
pub use rating_reason::{RatingReason, UnknownRatingReason};
pub use rdv_lead::rdv_lead;
pub use reception_day::ReceptionDay;
pub use reception_indicator::{Measured, ReceptionIndicator};
pub use segment::Segment;
pub use service_level::service_level;
pub use set_aside::{SetAside, SetAsideReason};
pub use shrunken_mean::shrunken_mean;
pub use throughput_wait::throughput_wait;
pub use ticket::{Leaving, Ticket};
pub use ticket_day::{HourOfTickets, TicketDay};
pub use ticket_days::{QueueDay, ticket_days};
pub use ticket_event::TicketEvent;
pub use ticket_event_type::{TicketEventType, UnknownTicketEventType};
pub use ticket_rules::TicketRules;
pub use ticket_state::TicketState;
pub use tickets::Tickets;
pub use transition::can_happen;
pub use usual_day::UsualDay;
pub use wait_estimate::{WaitEstimate, estimate_wait};
pub use wait_histogram::WaitHistogram;
pub use waits::Waits;
pub use whole_counts::WholeCounts;
pub use wilson_interval::wilson_interval;
