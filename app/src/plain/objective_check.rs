use leptos::prelude::*;
use model::score::Asks;

use crate::chart::Chart;
use crate::components::{RowsTable, TableRow, chart_figure, rows_table};

/// What an objective would come to, before it is adopted.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveCheckView {
    /// What it says, in one sentence.
    pub summary: String,
    /// What it would have given, month by month; for one place.
    pub backtest: Option<Chart>,
    /// What it would give now, place by place; for several.
    pub places: Vec<CheckedPlaceLine>,
    /// How many more places there are than lines.
    pub more_places: usize,
    /// What gives pause, in sentences, each with its first words.
    pub warnings: Vec<(&'static str, String)>,
    /// What changes from the version in force.
    pub amendments: Vec<AmendmentLine>,
    /// Notes without and with it.
    pub effects: Vec<EffectOfObjective>,
    /// Why the note of the city does not move, where it does not.
    pub unmoved: Option<&'static str>,
    /// It asks for less than before: the reason and the decision are compulsory.
    pub loosens: bool,
}

/// One place among several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPlaceLine {
    /// Name.
    pub name: String,
    /// Value today.
    pub value: String,
    /// Target.
    pub target: String,
    /// The note it would have today.
    pub note: String,
    /// What gives pause.
    pub warning: &'static str,
}

/// A changed term, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendmentLine {
    /// « cible\u{202f}: 120,0 → 130,0 kWh/m² ».
    pub words: String,
    /// Which way.
    pub asks: Asks,
}

/// A note without and with the objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectOfObjective {
    /// Whose note.
    pub whose: String,
    /// As it is.
    pub without: String,
    /// As it would be.
    pub with: String,
    /// The difference.
    pub change: String,
}

/// What a changed term asks for, in one word.
pub fn asks_words(asks: Asks) -> &'static str {
    match asks {
        Asks::Less => "assoupli",
        Asks::More => "renforcé",
        Asks::Otherwise => "changé",
    }
}

/// The list of changed terms.
pub(super) fn amendment_list(lines: &[AmendmentLine]) -> AnyView {
    let lines = lines
        .iter()
        .map(|line| {
            let loosened = (line.asks != Asks::More).then_some("");
            view! {
                <li>
                    {format!("{} ", line.words)}
                    <span class="asks" data-loosened=loosened>{asks_words(line.asks)}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rules">{lines}</ul> }.into_any()
}

/// The check as it stands on the page of the form.
pub(super) fn objective_check(check: &ObjectiveCheckView) -> AnyView {
    let warnings = check
        .warnings
        .iter()
        .map(|(first, words)| {
            view! { <p class="form-notice form-notice--watch"><strong>{format!("{first}\u{202f}: ")}</strong>{words.clone()}</p> }
        })
        .collect_view();
    let amendments = (!check.amendments.is_empty()).then(|| {
        view! {
            <section class="section">
                <h3 class="section-title">"Ce qui change"</h3>
                {amendment_list(&check.amendments)}
            </section>
        }
    });
    let loosens = check.loosens.then(|| {
        view! {
            <p class="form-notice form-notice--watch">
                <strong>"Objectif assoupli\u{202f}: "</strong>
                "la raison et la référence de la décision sont obligatoires. Elles seront publiées."
            </p>
        }
    });
    let backtest = check
        .backtest
        .clone()
        .map(|chart| chart_figure(chart, "note sur 10, fin de mois"));
    view! {
        <section class="section objective-check" id="verification" tabindex="-1">
            <h2 class="section-title">"Ce que donnerait cet objectif"</h2>
            <p class="objective-check__summary">{check.summary.clone()}</p>
            {warnings}
            {loosens}
            {amendments}
            {effects(&check.effects)}
            {check.unmoved.map(|why| view! { <p class="context">{why}</p> })}
            {backtest}
            {places(check)}
        </section>
    }
    .into_any()
}

fn effects(effects: &[EffectOfObjective]) -> AnyView {
    let rows = effects
        .iter()
        .map(|effect| {
            TableRow::of([
                effect.whose.clone().into_any(),
                effect.without.clone().into_any(),
                effect.with.clone().into_any(),
                effect.change.clone().into_any(),
            ])
        })
        .collect();
    rows_table(RowsTable {
        class: "",
        caption: "Effet sur les notes aujourd’hui, à données égales",
        caption_seen: true,
        scrolls_as: None,
        columns: &["Note", "Sans", "Avec", "Écart"],
        rows,
    })
}

fn places(check: &ObjectiveCheckView) -> AnyView {
    if check.places.is_empty() {
        return ().into_any();
    }
    let rows = check
        .places
        .iter()
        .map(|place| {
            TableRow::of([
                place.name.clone().into_any(),
                place.value.clone().into_any(),
                place.target.clone().into_any(),
                place.note.clone().into_any(),
                place.warning.into_any(),
            ])
        })
        .collect();
    let more = (check.more_places > 0).then(
        || view! { <p class="context">{format!("Et {} autres lieux.", check.more_places)}</p> },
    );
    let table = rows_table(RowsTable {
        class: "",
        caption: "Lieu par lieu, aujourd’hui",
        caption_seen: true,
        scrolls_as: Some("Lieux concernés"),
        columns: &["Lieu", "Valeur", "Cible", "Note", "À regarder"],
        rows,
    });
    view! { {table} {more} }.into_any()
}
