use leptos::prelude::*;
use model::access::{Caller, Right, Role};

use super::field::{Field, notice};
use super::{Around, document};
use crate::view::Audience;

/// What `/moi` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeView {
    /// Who it is.
    pub caller: Caller,
    /// Their address.
    pub email: String,
    /// The name of the place of their scope.
    pub place: Option<String>,
    /// Whether a code is asked for at their sign-in.
    pub has_second_factor: bool,
    /// What happened before.
    pub notice: Option<MeNotice>,
}

/// What happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeNotice {
    /// The password was changed.
    Changed,
    /// It was not, and why; in French.
    Refused(String),
}

/// `/moi`: who am I here, and what may I do.
pub fn me_page(around: &Around, me: &MeView) -> String {
    document(around, "Mon compte", || {
        let told = me.notice.as_ref().map(|told| match told {
            MeNotice::Changed => notice(
                String::from("Le mot de passe est changé. Vos autres connexions ont pris fin."),
                false,
            ),
            MeNotice::Refused(why) => notice(why.clone(), true),
        });
        let part = match (&me.caller.scope, &me.place) {
            (None, _) => String::from("toute la ville"),
            (Some(_), Some(name)) => name.clone(),
            (Some(code), None) => format!("{code} (ce lieu n’existe plus)"),
        };
        view! {
            <div class="form-page">
                <h1 class="title">{me.caller.name.clone()}</h1>
                {told}
                <dl class="facts">
                    <div><dt>"Adresse"</dt><dd>{me.email.clone()}</dd></div>
                    <div><dt>"Rôle"</dt><dd>{me.caller.role.words()}</dd></div>
                    <div><dt>"Lieu"</dt><dd>{part}</dd></div>
                </dl>
                <p><a href=own_view(me.caller.role).path()>{format!("Ma vue\u{202f}: {}", own_view(me.caller.role).name())}</a></p>
                <p><a href="/abonnements">"Mes abonnements par courrier"</a></p>
                <form method="post" action="/deconnexion">
                    <button class="button button--plain">"Se déconnecter"</button>
                </form>
                <section class="section">
                    <h2 class="section-title">"Mes droits"</h2>
                    {rights(&me.caller, &around.frame.city_code)}
                    <p><a href="/admin">"Administration"</a></p>
                </section>
                <section class="section">
                    <h2 class="section-title">"Code à la connexion"</h2>
                    <p>{second_factor_words(me.has_second_factor)}</p>
                    <p><a href="/moi/code">{if me.has_second_factor { "Gérer le code" } else { "Relier une application de codes" }}</a></p>
                </section>
                <section class="section">
                    <h2 class="section-title">"Changer de mot de passe"</h2>
                    {password_form(&me.email)}
                </section>
            </div>
        }
        .into_any()
    })
}

/// The page that is put together for a role.
const fn own_view(role: Role) -> Audience {
    match role {
        Role::Elu => Audience::Elected,
        Role::Dgs | Role::Admin | Role::Gestionnaire => Audience::Management,
        Role::Directeur => Audience::Directorates,
        Role::Agent => Audience::Agents,
        Role::Dpo => Audience::Residents,
    }
}

fn second_factor_words(has: bool) -> &'static str {
    if has {
        "Un code de votre téléphone est demandé après le mot de passe."
    } else {
        "Le mot de passe suffit. Un code de votre téléphone protégerait mieux ce compte."
    }
}

fn rights(caller: &Caller, city: &str) -> AnyView {
    let part = caller.scope.as_ref().map_or(city, |scope| scope.as_str());
    let rights = caller.role.rights();
    if rights.is_empty() {
        return view! {
            <p>"Lire toutes les pages publiques. Ce rôle ne donne aucun droit d’agir."</p>
        }
        .into_any();
    }
    let lines = rights
        .iter()
        .map(|right| {
            let way = match right {
                Right::ActionRead => String::from("/admin/actions"),
                Right::ActionSet => String::from("/revue"),
                Right::FigureEnter => String::from("/saisie"),
                Right::AuditRead => String::from("/admin/journal"),
                Right::UserAdmin => String::from("/admin/comptes"),
                Right::ObjectiveRead => String::from("/admin/objectifs"),
                Right::ObjectiveSet => String::from("/admin/objectifs/nouveau"),
                Right::PlaceSet => String::from("/admin/lieux"),
                Right::SourceAdmin => String::from("/admin/sources"),
                Right::ThemeAdmin => String::from("/admin/themes"),
                Right::ScreenAdmin => String::from("/admin/ecrans"),
                Right::QueueSee | Right::QueueServe => String::from("/guichet"),
                Right::ReceptionRead => format!("/lieu/{part}/pilotage"),
                Right::AlertAct => String::from("/changements"),
            };
            let words = right.words();
            view! { <li><a href=way>{words}</a></li> }
        })
        .collect_view();
    view! { <p>"Vous pouvez\u{202f}:"</p><ul class="rules">{lines}</ul> }.into_any()
}

fn password_form(email: &str) -> AnyView {
    let present = Field::password("present", "Mot de passe actuel", "current-password", None);
    let hint = Some("12 caractères au moins\u{202f}; une phrase est plus facile à retenir.");
    let new = Field::password("nouveau", "Nouveau mot de passe", "new-password", hint);
    let again = Field::password("encore", "Le même, encore une fois", "new-password", None);
    view! {
        <form class="form" method="post" action="/moi/mot-de-passe">
            // So that a password manager knows whose it is.
            <input class="unseen" type="email" name="adresse" autocomplete="username" tabindex="-1" aria-hidden="true" readonly value=email.to_owned()/>
            {present.show(true)}
            {new.show(true)}
            {again.show(true)}
            <p><button class="button">"Changer le mot de passe"</button></p>
        </form>
    }
    .into_any()
}

/// What somebody without the right gets: 403.
pub fn forbidden_page(around: &Around) -> String {
    document(around, "Accès refusé", || {
        view! {
            <div class="fault-notice">
                <h1 class="title">"Accès refusé"</h1>
                <p class="fault-notice__why">
                    "Votre compte n’a pas le droit de faire cela, ou pas pour ce lieu."
                </p>
                <p>"L’administrateur du service peut vous dire qui l’a."</p>
                <ul class="fault-notice__ways">
                    <li><a href="/moi">"Voir mes droits"</a></li>
                    <li><a href="/">"Aller à la page de la ville"</a></li>
                </ul>
            </div>
        }
        .into_any()
    })
}
