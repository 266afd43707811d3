use leptos::prelude::*;

use super::entry::Entry;
use super::fault_summary::fault_summary;
use super::{Around, document};
use crate::components::{RowsTable, TableRow, rows_table};

/// What `/revue` shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewsView {
    /// Reviews, latest first.
    pub lines: Vec<ReviewLine>,
    /// What the next one will go through: « 12 points ».
    pub agenda: String,
    /// As it was filled in: title, day, participants.
    pub title: String,
    /// Day.
    pub day: String,
    /// Who takes part.
    pub participants: String,
    /// What cannot be used, by field, and why.
    pub faults: Vec<(&'static str, String)>,
}

/// A review in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewLine {
    /// Where it is, or its minutes once it is closed.
    pub address: String,
    /// What it is called.
    pub title: String,
    /// When it is held.
    pub day: String,
    /// « close », « en cours, 3 points restent ».
    pub status: String,
}

/// `/revue`.
pub fn reviews_page(around: &Around, view: &ReviewsView) -> String {
    document(around, "Revues", || {
        let entry = |name, label, value: &str| Entry::of(name, label, value, &view.faults);
        let title = entry("titre", "Titre", &view.title).required();
        let day = entry("jour", "Jour", &view.day).date().required();
        let mut people = entry("participants", "Participants", &view.participants)
            .hint("Fonctions ou directions présentes. Le compte rendu les cite.")
            .area();
        people.longest = "1000";
        let agenda = view.agenda.clone();
        view! {
            <h1 class="title">"Revues"</h1>
            {fault_summary(&view.faults)}
            <div class="two-thirds">
                <section class="section">
                    <h2 class="section-title">"Tenues et en cours"</h2>
                    {list(&view.lines)}
                </section>
                <section class="section two-thirds__side">
                    <h2 class="section-title">"Ouvrir une revue"</h2>
                    <p>{agenda}</p>
                    <form class="form" method="post" action="/revue">
                        {title.show()}
                        {day.show()}
                        {people.show()}
                        <p><button class="button">"Ouvrir la revue"</button></p>
                    </form>
                </section>
            </div>
        }
        .into_any()
    })
}

fn list(lines: &[ReviewLine]) -> AnyView {
    if lines.is_empty() {
        return view! {
            <p class="empty">
                "Aucune revue n’est ouverte. L’ordre du jour se fait seul, des objectifs en écart et des actions en retard."
            </p>
        }
        .into_any();
    }
    let rows = lines
        .iter()
        .map(|line| {
            TableRow::of([
                view! { <a href=line.address.clone()>{line.title.clone()}</a> }.into_any(),
                line.day.clone().into_any(),
                line.status.clone().into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "data-table--words",
        caption: "La plus récente d’abord",
        caption_seen: false,
        scrolls_as: Some("Liste des revues"),
        columns: &["Titre", "Jour", "État"],
        rows,
    })
}
