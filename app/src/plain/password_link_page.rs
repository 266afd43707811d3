use leptos::prelude::*;

use super::field::{Field, notice};
use super::{Around, document};

/// What `/mot-de-passe/{link}` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordLinkView {
    /// What the link ends in.
    pub secret: String,
    /// Whose password it is; nothing when the link is worth nothing.
    pub email: Option<String>,
    /// Why nothing was done; in French.
    pub fault: Option<String>,
}

/// `/mot-de-passe/{link}`: somebody chooses another password.
pub fn password_link_page(around: &Around, view: &PasswordLinkView) -> String {
    document(around, "Nouveau mot de passe", || {
        let told = view.fault.clone().map(|why| notice(why, true));
        let form = view.email.clone().map(|email| {
            let action = format!("/mot-de-passe/{}", view.secret);
            let hint = Some("12 caractères au moins\u{202f}; une phrase est plus facile à retenir.");
            let new = Field::password("nouveau", "Nouveau mot de passe", "new-password", hint);
            let again = Field::password("encore", "Le même, encore une fois", "new-password", None);
            view! {
                <p>{format!("Pour le compte {email}. Ses connexions prendront fin.")}</p>
                <form class="form" method="post" action=action>
                    <input class="unseen" type="email" autocomplete="username" tabindex="-1" aria-hidden="true" readonly value=email.clone()/>
                    {new.show(true)}
                    {again.show(true)}
                    <p><button class="button">"Enregistrer"</button></p>
                </form>
            }
        });
        view! {
            <div class="form-page">
                <h1 class="title">"Nouveau mot de passe"</h1>
                {told}
                {form}
                <p><a href="/connexion">"Aller à la connexion"</a></p>
            </div>
        }
        .into_any()
    })
}
