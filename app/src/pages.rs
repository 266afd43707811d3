//! The one page of the browser half: it shows whatever the address leads to.

mod follow;
mod page;
mod recompute;

pub use page::Page;
