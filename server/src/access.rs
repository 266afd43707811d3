//! People: who may sign in, who is signed in, and who did what.
//!
//! What a role may do is said in [`model::access`]; how it comes over HTTP in
//! [`crate::http::accounts`].

mod accounts;
mod actor;
mod administration;
mod backoff;
mod chance;
mod devices;
mod factor_key;
mod halfway;
mod one_time_code;
mod outer_identity;
mod pairings;
mod password_links;
mod passwords;
mod recovery_codes;
mod refusal;
mod second_factor;
mod session_life;
mod sign_in;
mod signed_in;

pub use accounts::Accounts;
pub use actor::Actor;
pub use administration::NewAccount;
pub use chance::{Chance, OsChance};
pub use devices::{DeviceUse, Devices};
pub use factor_key::FactorKey;
pub use halfway::{Halfway, Known, Stage};
pub use outer_identity::{OuterFault, OuterIdentity};
pub use pairings::Waiting;
pub use passwords::{PASSWORD_LEAST, Passwords};
pub use refusal::{AccountFault, SignInFault};
pub use second_factor::{FactorState, Proof};
pub use sign_in::{Begun, SessionSecret};
pub use signed_in::SignedIn;
