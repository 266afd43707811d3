use leptos::prelude::*;
use model::access::Role;

use super::field::{Field, notice};
use super::{Around, document};

/// What `/admin/comptes/{id}` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Number.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// The code of the place of its scope, as it is or as it was written.
    pub scope: String,
    /// The name of that place.
    pub place: Option<String>,
    /// Since when, and until when; in words.
    pub since: String,
    /// Whether a code is asked for at sign-in.
    pub has_second_factor: bool,
    /// Whether it is in use.
    pub in_use: bool,
    /// Whether it is the account of who looks: others act on it.
    pub own: bool,
    /// A link for another password, on the only page that shows it.
    pub link: Option<String>,
    /// What is wrong with the place; in French.
    pub scope_fault: Option<String>,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// `/admin/comptes/{id}`.
pub fn account_page(around: &Around, view: &AccountView) -> String {
    document(around, &format!("Compte de {}", view.name), || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        let link = view.link.clone().map(link_box);
        let place = view.place.clone().unwrap_or_else(|| {
            if view.scope.is_empty() {
                String::from("toute la ville")
            } else {
                format!("{} (ce lieu n’existe plus)", view.scope)
            }
        });
        let code = if view.has_second_factor {
            "demandé après le mot de passe"
        } else {
            "non"
        };
        let acts = if !view.in_use {
            view! { <p class="context">"Ce compte n’est plus en usage\u{202f}: le journal le nomme encore."</p> }
                .into_any()
        } else if view.own {
            view! { <p>"C’est votre compte\u{202f}: " <a href="/moi">"gérez-le à votre page"</a> ". Un autre administrateur peut en changer le rôle."</p> }
                .into_any()
        } else {
            acts(view)
        };
        view! {
            <div class="form-page">
                <p><a href="/admin/comptes">"Tous les comptes"</a></p>
                <h1 class="title">{view.name.clone()}</h1>
                {told}
                {link}
                <dl class="facts">
                    <div><dt>"Adresse"</dt><dd>{view.email.clone()}</dd></div>
                    <div><dt>"Rôle"</dt><dd>{view.role.words()}</dd></div>
                    <div><dt>"Lieu"</dt><dd>{place}</dd></div>
                    <div><dt>"Code à la connexion"</dt><dd>{code}</dd></div>
                    <div><dt>"Créé"</dt><dd>{view.since.clone()}</dd></div>
                </dl>
                {acts}
            </div>
        }
        .into_any()
    })
}

fn link_box(link: String) -> AnyView {
    view! {
        <section class="section one-time-link">
            <h2 class="section-title">"Lien pour un nouveau mot de passe"</h2>
            <p class="one-time-link__text"><code>{link}</code></p>
            <p>"Remettez-le à la personne elle-même. Il sert une fois, pendant 24\u{a0}heures, et n’est montré qu’ici."</p>
        </section>
    }
    .into_any()
}

fn acts(view: &AccountView) -> AnyView {
    let to = |act: &str| format!("/admin/comptes/{}/{act}", view.id);
    let roles = Role::ALL
        .into_iter()
        .map(|role| {
            let chosen = role == view.role;
            view! { <option value=role.as_str() selected=chosen>{role.words()}</option> }
        })
        .collect_view();
    let scope = Field {
        name: "lieu",
        label: "Lieu",
        kind: "text",
        autocomplete: "off",
        hint: Some(
            "Le code d’un lieu, tel qu’il est dans son adresse après /lieu/. Vide\u{202f}: toute la ville.",
        ),
        value: view.scope.clone(),
        fault: view.scope_fault.clone(),
    };
    let factor = view.has_second_factor.then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">"Téléphone perdu"</h2>
                <p>"Le code à la connexion est retiré, et les connexions prennent fin. Assurez-vous que c’est bien la personne qui le demande."</p>
                <form method="post" action=to("code")>
                    <button class="button button--plain">"Retirer le code"</button>
                </form>
            </section>
        }
    });
    view! {
        <section class="section">
            <h2 class="section-title">"Rôle et lieu"</h2>
            <form class="form" method="post" action=to("role")>
                <div class="field">
                    <label for="role">"Rôle"</label>
                    <select id="role" name="role">{roles}</select>
                </div>
                {scope.show(false)}
                <p class="context">"Les connexions de ce compte prennent fin\u{202f}: la personne se reconnecte avec ses nouveaux droits."</p>
                <p><button class="button">"Changer"</button></p>
            </form>
        </section>
        <section class="section">
            <h2 class="section-title">"Mot de passe oublié"</h2>
            <p>"Le mot de passe actuel vaut jusqu’à ce que le lien serve."</p>
            <form method="post" action=to("lien")>
                <button class="button button--plain">"Créer un lien"</button>
            </form>
        </section>
        {factor}
        <section class="section">
            <h2 class="section-title">"Fermer"</h2>
            <div class="button-row">
                <form method="post" action=to("connexions")>
                    <button class="button button--plain">"Mettre fin à ses connexions"</button>
                </form>
                <form method="post" action=to("desactiver")>
                    <button class="button button--plain">"Désactiver le compte"</button>
                </form>
            </div>
        </section>
    }
    .into_any()
}
