//! The port through which a page asks the server for what it shows.
//!
//! Called in process while a page is rendered, over HTTP (`GET /api/ui/page`)
//! when the browser goes on to another page or asks for a newer body.

mod fetch_page;
mod page_fault;

pub use fetch_page::*;
pub use page_fault::PageFault;
