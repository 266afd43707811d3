//! The content of each page as HTML, laid out on the server from its view.
//!
//! What is here never reaches the browser as code: a body is inserted there as
//! it is. What can be pressed in it is a link, a `<details>` or a form that
//! asks for another address. Notes that move at once are spots
//! ([`crate::components::note_badge`]), and charts are read by one listener of
//! the browser half.

mod accessibility_body;
mod alert_body;
mod alerts_body;
mod audience_body;
mod change_body;
mod city_body;
mod compare_body;
mod eet_body;
mod explanation_body;
mod fault;
mod laid_out;
mod method_body;
mod page;
mod place_body;
mod reception_body;
mod slide_body;
mod theme_body;
mod welcome_body;

pub use page::{page, page_tables};

use accessibility_body::accessibility_body;
use alert_body::alert_body;
use alerts_body::alerts_body;
use audience_body::audience_body;
use change_body::change_body;
use city_body::city_body;
use compare_body::compare_body;
use eet_body::eet_body;
use explanation_body::explanation_body;
use fault::Fault;
use laid_out::laid_out;
use method_body::method_body;
use place_body::place_body;
use reception_body::reception_body;
use slide_body::slide_body;
use theme_body::theme_body;
use welcome_body::welcome_body;
