use leptos::prelude::*;

use super::field::notice;
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/abonnements` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionsView {
    /// Those there are.
    pub lines: Vec<SubscriptionLine>,
    /// Where mails go.
    pub email: String,
    /// Whether this server sends mail.
    pub mail_on: bool,
    /// Places: code and name.
    pub places: Vec<(String, String)>,
    /// Themes: code and name.
    pub themes: Vec<(String, String)>,
    /// What one can be told of, and how often: value and words.
    pub choices: Vec<(String, String)>,
    /// The place, theme and choice that are chosen.
    pub chosen: [String; 3],
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// One of them, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionLine {
    /// Number.
    pub id: i64,
    /// « École Jean-Jaurès, Énergie ».
    pub subject: String,
    /// « Niveaux, chaque matin ».
    pub what: String,
}

/// `/abonnements`: what somebody is told of by mail.
pub fn subscriptions_page(around: &Around, view: &SubscriptionsView) -> String {
    document(around, "Abonnements", || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let off = (!view.mail_on).then(|| {
            view! {
                <p class="form-notice" role="note">
                    "Ce serveur n’envoie pas encore de courrier\u{202f}: vos abonnements attendent que l’envoi soit activé."
                </p>
            }
        });
        view! {
            <h1 class="title">"Abonnements"</h1>
            <p>{format!("Les messages partent vers {}, regroupés.", view.email)}</p>
            {told}
            {off}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Ce que je reçois"</h2>
                    {table(&view.lines)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"M’abonner"</h2>
                    {form(view)}
                </section>
            </div>
            <p class="context">
                "Sans compte, chaque page de lieu et de thème a un flux Atom\u{202f}: « Suivre les changements »."
            </p>
        }
        .into_any()
    })
}

fn table(lines: &[SubscriptionLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p class="empty">"Rien pour l’instant. Choisissez un lieu, un sujet et un rythme."</p>
        }
        .into_any();
    }
    let rows = lines
        .iter()
        .map(|line| {
            let end = format!("/abonnements/{}/fin", line.id);
            let whom = format!("\u{a0}{}", line.subject);
            let act = view! {
                <form method="post" action=end>
                    <button class="link-button">"Arrêter" <span class="unseen">{whom}</span></button>
                </form>
            };
            TableRow::of([
                line.subject.clone().into_any(),
                line.what.clone().into_any(),
                act.into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "Abonnements",
        caption_seen: false,
        scrolls_as: Some("Liste des abonnements"),
        columns: &["Lieu et thème", "Sujet et rythme", "Action"],
        rows,
    })
}

fn form(view: &SubscriptionsView) -> AnyView {
    let [place, theme, choice] = &view.chosen;
    let mut themes = vec![(String::new(), String::from("Tous les thèmes"))];
    themes.extend(view.themes.iter().cloned());
    view! {
        <form class="form" method="post" action="/abonnements">
            {select("lieu", "Lieu, et ce qui en fait partie", &view.places, place)}
            {select("theme", "Thème", &themes, theme)}
            {select("sujet", "Sujet et rythme", &view.choices, choice)}
            <p><button class="button">"M’abonner"</button></p>
        </form>
    }
    .into_any()
}

fn select(
    name: &'static str,
    label: &'static str,
    choices: &[(String, String)],
    chosen: &str,
) -> AnyView {
    let options = choices
        .iter()
        .map(|(value, words)| {
            let is_chosen = value == chosen;
            view! { <option value=value.clone() selected=is_chosen>{words.clone()}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
    .into_any()
}

/// `/desabonnement/{token}`: asks, since mail programs open links on their own; or says that
/// it is done.
pub fn unsubscribe_page(around: &Around, token: &str, is_done: bool) -> String {
    document(around, "Ne plus rien recevoir", || {
        let act = format!("/desabonnement/{token}");
        let content = if is_done {
            view! { <p>"C’est fait\u{202f}: aucun message ne partira plus. Ceux qui partaient à l’instant peuvent encore arriver."</p> }
                .into_any()
        } else {
            view! {
                <p>"Tous les abonnements de ce compte prennent fin."</p>
                <form method="post" action=act>
                    <button class="button">"Ne plus rien recevoir"</button>
                </form>
            }
            .into_any()
        };
        view! {
            <div class="form-page">
                <h1 class="title">"Ne plus rien recevoir"</h1>
                {content}
                <p class="context"><a href="/abonnements">"Choisir ce que je reçois"</a></p>
            </div>
        }
        .into_any()
    })
}
