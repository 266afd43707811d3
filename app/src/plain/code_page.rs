use leptos::prelude::*;

use super::field::{Field, notice};
use super::{Around, document};

/// What `/connexion/code` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeView {
    /// Whose code it is.
    pub email: String,
    /// Where to go afterwards: a path of this site.
    pub back: String,
    /// What happened before.
    pub notice: Option<CodeNotice>,
}

/// What happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeNotice {
    /// Another code, or one that was used.
    Wrong,
    /// The same, of a recovery code.
    WrongRecovery,
    /// Too many tries; the minutes to wait.
    Wait(i64),
    /// It cannot be checked now.
    Unavailable,
}

impl CodeNotice {
    fn words(&self) -> String {
        match self {
            Self::Wrong => String::from(
                "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant dans l’application.",
            ),
            Self::WrongRecovery => {
                String::from("Ce code de secours n’existe pas, ou il a déjà servi.")
            }
            Self::Wait(minutes) => format!(
                "Trop d’essais. Réessayez dans {minutes}\u{202f}minute{}.",
                if *minutes > 1 { "s" } else { "" }
            ),
            Self::Unavailable => String::from(
                "La connexion est momentanément impossible. Réessayez dans une minute.",
            ),
        }
    }
}

/// `/connexion/code`: the second step of a sign-in.
pub fn code_page(around: &Around, view: &CodeView) -> String {
    document(around, "Code de connexion", || {
        let told = view.notice.as_ref().map(|told| notice(told.words(), true));
        let is_recovery = view.notice == Some(CodeNotice::WrongRecovery);
        let recovery = Field {
            name: "secours",
            label: "Code de secours",
            kind: "text",
            autocomplete: "off",
            hint: Some("Douze signes, en trois groupes. Chacun sert une fois."),
            value: String::new(),
            fault: None,
        };
        view! {
            <div class="form-page">
                <h1 class="title">"Code de connexion"</h1>
                <p>{format!("Le mot de passe de {} est juste. Ouvrez l’application de codes de votre téléphone.", view.email)}</p>
                {told}
                <form class="form" method="post" action="/connexion/code">
                    <input type="hidden" name="retour" value=view.back.clone()/>
                    {code_field("code", "Code à six chiffres")}
                    <p><button class="button">"Se connecter"</button></p>
                </form>
                <details class="disclosure" open=is_recovery>
                    <summary>"Je n’ai pas mon téléphone"</summary>
                    <form class="form" method="post" action="/connexion/code">
                        <input type="hidden" name="retour" value=view.back.clone()/>
                        {recovery.show(true)}
                        <p><button class="button button--plain">"Utiliser ce code de secours"</button></p>
                    </form>
                    <p class="context">"Sans code de secours, un administrateur peut retirer le code de votre compte."</p>
                </details>
                <form method="post" action="/deconnexion">
                    <button class="link-button">"Annuler la connexion"</button>
                </form>
            </div>
        }
        .into_any()
    })
}

/// A field for the digits of an application, with the keyboard of a phone for them.
pub(super) fn code_field(id: &'static str, label: &'static str) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                class="field__code"
                id=id
                name="code"
                type="text"
                inputmode="numeric"
                autocomplete="one-time-code"
                maxlength="8"
                required
            />
        </div>
    }
    .into_any()
}
