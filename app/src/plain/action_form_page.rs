use leptos::prelude::*;

use super::action_entries::action_entries;
use super::entry::{Entry, fault_of};
use super::fault_summary::fault_summary;
use super::indicator_field::indicator_field;
use super::{ActionFields, Around, document};

/// What `/admin/actions/nouvelle` shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionFormView {
    /// Indicators by theme: code and name.
    pub indicators: Vec<(String, Vec<(String, String)>)>,
    /// Suggested places: code and name.
    pub places: Vec<(String, String)>,
    /// As it was filled in.
    pub fields: ActionFields,
    /// What cannot be used, by field, and why; in French.
    pub faults: Vec<(&'static str, String)>,
    /// What is measured and asked there now, where both are known.
    pub fact: Option<String>,
}

/// `/admin/actions/nouvelle`.
pub fn action_form_page(around_page: &Around, view: &ActionFormView) -> String {
    document(around_page, "Décider une action", || {
        let fact = view.fact.clone().map(|fact| {
            view! { <p class="objective-form__which">{fact}</p> }
        });
        let indicator = indicator_field(
            &view.indicators,
            &view.fields.indicator,
            "Celui que l’action doit faire bouger.",
            fault_of(&view.faults, "indicateur"),
        );
        let places = view
            .places
            .iter()
            .map(|(code, name)| view! { <option value=code.clone()>{name.clone()}</option> })
            .collect_view();
        let mut place = Entry::of("lieu", "Lieu", &view.fields.place, &view.faults)
            .hint("Le nom ou le code d’un lieu.")
            .required();
        place.list = Some("lieux");
        view! {
            <nav class="breadcrumb" aria-label="Fil d’Ariane">
                <ol>
                    <li><a href="/admin/actions">"Actions"</a></li>
                    <li aria-current="page">"Décider une action"</li>
                </ol>
            </nav>
            <h1 class="title">"Décider une action"</h1>
            {fact}
            {fault_summary(&view.faults)}
            <form class="form objective-form" method="post" action="/admin/actions/nouvelle">
                <div class="objective-form__fields">
                    {place.show()}
                    <datalist id="lieux">{places}</datalist>
                    {indicator}
                </div>
                {action_entries(&view.fields, &view.faults)}
                <p class="objective-form__acts">
                    <button class="button">"Décider"</button>
                    <a href="/admin/actions">"Abandonner"</a>
                </p>
            </form>
        }
        .into_any()
    })
}
