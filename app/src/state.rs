//! What the browser knows besides the view a page was made from.

mod account;
mod clock;
mod link;
mod live_state;
mod page_link;

pub use account::Account;
pub use clock::Clock;
pub use link::Link;
pub use live_state::LiveState;
pub use page_link::PageLink;
