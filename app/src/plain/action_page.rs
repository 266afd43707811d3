use leptos::prelude::*;

use super::actions_page::action_status;
use super::entry::Entry;
use super::fault_summary::fault_summary;
use super::field::notice;
use super::{Around, document};

/// What `/admin/actions/{id}` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionView {
    /// Its own address.
    pub address: String,
    /// What is done.
    pub what: String,
    /// « en retard de 12 jours », « commencée ».
    pub status: String,
    /// Whether it should have been finished.
    pub overdue: bool,
    /// Name of the indicator, and address of its method page.
    pub indicator: (String, String),
    /// Name of the place, and address of its page.
    pub place: (String, String),
    /// Who, by when, decided by whom: name and value.
    pub facts: Vec<(&'static str, String)>,
    /// The value against what is asked now, and the note: name and value.
    pub now: Vec<(&'static str, String)>,
    /// What it has changed so far, as sentences; empty before it is started.
    pub effect: Vec<String>,
    /// What became of it, latest first.
    pub events: Vec<ActionEventLine>,
    /// The review in which it was decided: name and address.
    pub review: Option<(String, String)>,
    /// To mark its beginning or its end on public curves, where who asks may: code of the
    /// place, day, and words.
    pub annotation: Option<(String, String, String)>,
    /// What was filled in, where who asks may act.
    pub form: Option<DeedFields>,
    /// Whether work was begun.
    pub started: bool,
    /// Whether it can still be started, finished, postponed or given up.
    pub open: bool,
    /// What happened before, and whether it is a fault.
    pub notice: Option<(String, bool)>,
}

/// Something that became of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionEventLine {
    /// « Commencée le 3 novembre 2026 ».
    pub title: String,
    /// « 27 novembre 2026, direction générale (m.durand@ville.example) ».
    pub by: String,
    /// What was said.
    pub words: String,
}

/// The forms of an action, as one of them was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeedFields {
    /// Which form: `commencer`, `terminer`, `reporter`, `abandonner` or `commenter`.
    pub form: String,
    /// Its day.
    pub day: String,
    /// Its words.
    pub words: String,
    /// What cannot be used, by field, and why.
    pub faults: Vec<(&'static str, String)>,
    /// Today, as days are filled in.
    pub today: String,
}

/// `/admin/actions/{id}`.
pub fn action_page(around: &Around, view: &ActionView) -> String {
    document(around, &view.what, || {
        let told = view
            .notice
            .clone()
            .map(|(words, is_fault)| notice(words, is_fault));
        let review = view.review.clone().map(|(name, address)| {
            view! { <p class="context">"Décidée pendant la revue "<a href=address>{name}</a></p> }
        });
        let annotate = view.annotation.clone().map(|(place, on, what)| {
            view! {
                <form method="get" action="/admin/annotations">
                    <input type="hidden" name="lieu" value=place/>
                    <input type="hidden" name="le" value=on/>
                    <input type="hidden" name="quoi" value=what/>
                    <p><button class="button button--plain">"Marquer sur les courbes publiques"</button></p>
                </form>
            }
        });
        let forms = view.form.as_ref().map(|fields| forms(view, fields));
        let faults = view.form.as_ref().map(|form| fault_summary(&form.faults));
        let events = if view.events.is_empty() {
            view! { <p class="empty">"Rien n’est encore noté depuis la décision."</p> }.into_any()
        } else {
            view! { <ol class="objective-history">{view.events.iter().map(event).collect_view()}</ol> }
                .into_any()
        };
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/admin/actions">"Actions"</a></li>
                    <li aria-current="page">{view.indicator.0.clone()}</li>
                </ol>
            </nav>
            <h1 class="title">{view.what.clone()}</h1>
            <p class="objective-form__which">
                <a href=view.indicator.1.clone()>{view.indicator.0.clone()}</a>
                ", "
                <a href=view.place.1.clone()>{view.place.0.clone()}</a>
            </p>
            <p>{action_status(&view.status, view.overdue)}</p>
            {told}
            {faults}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Ce qui est décidé"</h2>
                    {facts(&view.facts)}
                    {review}
                    <h2 class="section-title">"Où l’on en est"</h2>
                    {facts(&view.now)}
                    {effect(&view.effect)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Suivi"</h2>
                    {forms}
                    {annotate}
                    {events}
                </section>
            </div>
        }
        .into_any()
    })
}

fn facts(facts: &[(&'static str, String)]) -> AnyView {
    let lines = facts
        .iter()
        .map(|(name, what)| view! { <div><dt>{*name}</dt><dd>{what.clone()}</dd></div> })
        .collect_view();
    view! { <dl class="facts facts--wide">{lines}</dl> }.into_any()
}

fn effect(sentences: &[String]) -> AnyView {
    if sentences.is_empty() {
        return ().into_any();
    }
    let lines = sentences
        .iter()
        .map(|sentence| view! { <p>{sentence.clone()}</p> })
        .collect_view();
    view! {
        <h2 class="section-title">"Effet mesuré"</h2>
        {lines}
        <p class="context">
            "Moyennes avant et après, écart avec une marge de 90\u{202f}% (test de Welch). Une différence n’est pas une preuve\u{202f}: ce qui a changé d’autre pendant ce temps y est aussi."
        </p>
    }
    .into_any()
}

fn event(line: &ActionEventLine) -> AnyView {
    let words = (!line.words.is_empty()).then(|| view! { <p>{line.words.clone()}</p> });
    view! {
        <li>
            <p><strong>{line.title.clone()}</strong></p>
            <p class="context">{line.by.clone()}</p>
            {words}
        </li>
    }
    .into_any()
}

/// One form for each thing that can happen now; only the comment stands open.
fn forms(view: &ActionView, fields: &DeedFields) -> AnyView {
    let entry = |form: &str, name, label, is_day: bool, suggested: &str| {
        let typed = if is_day { &fields.day } else { &fields.words };
        let value = if fields.form == form {
            typed
        } else {
            suggested
        };
        Entry::of(name, label, value, &fields.faults).required()
    };
    let day = |form, name, label| entry(form, name, label, true, &fields.today).date();
    let words = |form, name, label| entry(form, name, label, false, "");
    let mut comment = words("commenter", "commentaire", "Commentaire").area();
    comment.longest = "1000";
    let folded = |form: &'static str, summary: &'static str, content: AnyView| {
        let to = format!("{}/{form}", view.address);
        view! {
            <details class="figures" open=fields.form == form>
                <summary>{summary}</summary>
                <form class="form" method="post" action=to>
                    {content}
                    <p><button class="button button--plain">{summary}</button></p>
                </form>
            </details>
        }
    };
    let ends = view.open.then(|| {
        let start = (!view.started).then(|| {
            let content = day("commencer", "commencee_le", "Commencée le").show();
            folded("commencer", "Noter le début", content)
        });
        let due = entry("reporter", "reportee_au", "Nouvelle échéance", true, "").date();
        let why = words("reporter", "raison_report", "Raison du report");
        let abandon = words("abandonner", "raison_abandon", "Raison de l’abandon");
        view! {
            {start}
            {folded("terminer", "Noter la fin", day("terminer", "faite_le", "Faite le").show())}
            {folded("reporter", "Reporter l’échéance", view! { {due.show()} {why.show()} }.into_any())}
            {folded("abandonner", "Abandonner l’action", abandon.show())}
        }
    });
    let to = format!("{}/commenter", view.address);
    view! {
        {ends}
        <form class="form" method="post" action=to>
            {comment.show()}
            <p><button class="button button--plain">"Commenter"</button></p>
        </form>
    }
    .into_any()
}
