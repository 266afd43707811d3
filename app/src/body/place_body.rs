use leptos::prelude::*;

use super::laid_out;
use crate::components::{
    Badge, alert_list, badge_spot, breadcrumb, chart_figure, corrections_table, event_lines,
    figure_lines, headline, import_hint, objective_lines, part_list, readings_table, sub_meters,
};
use crate::state::{Clock, PageLink};
use crate::view::{Fluid, Here, PageView, PlaceView, Watched};

/// What a site costs and emits.
const COSTS: &str = "Ce que cela coûte, ce que cela émet";

/// `/lieu/{code}`: any place, from a district to a meter.
pub fn place_body(view: PlaceView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let mut follow = vec![view.code.clone()];
    follow.extend(view.parts.iter().map(|part| part.code.clone()));
    let badge = Badge {
        name: "",
        standing: &view.standing.standing,
        latest_at: view.standing.latest_at,
        clock: Clock::of(&frame),
        horizon: true,
    };
    let badge = badge_spot(&badge, &view.code, None, "page");
    let judged = view.standing.standing.judged;
    let method = judged.then(|| {
        view! {
            <a href=link.explanation(&view.code, None)>"Comment cette note est calculée"</a> " · "
            <a href=link.change(&view.code, None)>"Pourquoi elle a changé"</a>
        }
    });
    let objectives = (judged && !view.objectives.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 class="section-title">"Objectifs"</h2>
                {objective_lines(view.objectives, link)}
            </section>
        }
    });
    let parts = (!view.parts.is_empty()).then(|| part_list(view.parts, view.parts_title, link));
    let readings = (!view.readings.is_empty()).then(|| readings_table(view.readings, view.series));
    let corrections = corrections_table(view.corrections);
    let rank = view.rank.map(|rank| chart_figure(rank.chart, ()));
    let reception = view.receives.then(|| {
        let address = link.to(&format!("/lieu/{}/accueil", view.code));
        let between = judged.then_some(" · ");
        view! { {between} <a href=address>"L’accueil en détail"</a> }
    });
    let report = link.to(&format!("/lieu/{}/rapport.pdf", view.code));
    let feed = format!("/flux/{}.atom", view.code);
    let compare = (!view.fluids.is_empty()).then(|| {
        let address = link.to(&format!("/lieu/{}/comparer", view.code));
        let between = judged.then_some(" · ");
        view! { {between} <a href=address>"Comparer des périodes"</a> }
    });
    let data = view.has_data.then(|| {
        let address = link.to(&format!("/lieu/{}/donnees.csv", view.code));
        let by_day = if address.contains('?') {
            "&pas=jour"
        } else {
            "?pas=jour"
        };
        [address.clone(), format!("{address}{by_day}")]
    });
    let nothing = (view.fluids.is_empty() && readings.is_none() && parts.is_none()).then(|| {
        view! {
            <p class="empty">"Aucun relevé n’est encore arrivé pour ce lieu."</p>
            {import_hint("Importez les siens\u{202f}:", "belvedere import readings FICHIER")}
        }
    });
    // Above the sites a place is first of all the way to its parts.
    let columns = if view.path.len() < 2 {
        "two-thirds two-thirds--parts-first"
    } else {
        "two-thirds"
    };
    let content = view! {
        {breadcrumb(view.path, None, link)}
        <h1 class="title place__name">{view.name.clone()}</h1>
        <p class="context">{view.facts}</p>
        <div class="lead lead--place">
            {badge}
            <div class="lead__words">
                <p class="headline">{headline(view.headline)}</p>
                <p class="lead__links">{method} {compare} {reception}</p>
                <p class="lead__links">
                    <a href=report rel="external">"Rapport PDF"</a>
                    " · " <a href=feed rel="external">"Suivre les changements (Atom)"</a>
                </p>
            </div>
        </div>
        <div class=columns>
            <div class="two-thirds__main">
                {alert_list(view.alerts, link)}
                {view.trajectory.map(|chart| chart_figure(chart, ()))}
                {fluids(view.fluids, data)}
                {view.load_curve.map(|chart| chart_figure(chart, ()))}
                {view.heat_map.map(|chart| chart_figure(chart, "moyenne de trois semaines"))}
                {view.signature.map(|chart| chart_figure(chart, "un point par jour, douze mois"))}
                {rank}
                {nothing}
            </div>
            <div class="two-thirds__side">
                {objectives} {figure_lines(COSTS, view.figures, link)} {sub_meters(view.sub_meters, link)}
                {event_lines(view.events)}
                {serves(view.serves)} {parts} {readings} {corrections}
            </div>
        </div>
    }
    .into_any();
    let title = format!("{} · {}", view.name, frame.city);
    PageView {
        follow,
        watch: Some(Watched {
            place: view.code,
            theme: None,
            note: view.standing.standing.note,
        }),
        ..laid_out(frame, Here::Places, "page--place", &title, content)
    }
}

/// What a shared meter serves.
fn serves(shares: Vec<String>) -> AnyView {
    if shares.is_empty() {
        return ().into_any();
    }
    let rows = shares
        .into_iter()
        .map(|share| view! { <li>{share}</li> })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Ce que ce compteur dessert"</h2>
            <ul class="rules">{rows}</ul>
        </section>
    }
    .into_any()
}

/// Twelve months of each fluid; `data` is where their figures can be had.
fn fluids(fluids: Vec<Fluid>, data: Option<[String; 2]>) -> AnyView {
    if fluids.is_empty() {
        return ().into_any();
    }
    let blocks = fluids
        .into_iter()
        .map(|fluid| {
            let mut chart = fluid.chart;
            chart.title = fluid.name;
            let also = fluid.also.map(|metered| {
                view! { <span class="fluid__also">{format!("{metered} relevés")}</span> }
            });
            let total = view! { <strong>{fluid.total}</strong> " " {fluid.change} {also} };
            view! { <div class=format!("fluid fluid--{}", fluid.code)>{chart_figure(chart, total)}</div> }
        })
        .collect_view();
    view! {
        <section class="fluids section">
            <h2 class="section-title">"Douze mois"</h2>
            <p class="context">
                "Barres\u{202f}: douze derniers mois. Trait\u{202f}: un an plus tôt. Mois en cours plus pâle."
            </p>
            {blocks}
            {data.map(|[months, days]| view! {
                <p class="fluids__data">
                    "Télécharger tous les fluides (CSV)\u{202f}: "
                    <a href=months download>"par mois"</a> ", " <a href=days download>"par jour"</a>
                </p>
            })}
        </section>
    }
    .into_any()
}
