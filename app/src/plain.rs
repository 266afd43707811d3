//! Pages that the server renders alone, without a browser half: forms that sign
//! in, administer and act. They work without JavaScript because there is none.

mod account_pages;
mod accounts_page;
mod around;
mod field;
mod journal_page;
mod screens_page;
mod sign_in_page;

pub use account_pages::{MeNotice, MeView, forbidden_page, me_page};
pub use accounts_page::{AccountLine, AccountsNotice, AccountsView, accounts_page};
pub use around::{Around, document};
pub use journal_page::{JournalLine, JournalView, journal_page};
pub use screens_page::{DeviceLine, ScreensView, screens_page};
pub use sign_in_page::{SignInNotice, SignInView, sign_in_page};
