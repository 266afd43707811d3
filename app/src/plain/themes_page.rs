use leptos::prelude::*;

use super::entry::{Described, around};
use super::field::notice;
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/admin/themes` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemesView {
    /// Packs in force.
    pub packs: Vec<ThemeLine>,
    /// The text of a theme, as it was sent.
    pub text: String,
    /// What is wrong with it; as the reader of files says it.
    pub fault: Option<String>,
    /// What it would change.
    pub check: Option<ThemeCheckView>,
    /// What happened before, and whether nothing was done; in French.
    pub notice: Option<(String, bool)>,
}

/// A pack in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeLine {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Tells this version of it from others.
    pub version: String,
    /// How many indicators it has.
    pub indicators: usize,
    /// Kinds of place it knows, in words.
    pub kinds: String,
    /// Whether it comes with the program.
    pub shipped: bool,
}

/// What a sound theme would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeCheckView {
    /// Its name.
    pub name: String,
    /// Changes: what, and how; in words.
    pub changes: Vec<(String, String)>,
    /// Why it cannot be added; in French.
    pub hindrance: Option<String>,
    /// What was checked, in short.
    pub checked: String,
}

/// `/admin/themes`.
pub fn themes_page(around: &Around, view: &ThemesView) -> String {
    document(around, "Thèmes", || {
        let told = view.notice.clone().map(|(words, bad)| notice(words, bad));
        view! {
            <h1 class="title">"Thèmes"</h1>
            {told}
            <section class="section">
                <h2 class="section-title">"En vigueur"</h2>
                {packs(&view.packs)}
            </section>
            {view.check.clone().map(|check| checked(check, &view.text))}
            <section class="section">
                <h2 class="section-title">"Vérifier un thème"</h2>
                {form(view)}
            </section>
        }
        .into_any()
    })
}

fn packs(lines: &[ThemeLine]) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            let way = format!("/theme/{}", line.code);
            TableRow::of([
                view! { <a href=way>{line.name.clone()}</a> }.into_any(),
                view! { <code>{line.version.clone()}</code> }.into_any(),
                line.indicators.into_any(),
                line.kinds.clone().into_any(),
                if line.shipped {
                    "livré avec le programme"
                } else {
                    "ajouté"
                }
                .into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Thèmes que le serveur a lus à son démarrage.",
        caption_seen: true,
        scrolls_as: Some("Thèmes"),
        columns: &[
            "Nom",
            "Empreinte",
            "Indicateurs",
            "Types de lieu",
            "Origine",
        ],
        rows,
    })
}

fn checked(check: ThemeCheckView, text: &str) -> AnyView {
    let changes = if check.changes.is_empty() {
        view! { <p>"Il ne change rien au thème en vigueur."</p> }.into_any()
    } else {
        let rows = check
            .changes
            .into_iter()
            .map(|(what, how)| TableRow::of([what.into_any(), how.into_any()]))
            .collect();
        rows_table(RowsTable {
            class: "data-table--words",
            caption: "Ce que ce fichier change.",
            caption_seen: false,
            scrolls_as: Some("Changements"),
            columns: &["Partie", "Changement"],
            rows,
        })
    };
    let act = match check.hindrance {
        Some(why) => view! { <p class="context">{why}</p> }.into_any(),
        None => view! {
            <form method="post" action="/admin/themes">
                <input type="hidden" name="acte" value="ajouter"/>
                <input type="hidden" name="verifie" value=check.checked/>
                <input type="hidden" name="texte" value=text.to_owned()/>
                <p>"Il vaudra au prochain démarrage du serveur."</p>
                <button class="button">"Ajouter ce thème"</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="section">
            <h2 class="section-title">{format!("{}\u{202f}: le fichier est sain", check.name)}</h2>
            {changes}
            {act}
        </section>
    }
    .into_any()
}

fn form(view: &ThemesView) -> AnyView {
    let hint = "Collez le fichier TOML entier. Les règles sont celles de belvedere theme check.";
    let invalid_text = view.fault.clone();
    let Described {
        described,
        invalid,
        around,
    } = around(
        "texte",
        Some(hint),
        invalid_text.as_ref().map(|_| {
            String::from("Ce fichier ne peut pas servir\u{202f}: voyez la ligne indiquée.")
        }),
    );
    let said = invalid_text
        .map(|text| view! { <pre class="themes__fault" lang="en" tabindex="0">{text}</pre> });
    view! {
        <form class="form" method="post" action="/admin/themes">
            <div class="field">
                <label for="texte">"Fichier du thème"</label>
                {around}
                {said}
                <textarea id="texte" name="texte" rows="16" spellcheck="false" required aria-describedby=described aria-invalid=invalid>
                    {view.text.clone()}
                </textarea>
            </div>
            <p><button class="button button--plain">"Vérifier"</button></p>
        </form>
    }
    .into_any()
}
