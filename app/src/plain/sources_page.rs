use leptos::prelude::*;

use super::field::{Field, notice};
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/sources` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcesView {
    /// Keys, those in use first.
    pub sources: Vec<SourceLine>,
    /// How many lines are set aside in all; in words.
    pub aside: String,
    /// Why, the most frequent first.
    pub reasons: Vec<ReasonLine>,
    /// Whether not all lines were looked at for the reasons.
    pub reasons_cut: bool,
    /// The name as it was written.
    pub name: String,
    /// The place as it was written.
    pub place: String,
    /// The field that cannot be used, and why; in French.
    pub fault: Option<(&'static str, String)>,
    /// A new secret with the name of its source, on the only page that shows it.
    pub secret: Option<(String, String)>,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// Name.
    pub name: String,
    /// The first signs of its key.
    pub prefix: String,
    /// The place that it may tell of; in words.
    pub place: String,
    /// When it was last heard, or since when it is silent; in words.
    pub heard: String,
    /// Lines taken in.
    pub accepted: String,
    /// Lines set aside.
    pub refused: String,
    /// Whether its key holds.
    pub in_use: bool,
}

/// Lines set aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonLine {
    /// Who sent them.
    pub source: String,
    /// What they were meant for.
    pub target: String,
    /// Why.
    pub reason: String,
    /// One of them.
    pub example: String,
    /// How many.
    pub count: String,
}

/// `/admin/sources`.
pub fn sources_page(around: &Around, view: &SourcesView) -> String {
    document(around, "Sources", || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        let secret = view.secret.clone().map(secret_box);
        view! {
            <h1 class="title">"Sources"</h1>
            {told}
            {secret}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Qui envoie des données"</h2>
                    {sources(&view.sources)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Ajouter une source"</h2>
                    {form(view)}
                </section>
            </div>
            <section class="section">
                <h2 class="section-title">"Lignes mises de côté"</h2>
                {aside(view)}
            </section>
        }
        .into_any()
    })
}

fn secret_box((name, secret): (String, String)) -> AnyView {
    view! {
        <section class="section one-time-link">
            <h2 class="section-title">{format!("Clé de {name}")}</h2>
            <p class="one-time-link__text"><code>{secret}</code></p>
            <p>"Donnez-la à la source\u{202f}: elle l’envoie dans l’en-tête Authorization\u{202f}: Bearer. Elle n’est montrée qu’ici."</p>
        </section>
    }
    .into_any()
}

fn sources(lines: &[SourceLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p class="empty">"Aucune source n’a de clé. Ajoutez la première, ou importez des fichiers\u{202f}: " <code>"belvedere import readings FICHIER"</code></p>
        }
        .into_any();
    }
    let rows = lines
        .iter()
        .map(|line| {
            let act = if line.in_use {
                view! {
                    <form method="post" action="/admin/sources/retirer">
                        <input type="hidden" name="nom" value=line.name.clone()/>
                        <button class="link-button">
                            "Retirer la clé" <span class="unseen">{format!("\u{a0}de {}", line.name)}</span>
                        </button>
                    </form>
                }
                .into_any()
            } else {
                "retirée".into_any()
            };
            TableRow::of([
                line.name.clone().into_any(),
                view! { <code>{format!("{}…", line.prefix)}</code> }.into_any(),
                line.place.clone().into_any(),
                line.heard.clone().into_any(),
                line.accepted.clone().into_any(),
                line.refused.clone().into_any(),
                act,
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Lignes reçues par chaque clé depuis qu’elle est entendue.",
        caption_seen: true,
        scrolls_as: Some("Sources"),
        columns: &[
            "Nom",
            "Clé",
            "Lieu",
            "Entendue",
            "Acceptées",
            "Écartées",
            "Action",
        ],
        rows,
    })
}

fn form(view: &SourcesView) -> AnyView {
    let text = |name, label, hint, value: &str| {
        let fault = view.fault.as_ref().filter(|(field, _)| *field == name);
        Field {
            name,
            label,
            kind: "text",
            autocomplete: "off",
            hint: Some(hint),
            value: value.to_owned(),
            fault: fault.map(|(_, why)| why.clone()),
        }
    };
    let hint = "Comme chaufferie-nord. Une source, une clé.";
    let name = text("nom", "Nom", hint, &view.name);
    let hint = "Le code du lieu dont elle peut parler, tel qu’il est dans son adresse après /lieu/. Vide\u{202f}: toute la ville.";
    let place = text("lieu", "Lieu", hint, &view.place);
    view! {
        <form class="form" method="post" action="/admin/sources">
            {name.show(true)}
            {place.show(false)}
            <p><button class="button">"Créer la clé"</button></p>
        </form>
    }
    .into_any()
}

fn aside(view: &SourcesView) -> AnyView {
    if view.reasons.is_empty() {
        return view! { <p class="empty">"Aucune ligne n’attend."</p> }.into_any();
    }
    let rows = view
        .reasons
        .iter()
        .map(|line| {
            TableRow::of([
                line.source.clone().into_any(),
                line.target.clone().into_any(),
                line.reason.clone().into_any(),
                view! { <code class="sources__example">{line.example.clone()}</code> }.into_any(),
                line.count.clone().into_any(),
            ])
        })
        .collect();
    let table = rows_table(RowsTable {
        class: "data-table--words",
        caption: "Raisons, de la plus fréquente à la plus rare.",
        caption_seen: false,
        scrolls_as: Some("Lignes mises de côté"),
        columns: &["Source", "Pour", "Raison", "Exemple", "Lignes"],
        rows,
    });
    let cut = view
        .reasons_cut
        .then(|| view! { <p class="context">"Raisons des plus anciennes seulement. Toutes\u{202f}: " <code>"belvedere quarantine list"</code></p> });
    view! {
        <p>{view.aside.clone()}</p>
        {table}
        {cut}
        <form method="post" action="/admin/sources/reessayer">
            <p>"Quand un lieu ou une série manquait et existe à présent, un nouvel essai les fait entrer."</p>
            <button class="button button--plain">"Réessayer toutes les lignes"</button>
        </form>
    }
    .into_any()
}
