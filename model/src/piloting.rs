//! What is decided on deviations: actions, what becomes of them, and reviews.

mod action;
mod action_event;
mod action_status;
mod deed;
mod review;
mod review_item;
mod review_outcome;

pub use action::{Action, DeedFault};
pub use action_event::ActionEvent;
pub use action_status::ActionStatus;
pub use deed::Deed;
pub use review::Review;
pub use review_item::{ItemOutcome, ReviewItem};
pub use review_outcome::Outcome;
