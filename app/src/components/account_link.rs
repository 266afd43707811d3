use leptos::prelude::*;

use crate::state::Account;

/// The way to sign in, or to one's own account. These pages have no browser
/// half: the link leads out of the application.
pub fn account_link() -> AnyView {
    match Account::from_context().0 {
        Some(name) => {
            view! { <a class="account-link" href="/moi" rel="external">{name}</a> }.into_any()
        }
        None => view! { <a class="account-link" href="/connexion" rel="external">"Connexion"</a> }
            .into_any(),
    }
}
