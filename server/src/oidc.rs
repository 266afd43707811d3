//! Signing in elsewhere: OpenID Connect, authorization code (docs/decisions/0018).
//!
//! What a provider says of somebody becomes an [`OuterIdentity`]; which account that is
//! here, if any, is for [`crate::access`] to say.

mod about;
mod fault;
mod pending;
mod provider;
mod settings;

pub use fault::OidcFault;
pub use provider::{Arrived, Departure, Provider};
pub use settings::{OidcSettings, Userinfo};
