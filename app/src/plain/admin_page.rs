use leptos::prelude::*;

use super::{Around, document};

/// What `/admin` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminView {
    /// What who asks may do, in the order in which it is told.
    pub entries: Vec<AdminEntry>,
}

/// Something that can be administered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdminEntry {
    /// Name of the page.
    pub title: &'static str,
    /// Its address.
    pub address: String,
    /// What is done there.
    pub about: &'static str,
    /// How much there is of it; in words.
    pub count: String,
    /// What asks for somebody to act, each with where; in words.
    pub attention: Vec<String>,
}

/// `/admin`: what may I do here, and what waits for me.
pub fn admin_page(around: &Around, view: &AdminView) -> String {
    document(around, "Administration", || {
        let waiting: usize = view.entries.iter().map(|entry| entry.attention.len()).sum();
        let summary = match waiting {
            0 => String::from("Rien n’attend une action."),
            1 => String::from("Un point demande votre attention."),
            count => format!("{count} points demandent votre attention."),
        };
        let content = if view.entries.is_empty() {
            view! {
                <p class="empty">
                    "Votre rôle n’a rien à administrer. " <a href="/moi">"Voir mes droits"</a>
                </p>
            }
            .into_any()
        } else {
            let entries = view.entries.iter().map(entry).collect_view();
            view! {
                <p>{summary}</p>
                <ul class="admin-list">{entries}</ul>
            }
            .into_any()
        };
        view! {
            <h1 class="title">"Administration"</h1>
            {content}
        }
        .into_any()
    })
}

fn entry(entry: &AdminEntry) -> AnyView {
    let attention = (!entry.attention.is_empty()).then(|| {
        let lines = entry
            .attention
            .iter()
            .map(|words| view! { <li>{words.clone()}</li> })
            .collect_view();
        view! { <ul class="admin-list__attention">{lines}</ul> }
    });
    view! {
        <li class="admin-list__entry">
            <h2 class="admin-list__title"><a href=entry.address.clone()>{entry.title}</a></h2>
            <p>{entry.about}</p>
            <p class="context">{entry.count.clone()}</p>
            {attention}
        </li>
    }
    .into_any()
}
