//! Who may do what, and where.

mod caller;
mod right;
mod role;

pub use caller::Caller;
pub use right::Right;
pub use role::{Role, UnknownRole};
