use leptos::prelude::*;
use model::access::Role;

use super::field::{Field, notice};
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/comptes` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountsView {
    /// Every account, those in use first.
    pub accounts: Vec<AccountLine>,
    /// The form, as it was filled in.
    pub email: String,
    /// Name.
    pub name: String,
    /// Role, by its word.
    pub role: String,
    /// Code of a place.
    pub scope: String,
    /// The field that cannot be used, and why; in French.
    pub fault: Option<(&'static str, String)>,
    /// What happened before.
    pub notice: Option<AccountsNotice>,
}

/// An account in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// Number.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// Role.
    pub role: Role,
    /// The name of the place of its scope.
    pub place: Option<String>,
    /// Since when, and until when; in words.
    pub since: String,
    /// Whether a code is asked for at its sign-in.
    pub has_second_factor: bool,
    /// Whether it can be disabled: it is in use, and not one's own.
    pub can_be_disabled: bool,
}

/// What happened before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccountsNotice {
    /// An account was made.
    Added,
    /// An account was disabled.
    Disabled,
    /// Nothing was done, and why; in French.
    Refused(String),
}

/// `/admin/comptes`.
pub fn accounts_page(around: &Around, view: &AccountsView) -> String {
    document(around, "Comptes", || {
        let told = view.notice.as_ref().map(|told| match told {
            AccountsNotice::Added => notice(String::from("Le compte est créé."), false),
            AccountsNotice::Disabled => notice(String::from("Le compte est désactivé."), false),
            AccountsNotice::Refused(why) => notice(why.clone(), true),
        });
        view! {
            <h1 class="title">"Comptes"</h1>
            {told}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Qui peut se connecter"</h2>
                    {table(&view.accounts)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Créer un compte"</h2>
                    {form(view)}
                </section>
            </div>
        }
        .into_any()
    })
}

fn table(accounts: &[AccountLine]) -> AnyView {
    let rows = accounts
        .iter()
        .map(|account| {
            let act = account.can_be_disabled.then(|| {
                let action = format!("/admin/comptes/{}/desactiver", account.id);
                let whom = format!("\u{a0}{}", account.name);
                view! {
                    <form method="post" action=action>
                        <button class="link-button">
                            "Désactiver" <span class="unseen">{whom}</span>
                        </button>
                    </form>
                }
            });
            let place = account.place.clone();
            let place = place.unwrap_or_else(|| String::from("toute la ville"));
            TableRow::of([
                {
                    let way = format!("/admin/comptes/{}", account.id);
                    view! { <a href=way>{account.name.clone()}</a> }.into_any()
                },
                account.email.clone().into_any(),
                account.role.words().into_any(),
                place.into_any(),
                if account.has_second_factor {
                    "oui"
                } else {
                    "non"
                }
                .into_any(),
                account.since.clone().into_any(),
                act.into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Un compte désactivé reste dans la liste\u{202f}: le journal le nomme.",
        caption_seen: true,
        scrolls_as: Some("Liste des comptes"),
        columns: &["Nom", "Adresse", "Rôle", "Lieu", "Code", "Créé", "Action"],
        rows,
    })
}

fn form(view: &AccountsView) -> AnyView {
    let fault = |name: &str| {
        let fault = view.fault.as_ref().filter(|(field, _)| *field == name);
        fault.map(|(_, why)| why.clone())
    };
    let text = |name, label, kind, hint, value: &str| Field {
        name,
        label,
        kind,
        autocomplete: "off",
        hint,
        value: value.to_owned(),
        fault: fault(name),
    };
    let name = text("nom", "Nom", "text", None, &view.name);
    let email = text(
        "adresse",
        "Adresse électronique",
        "email",
        None,
        &view.email,
    );
    let hint = "Le code d’un lieu, tel qu’il est dans son adresse après /lieu/. Vide\u{202f}: toute la ville.";
    let scope = text("lieu", "Lieu", "text", Some(hint), &view.scope);
    let hint = "12 caractères au moins. La personne le changera une fois connectée, sous son nom.";
    let password = Field::password(
        "mot_de_passe",
        "Premier mot de passe",
        "new-password",
        Some(hint),
    )
    .with_fault(fault("mot_de_passe"));
    let roles = Role::ALL
        .into_iter()
        .map(|role| {
            let chosen = role.as_str() == view.role;
            view! { <option value=role.as_str() selected=chosen>{role.words()}</option> }
        })
        .collect_view();
    view! {
        <form class="form" method="post" action="/admin/comptes">
            {name.show(true)}
            {email.show(true)}
            <div class="field">
                <label for="role">"Rôle"</label>
                <select id="role" name="role">{roles}</select>
            </div>
            {scope.show(false)}
            {password.show(true)}
            <p><button class="button">"Créer le compte"</button></p>
        </form>
    }
    .into_any()
}
