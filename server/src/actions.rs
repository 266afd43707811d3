//! Actions on deviations: how they are read from forms and told, and agendas of reviews.

mod subject;
mod typed_action;
mod typed_deed;
mod who_words;

pub use subject::Subject;
pub use typed_action::TypedAction;
pub use typed_deed::{DeedForm, typed_deed};
pub use who_words::who_words;
