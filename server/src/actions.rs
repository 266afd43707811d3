//! Actions on deviations: how they are read from forms and told, and agendas of reviews.

mod agenda;
mod effect_samples;
mod effect_words;
mod minutes;
mod outcome_words;
mod printed_minutes;
mod subject;
mod typed_action;
mod typed_deed;
mod who_words;

pub use agenda::agenda;
pub use effect_samples::EffectSamples;
pub use effect_words::effect_words;
pub use minutes::minutes;
pub use outcome_words::outcome_words;
pub use printed_minutes::printed_minutes;
pub use subject::Subject;
pub use typed_action::TypedAction;
pub use typed_deed::{DeedForm, typed_deed};
pub use who_words::who_words;
