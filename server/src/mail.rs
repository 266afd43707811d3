//! Mails: what subscribers are told, and the way it goes out.

mod carrier;
mod compose;
mod mail_config;
mod postman;
mod round;

pub use carrier::{Carrier, CarryFault, SmtpCarrier};
pub use compose::{News, letter};
pub use mail_config::{MailConfig, MailTls};
pub use postman::{Postman, run_postman};
pub use round::Rounds;
