//! Pages that the server renders alone, without a browser half: forms that sign
//! in, administer and act. They work without JavaScript because there is none.

mod account_pages;
mod accounts_page;
mod action_entries;
mod action_fields;
mod action_form_page;
mod action_page;
mod actions_page;
mod around;
mod entry;
mod face;
mod fault_summary;
mod field;
mod indicator_options;
mod journal_page;
mod minutes_page;
mod objective_check;
mod objective_fields;
mod objective_form_page;
mod objective_page;
mod objectives_page;
mod rated_view;
mod rating_head;
mod rating_page;
mod rating_poster;
mod reason_page;
mod review_page;
mod reviews_page;
mod screens_page;
mod sign_in_page;
mod steering_page;
mod steering_view;
mod thanks_page;

pub use account_pages::{MeNotice, MeView, forbidden_page, me_page};
pub use accounts_page::{AccountLine, AccountsNotice, AccountsView, accounts_page};
pub use action_fields::ActionFields;
pub use action_form_page::{ActionFormView, action_form_page};
pub use action_page::{ActionEventLine, ActionView, DeedFields, action_page};
pub use actions_page::{ActionLine, ActionsView, actions_page};
pub use around::{Around, bare_document, document};
pub use journal_page::{JournalLine, JournalView, journal_page};
pub use minutes_page::{MinutesBlock, MinutesView, minutes_page};
pub use objective_check::{
    AmendmentLine, CheckedPlaceLine, EffectOfObjective, ObjectiveCheckView, asks_words,
};
pub use objective_fields::ObjectiveFields;
pub use objective_form_page::{ObjectiveFormView, objective_form_page};
pub use objective_page::{ObjectiveVersionLine, ObjectiveView, WithdrawalFields, objective_page};
pub use objectives_page::{ObjectiveLine, ObjectivesView, objectives_page};
pub use rated_view::RatedView;
pub use rating_page::{RatingNotice, rating_page};
pub use rating_poster::{PosterView, rating_poster};
pub use reason_page::reason_page;
pub use review_page::{AgendaLine, ReviewItemView, ReviewView, review_page};
pub use reviews_page::{ReviewLine, ReviewsView, reviews_page};
pub use screens_page::{DeviceLine, ScreensView, screens_page};
pub use sign_in_page::{SignInNotice, SignInView, sign_in_page};
pub use steering_page::steering_page;
pub use steering_view::{SteeringChoice, SteeringLoad, SteeringView};
pub use thanks_page::thanks_page;
