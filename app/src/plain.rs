//! Pages that the server renders alone, without a browser half: forms that sign
//! in, administer and act. They work without JavaScript because there is none.

mod account_page;
mod account_pages;
mod accounts_page;
mod action_entries;
mod action_fields;
mod action_form_page;
mod action_page;
mod actions_page;
mod admin_page;
mod annotations_page;
mod around;
mod changes_page;
mod code_page;
mod enrolment_page;
mod entry;
mod face;
mod fault_summary;
mod field;
mod figures_page;
mod indicator_field;
mod journal_page;
mod minutes_page;
mod objective_check;
mod objective_fields;
mod objective_form_page;
mod objective_page;
mod objectives_page;
mod password_link_page;
mod place_form_page;
mod places_page;
mod rated_view;
mod rating_head;
mod rating_page;
mod rating_poster;
mod reason_page;
mod review_page;
mod reviews_page;
mod screens_page;
mod sign_in_page;
mod sources_page;
mod steering_page;
mod steering_view;
mod subscriptions_page;
mod thanks_page;
mod themes_page;
mod work_links;

pub use account_page::{AccountView, account_page};
pub use account_pages::{MeNotice, MeView, forbidden_page, me_page};
pub use accounts_page::{AccountLine, AccountsNotice, AccountsView, accounts_page};
pub use action_fields::ActionFields;
pub use action_form_page::{ActionFormView, action_form_page};
pub use action_page::{ActionEventLine, ActionView, DeedFields, action_page};
pub use actions_page::{ActionLine, ActionsView, actions_page};
pub use admin_page::{AdminEntry, AdminView, admin_page};
pub use annotations_page::{AnnotationFields, AnnotationsView, annotations_page};
pub use around::{Around, bare_document, document};
pub use changes_page::{ChangeLine, ChangesView, changes_page};
pub use code_page::{CodeNotice, CodeView, code_page};
pub use enrolment_page::{
    EnrolmentState, EnrolmentView, QrView, enrolment_page, recovery_codes_page,
};
pub use figures_page::{FigureCard, FiguresView, RefusedFigure, figures_page};
pub use journal_page::{JournalLine, JournalView, journal_page};
pub use minutes_page::{MinutesBlock, MinutesView, minutes_page};
pub use objective_check::{
    AmendmentLine, CheckedPlaceLine, EffectOfObjective, ObjectiveCheckView, asks_words,
};
pub use objective_fields::ObjectiveFields;
pub use objective_form_page::{ObjectiveFormView, objective_form_page};
pub use objective_page::{ObjectiveVersionLine, ObjectiveView, WithdrawalFields, objective_page};
pub use objectives_page::{ObjectiveLine, ObjectivesView, objectives_page};
pub use password_link_page::{PasswordLinkView, password_link_page};
pub use place_form_page::{PlaceFields, PlaceFormView, place_form_page};
pub use places_page::{PlaceLine, PlacesView, places_page};
pub use rated_view::RatedView;
pub use rating_page::{RatingNotice, rating_page};
pub use rating_poster::{PosterView, rating_poster};
pub use reason_page::reason_page;
pub use review_page::{AgendaLine, ReviewItemView, ReviewView, review_page};
pub use reviews_page::{ReviewLine, ReviewsView, reviews_page};
pub use screens_page::{DeviceLine, ScreensView, screens_page};
pub use sign_in_page::{Elsewhere, SignInNotice, SignInView, sign_in_page};
pub use sources_page::{ReasonLine, SourceLine, SourcesView, sources_page};
pub use steering_page::steering_page;
pub use steering_view::{SteeringChoice, SteeringLoad, SteeringView};
pub use subscriptions_page::{
    SubscriptionLine, SubscriptionsView, subscriptions_page, unsubscribe_page,
};
pub use thanks_page::thanks_page;
pub use themes_page::{ThemeCheckView, ThemeLine, ThemesView, themes_page};
