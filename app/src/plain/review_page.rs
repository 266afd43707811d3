use leptos::prelude::*;

use super::action_entries::action_entries;
use super::entry::Entry;
use super::fault_summary::fault_summary;
use super::field::notice;
use super::{ActionFields, Around, document};

/// What `/revue/{id}?point=` shows: one item of the agenda at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewView {
    /// Its own address.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// « 27 novembre 2026, 3 points sur 12 restent ».
    pub told: String,
    /// The agenda.
    pub agenda: Vec<AgendaLine>,
    /// The item at hand; `None`: the agenda is empty.
    pub item: Option<ReviewItemView>,
    /// Whether nothing can be recorded any more.
    pub closed: bool,
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// An item in the list of the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgendaLine {
    /// Number.
    pub nr: u32,
    /// What it is about.
    pub heading: String,
    /// Whether anything was recorded.
    pub decided: bool,
    /// Whether it is the item at hand.
    pub current: bool,
}

/// The item at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewItemView {
    /// Number.
    pub nr: u32,
    /// What it is about.
    pub heading: String,
    /// What was measured and asked when the review was opened.
    pub fact: String,
    /// Where more is told of it: words and address.
    pub ways: Vec<(&'static str, String)>,
    /// What was recorded.
    pub outcomes: Vec<String>,
    /// The number before.
    pub before: Option<u32>,
    /// The number after.
    pub after: Option<u32>,
    /// The form that was sent: `action`, `rien`, `reporter` or `noter`.
    pub form: String,
    /// The form of an action, as it was filled in.
    pub action: ActionFields,
    /// Day and words of another form, as they were filled in.
    pub day: String,
    /// Words.
    pub words: String,
    /// What cannot be used, by field, and why.
    pub faults: Vec<(&'static str, String)>,
}

/// `/revue/{id}`.
pub fn review_page(around: &Around, view: &ReviewView) -> String {
    document(around, &view.title, || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let faults = view.item.as_ref().map(|item| fault_summary(&item.faults));
        let minutes = format!("{}/compte-rendu", view.address);
        let close = (!view.closed).then(|| {
            let to = format!("{}/clore", view.address);
            view! {
                <form method="post" action=to>
                    <p><button class="button button--plain">"Clore la revue"</button></p>
                    <p class="context">"Une revue close ne change plus."</p>
                </form>
            }
        });
        let item = match &view.item {
            Some(item) => one(view, item),
            None => view! {
                <p class="empty">"Rien n’est en écart et aucune action n’est en retard\u{202f}: l’ordre du jour est vide."</p>
            }
            .into_any(),
        };
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/revue">"Revues"</a></li>
                    <li aria-current="page">{view.title.clone()}</li>
                </ol>
            </nav>
            <h1 class="title">{view.title.clone()}</h1>
            <p class="context">{view.told.clone()}</p>
            {told}
            {faults}
            <div class="two-thirds">
                <section class="section">{item}</section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Ordre du jour"</h2>
                    {agenda(view)}
                    <p><a href=minutes>"Compte rendu"</a></p>
                    {close}
                </section>
            </div>
        }
        .into_any()
    })
}

fn agenda(view: &ReviewView) -> AnyView {
    let lines = view
        .agenda
        .iter()
        .map(|line| {
            let to = format!("{}?point={}", view.address, line.nr);
            let current = line.current.then_some("true");
            let mark = line
                .decided
                .then(|| view! { <span class="context">" ✓ décidé"</span> });
            view! { <li><a href=to aria-current=current>{line.heading.clone()}</a>{mark}</li> }
        })
        .collect_view();
    view! { <nav aria-label="Ordre du jour"><ol class="review-agenda">{lines}</ol></nav> }
        .into_any()
}

fn one(view: &ReviewView, item: &ReviewItemView) -> AnyView {
    let outcomes = (!item.outcomes.is_empty()).then(|| {
        let lines = item
            .outcomes
            .iter()
            .map(|words| view! { <li>{words.clone()}</li> })
            .collect_view();
        view! { <h3 class="section-title">"Décidé"</h3><ul class="rules">{lines}</ul> }
    });
    let ways = item
        .ways
        .iter()
        .map(|(words, to)| view! { <li><a href=to.clone()>{*words}</a></li> })
        .collect_view();
    let step = |nr: Option<u32>, rel: &'static str, words: &'static str| {
        nr.map(|nr| {
            let to = format!("{}?point={nr}", view.address);
            view! { <li><a class="button button--plain button--link" href=to rel=rel>{words}</a></li> }
        })
    };
    view! {
        <h2 class="section-title">{format!("{}. {}", item.nr, item.heading)}</h2>
        <p class="objective-form__which">{item.fact.clone()}</p>
        <ul class="fault-notice__ways">{ways}</ul>
        {outcomes}
        {(!view.closed).then(|| forms(view, item))}
        <nav aria-label="Points">
            <ul class="fault-notice__ways">
                {step(item.before, "prev", "Point précédent")}
                {step(item.after, "next", "Point suivant")}
            </ul>
        </nav>
    }
    .into_any()
}

/// One form for each thing that can be decided on an item.
fn forms(view: &ReviewView, item: &ReviewItemView) -> AnyView {
    let entry = |form: &str, name, label, is_day: bool| {
        let typed = if is_day { &item.day } else { &item.words };
        let value = if item.form == form {
            typed.as_str()
        } else {
            ""
        };
        Entry::of(name, label, value, &item.faults)
    };
    let folded = |form: &'static str, summary: &'static str, content: AnyView| {
        let to = format!("{}/{}/{form}", view.address, item.nr);
        let open = item.form == form || (item.form.is_empty() && form == "action");
        view! {
            <details class="figures" open=open>
                <summary>{summary}</summary>
                <form class="form" method="post" action=to>
                    {content}
                    <p><button class="button button--plain">{summary}</button></p>
                </form>
            </details>
        }
    };
    let nothing = entry("rien", "rien_pourquoi", "Pourquoi", false).required();
    let later = entry("reporter", "reporte_au", "Reporté au", true)
        .date()
        .required();
    let why = entry("reporter", "reporte_pourquoi", "Ce qu’on attend", false);
    let note = entry("noter", "note", "Note", false).area().required();
    view! {
        {folded("action", "Décider une action", action_entries(&item.action, &item.faults))}
        {folded("rien", "Rien à décider", nothing.show())}
        {folded("reporter", "Reporter ce point", view! { {later.show()} {why.show()} }.into_any())}
        {folded("noter", "Prendre une note", note.show())}
    }
    .into_any()
}
