use leptos::prelude::*;

use super::field::{Field, notice};
use super::{Around, document};

/// What `/connexion` shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignInView {
    /// The address that was written.
    pub email: String,
    /// Where to go afterwards: a path of this site.
    pub back: String,
    /// The way to a provider of identities, where there is one.
    pub elsewhere: Option<Elsewhere>,
    /// What happened before.
    pub notice: Option<SignInNotice>,
}

/// The way to a provider of identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// What its button says.
    pub label: String,
    /// Where it leads.
    pub address: String,
}

/// What happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInNotice {
    /// Address or password are not known.
    Unknown,
    /// Too many tries; the minutes to wait.
    Wait(i64),
    /// The page asked for is for people who are signed in.
    Needed,
    /// There is no account yet.
    NoAccount,
    /// They signed out.
    SignedOut,
    /// Their organisation may not come in.
    OtherOrganisation,
    /// They have no account here.
    NotInvited,
    /// They stayed away for too long.
    TooLate,
    /// The provider refused, or they did.
    RefusedElsewhere,
    /// The provider does not answer as it should.
    ProviderFails,
    /// They left their second factor.
    FactorLeft,
    /// They chose another password by a link.
    PasswordChosen,
    /// The way here is not protected.
    Insecure,
    /// It cannot be checked now.
    Unavailable,
}

impl SignInNotice {
    fn words(&self) -> (String, bool) {
        match self {
            Self::Unknown => (
                String::from("Adresse ou mot de passe inconnus. Vérifiez les deux."),
                true,
            ),
            Self::Wait(minutes) => (
                format!(
                    "Trop d’essais. Réessayez dans {minutes}\u{202f}minute{}.",
                    if *minutes > 1 { "s" } else { "" }
                ),
                true,
            ),
            Self::Needed => (
                String::from("Cette page demande une connexion, ou la vôtre a pris fin."),
                false,
            ),
            Self::NoAccount => (
                String::from(
                    "Aucun compte n’existe encore. Le premier se crée sur le serveur, avec la commande belvedere user add.",
                ),
                false,
            ),
            Self::OtherOrganisation => (
                String::from("Votre organisation n’est pas de celles qui peuvent entrer ici."),
                true,
            ),
            Self::NotInvited => (
                String::from(
                    "Votre identité est reconnue, mais aucun compte ne vous attend ici. Demandez à l’administrateur d’en créer un avec la même adresse.",
                ),
                true,
            ),
            Self::TooLate => (
                String::from("Cette identification n’est plus valable. Recommencez."),
                true,
            ),
            Self::RefusedElsewhere => (
                String::from(
                    "L’identification a été refusée ou annulée. Recommencez, ou utilisez votre mot de passe.",
                ),
                true,
            ),
            Self::ProviderFails => (
                String::from(
                    "Le service d’identification ne répond pas comme attendu. Réessayez dans une minute, ou utilisez votre mot de passe.",
                ),
                true,
            ),
            Self::FactorLeft => (
                String::from("Le code est retiré. Connectez-vous avec le mot de passe."),
                false,
            ),
            Self::PasswordChosen => (
                String::from("Le nouveau mot de passe est enregistré. Connectez-vous avec lui."),
                false,
            ),
            Self::SignedOut => (String::from("Vous êtes déconnecté."), false),
            Self::Insecure => (
                String::from(
                    "La connexion demande une adresse en https\u{202f}: ici, le mot de passe pourrait être lu en chemin.",
                ),
                true,
            ),
            Self::Unavailable => (
                String::from(
                    "La connexion est momentanément impossible. Réessayez dans une minute.",
                ),
                true,
            ),
        }
    }
}

/// `/connexion`.
pub fn sign_in_page(around: &Around, view: &SignInView) -> String {
    document(around, "Connexion", || {
        let told = view.notice.as_ref().map(|told| {
            let (words, is_fault) = told.words();
            notice(words, is_fault)
        });
        let email = Field {
            name: "adresse",
            label: "Adresse électronique",
            kind: "email",
            autocomplete: "username",
            hint: None,
            value: view.email.clone(),
            fault: None,
        };
        let elsewhere = view.elsewhere.clone().map(|Elsewhere { label, address }| {
            view! {
                // A link, not a form: the policy of the page lets no form lead to another site.
                <p><a class="button button--link" href=address>{label}</a></p>
                <h2 class="section-title">"Ou avec un mot de passe"</h2>
            }
        });
        let password = Field::password("mot_de_passe", "Mot de passe", "current-password", None);
        view! {
            <div class="form-page">
                <h1 class="title">"Connexion"</h1>
                <p>
                    "Pour les élus et les agents de la ville. Les pages du tableau de bord se lisent sans compte."
                </p>
                {told}
                {elsewhere}
                <form class="form" method="post" action="/connexion">
                    <input type="hidden" name="retour" value=view.back.clone()/>
                    {email.show(true)}
                    {password.show(true)}
                    <p><button class="button">"Se connecter"</button></p>
                </form>
                <p class="context">
                    "Mot de passe oublié\u{202f}? L’administrateur du service peut vous en donner un autre."
                </p>
            </div>
        }
        .into_any()
    })
}
