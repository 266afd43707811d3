use leptos::prelude::*;

use super::laid_out;
use crate::chart::ChartTable;
use crate::components::{alert_list, headline, table_links};
use crate::state::PageLink;
use crate::view::{Address, AlertCard, AlertsView, Here, PageView};

/// States that can be chosen: value of `?etat=`, words. Without one, all but closed.
const STATES: [(&str, &str); 6] = [
    ("", "En cours"),
    ("open", "Ouvertes"),
    ("acknowledged", "Prises en charge"),
    ("explained", "Expliquées"),
    ("closed", "Closes"),
    ("toutes", "Toutes"),
];

/// `/alertes`: what the watch found, by place, cause and state.
pub fn alerts_body(view: AlertsView, asked: &Address) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let kept = asked
        .words_but(&["etat", "cause", "lieu"])
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    let states = STATES
        .map(|(value, words)| (value.to_owned(), words.to_owned()))
        .into();
    let any = |words: &str| (String::new(), words.to_owned());
    let causes = core::iter::once(any("Toutes les causes"))
        .chain(view.causes)
        .collect();
    let places = core::iter::once(any("Toute la ville"))
        .chain(view.places)
        .collect();
    let list = if view.cards.is_empty() {
        view! {
            <p class="empty">
                "Rien à signaler pour ce choix. La surveillance regarde chaque journée achevée, compteur par compteur."
            </p>
        }
        .into_any()
    } else {
        let links = table_links(&ChartTable {
            caption: String::from("Alertes"),
            columns: [
                "Numéro",
                "Lieu",
                "Depuis",
                "Constat",
                "Mesuré et attendu",
                "Explication",
            ]
            .map(String::from)
            .to_vec(),
            rows: view.cards.iter().map(cells).collect(),
        });
        view! {
            {alert_list(view.cards, link)}
            <div inner_html=links></div>
        }
        .into_any()
    };
    let content = view! {
        <nav class="breadcrumb" aria-label="Fil d’Ariane">
            <ol>
                <li><a href=link.to("/")>{frame.city.clone()}</a></li>
                <li aria-current="page">"Alertes"</li>
            </ol>
        </nav>
        <p class="context">{view.context}</p>
        <h1 class="title headline">{headline(view.headline)}</h1>
        <form class="choice" method="get" action="/alertes">
            {kept}
            {choice("etat", "État", states, asked)}
            {choice("cause", "Cause", causes, asked)}
            {choice("lieu", "Lieu", places, asked)}
            <button class="button" type="submit">"Afficher"</button>
        </form>
        {list}
    }
    .into_any();
    laid_out(frame, Here::Elsewhere, "page--alerts", "Alertes", content)
}

fn cells(card: &AlertCard) -> Vec<String> {
    vec![
        card.id.to_string(),
        card.place_name.clone(),
        card.since.clone(),
        card.title.clone(),
        card.fact.clone(),
        card.explanation.clone().unwrap_or_default(),
    ]
}

fn choice(
    name: &'static str,
    words: &'static str,
    values: Vec<(String, String)>,
    asked: &Address,
) -> AnyView {
    let chosen = asked.word(name).unwrap_or_default().to_owned();
    let options = values
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect_view();
    let id = format!("choix-{name}");
    view! {
        <div class="choice__field">
            <label for=id.clone()>{words}</label>
            <select id=id name=name>{options}</select>
        </div>
    }
    .into_any()
}
