use leptos::prelude::*;

use super::field::{Field, notice};
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/ecrans` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreensView {
    /// Devices in use.
    pub devices: Vec<DeviceLine>,
    /// What a device can be: value and words.
    pub uses: Vec<(String, String)>,
    /// The form, as it was filled in.
    pub code: String,
    /// Name.
    pub name: String,
    /// The field that cannot be used, and why.
    pub fault: Option<(&'static str, String)>,
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// A device in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceLine {
    /// Number.
    pub id: i64,
    /// Name.
    pub name: String,
    /// What it is, as the value of a choice.
    pub usage: String,
    /// The same in words.
    pub words: String,
    /// Whether calls are heard.
    pub chime: bool,
    /// When it was heard of last, in words.
    pub seen: String,
    /// When and by whom it was paired.
    pub paired: String,
}

/// `/admin/ecrans`.
pub fn screens_page(around: &Around, view: &ScreensView) -> String {
    document(around, "Écrans et bornes", || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        view! {
            <h1 class="title">"Écrans et bornes"</h1>
            {told}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Appareils associés"</h2>
                    {table(view)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Associer un appareil"</h2>
                    {form(view)}
                </section>
            </div>
        }
        .into_any()
    })
}

fn table(view: &ScreensView) -> AnyView {
    if view.devices.is_empty() {
        return view! {
            <p class="empty">
                "Aucun appareil n’est associé. Ouvrez l’adresse " <strong>"/ecran"</strong>
                " sur l’écran à installer, puis entrez ici le code qu’il affiche."
            </p>
        }
        .into_any();
    }
    let rows = view
        .devices
        .iter()
        .map(|device| {
            TableRow::of([
                device.name.clone().into_any(),
                device.words.clone().into_any(),
                device.seen.clone().into_any(),
                device.paired.clone().into_any(),
                acts(view, device),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Un appareil retiré perd l’accès aussitôt et affiche un nouveau code.",
        caption_seen: true,
        scrolls_as: Some("Liste des appareils"),
        columns: &["Nom", "Montre", "Vu", "Associé", "Actions"],
        rows,
    })
}

fn acts(view: &ScreensView, device: &DeviceLine) -> AnyView {
    let to = |act: &str| format!("/admin/ecrans/{}/{act}", device.id);
    let whom = format!("\u{a0}{}", device.name);
    let (name_id, use_id) = (format!("nom-{}", device.id), format!("usage-{}", device.id));
    let chime_id = format!("son-{}", device.id);
    view! {
        <form method="post" action=to("recharger")>
            <button class="link-button">"Recharger" <span class="unseen">{whom.clone()}</span></button>
        </form>
        <details>
            <summary>"Changer" <span class="unseen">{whom.clone()}</span></summary>
            <form class="form" method="post" action=to("changer")>
                <div class="field">
                    <label for=name_id.clone()>"Nom"</label>
                    <input id=name_id name="nom" required value=device.name.clone() autocomplete="off"/>
                </div>
                {choice(&use_id, &view.uses, &device.usage)}
                {chime(&chime_id, device.chime)}
                <p><button class="button button--plain">"Enregistrer"</button></p>
            </form>
        </details>
        <form method="post" action=to("retirer")>
            <button class="link-button">"Retirer" <span class="unseen">{whom}</span></button>
        </form>
    }
    .into_any()
}

fn form(view: &ScreensView) -> AnyView {
    let fault = |name: &str| {
        let fault = view.fault.as_ref().filter(|(field, _)| *field == name);
        fault.map(|(_, why)| why.clone())
    };
    let text = |name, label, hint, value: &str| Field {
        name,
        label,
        kind: "text",
        autocomplete: "off",
        hint,
        value: value.to_owned(),
        fault: fault(name),
    };
    let hint = "Six signes, que l’appareil affiche à l’adresse /ecran.";
    let code = text("code", "Code", Some(hint), &view.code);
    let hint = "Où il se trouve, par exemple «\u{a0}Hall, entrée\u{a0}».";
    let name = text("nom", "Nom", Some(hint), &view.name);
    view! {
        <form class="form" method="post" action="/admin/ecrans">
            {code.show(true)}
            {name.show(true)}
            {choice("usage", &view.uses, "")}
            {chime("son", false)}
            <p><button class="button">"Associer"</button></p>
        </form>
    }
    .into_any()
}

fn choice(id: &str, uses: &[(String, String)], chosen: &str) -> AnyView {
    let options = uses
        .iter()
        .map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value.clone() selected=is_chosen>{words.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=id.to_owned()>"Ce qu’il montre"</label>
            <select id=id.to_owned() name="usage">{options}</select>
        </div>
    }
    .into_any()
}

fn chime(id: &str, is_on: bool) -> AnyView {
    view! {
        <div class="field field--check">
            <input id=id.to_owned() type="checkbox" name="son" value="oui" checked=is_on/>
            <label for=id.to_owned()>"Deux notes à chaque appel"</label>
        </div>
    }
    .into_any()
}
