use leptos::prelude::*;

use super::steering_view::{SteeringChoice, SteeringLoad, SteeringView};
use super::{Around, document};
use crate::components::{RowsTable, TableRow, breadcrumb, chart_figure, rows_table};
use crate::state::PageLink;

/// `/lieu/{code}/pilotage`: what those who answer for the reception decide on.
pub fn steering_page(around: &Around, view: &SteeringView) -> String {
    let title = format!("Pilotage de l’accueil · {}", view.name);
    let link = PageLink::of(&around.frame);
    document(around, &title, || {
        let back = format!("/lieu/{}/accueil", view.code);
        let content = if view.is_known {
            sections(view)
        } else {
            view! {
                <p class="empty">
                    "Aucun jour d’accueil n’est encore terminé ici\u{202f}: la charge se lit sur des jours passés. Sans relevé, branchez le système de files d’attente, ou importez ses événements\u{202f}: "
                    <code>"belvedere import ticket-events FICHIER"</code>
                </p>
            }
            .into_any()
        };
        view! {
            <div class="steering">
                {breadcrumb(view.path.clone(), Some(String::from("Pilotage de l’accueil")), link)}
                <p class="context">{view.period.clone()}</p>
                <h1 class="title">"Pilotage de l’accueil\u{202f}: "{view.name.clone()}</h1>
                <p class="lead__links">
                    <a href=back>"L’accueil vu par tous"</a>
                    " · "
                    <span class="context">
                        "Réservé à la direction. Un guichet n’est jamais un agent\u{202f}: rien n’est montré sous trois guichets."
                    </span>
                </p>
                {content}
            </div>
        }
        .into_any()
    })
}

fn sections(view: &SteeringView) -> AnyView {
    let load = match &view.load {
        Ok(load) => self::load(load),
        Err(why) => view! { <p class="empty">{why.clone()}</p> }.into_any(),
    };
    view! {
        <section class="section steering__load" id="charge">
            <h2 class="section-title">"Charge et guichets"</h2>
            {choices("Point d’accueil", &view.counters)}
            {choices("Jour de la semaine", &view.weekdays)}
            {load}
        </section>
        {leaving(view)}
        {announced(view)}
        {groups(view)}
    }
    .into_any()
}

fn choices(name: &'static str, all: &[SteeringChoice]) -> AnyView {
    if all.is_empty() {
        return ().into_any();
    }
    let links = all
        .iter()
        .map(|one| {
            let current = one.chosen.then_some("true");
            let (way, words) = (one.address.clone(), one.name.clone());
            view! { <li><a href=way aria-current=current>{words}</a></li> }
        })
        .collect_view();
    view! { <nav aria-label=name><ul class="steering__choices">{links}</ul></nav> }.into_any()
}

fn load(load: &SteeringLoad) -> AnyView {
    let basis = load.basis.iter().cloned();
    let basis = basis.map(|line| view! { <li>{line}</li> }).collect_view();
    let table = RowsTable {
        class: "steering__hours",
        caption: "Attente prévue avec les guichets ouverts, et avec un de plus.",
        caption_seen: true,
        scrolls_as: Some("Charge heure par heure"),
        columns: &[
            "Heure",
            "Arrivées par heure",
            "Charge",
            "Attente moyenne",
            "Attente, un guichet de plus",
            "Reçus à temps",
            "À temps, un guichet de plus",
        ],
        rows: rows(&load.hours),
    };
    let promised = load.promised_min;
    view! {
        <p class="steering__advice">{load.advice.clone()}</p>
        {chart_figure(load.chart.clone(), ())}
        <h3 class="steering__title">{load.title.clone()}</h3>
        {rows_table(table)}
        <ul class="steering__basis">
            {basis}
            <li>
                {format!("«\u{202f}Reçus à temps\u{202f}»\u{202f}: part des visiteurs qui attendraient {promised}\u{202f}min au plus.")}
            </li>
            <li>
                "Calcul d’Erlang (M/M/s)\u{202f}: arrivées au hasard, chaque guichet sert tout le monde, personne ne renonce. L’attente prévue est donc un majorant."
            </li>
        </ul>
    }
    .into_any()
}

fn leaving(view: &SteeringView) -> AnyView {
    let content = if view.leaving.is_empty() {
        few()
    } else {
        rows_table(RowsTable {
            class: "steering__reasons",
            caption: "Tickets des quatre dernières semaines qui n’ont pas mené à un guichet.",
            caption_seen: true,
            scrolls_as: None,
            columns: &["Motif", "Part des tickets"],
            rows: rows(&view.leaving),
        })
    };
    let chart = view.leaving_hours.clone();
    let chart = chart.map(|chart| chart_figure(chart, ()));
    view! {
        <section class="section">
            <h2 class="section-title">"Abandons"</h2>
            {content}
        </section>
        {chart}
    }
    .into_any()
}

fn announced(view: &SteeringView) -> AnyView {
    let content = if view.announced.is_empty() {
        few()
    } else {
        rows_table(RowsTable {
            class: "",
            caption: "Attente annoncée à la prise du ticket, comparée à celle qui a suivi\u{202f}; 28 jours et aujourd’hui.",
            caption_seen: true,
            scrolls_as: Some("Justesse de l’attente annoncée"),
            columns: &[
                "Point d’accueil",
                "Annonces",
                "Écart moyen",
                "Biais",
                "À 5 min près",
            ],
            rows: rows(&view.announced),
        })
    };
    view! {
        <section class="section">
            <h2 class="section-title">"L’attente annoncée était-elle juste\u{202f}?"</h2>
            {content}
        </section>
    }
    .into_any()
}

fn groups(view: &SteeringView) -> AnyView {
    let columns = &[
        "Point d’accueil",
        "Guichets",
        "Occupation",
        "Clos par la fin de journée",
        "Clos en moins de 15 s",
        "Jours muets",
    ];
    let table = (!view.groups.is_empty()).then(|| {
        rows_table(RowsTable {
            class: "",
            caption: "Quatre semaines. Les points d’accueil de moins de trois guichets sont réunis.",
            caption_seen: true,
            scrolls_as: Some("Occupation et hygiène des données"),
            columns,
            rows: rows(&view.groups),
        })
    });
    let apart = view.apart.clone();
    let apart = apart.map(|why| view! { <p class="steering__apart">{why}</p> });
    view! {
        <section class="section">
            <h2 class="section-title">"Occupation et hygiène des données"</h2>
            {table}
            {apart}
            <p class="steering__apart">{view.set_aside.clone()}</p>
            <p class="context steering__apart">
                "Occupation\u{202f}: temps passé à servir, du temps où les guichets étaient ouverts. Jours muets\u{202f}: jours d’ouverture sans un seul ticket connu."
            </p>
        </section>
    }
    .into_any()
}

fn few() -> AnyView {
    view! { <p class="empty">"Trop peu de passages pour le dire."</p> }.into_any()
}

fn rows<const N: usize>(lines: &[[String; N]]) -> Vec<TableRow> {
    let row = |line: &[String; N]| TableRow::of(line.clone().map(IntoAny::into_any));
    lines.iter().map(row).collect()
}
