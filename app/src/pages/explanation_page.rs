use leptos::prelude::*;
use model::format::{date_short, percent};

use super::asked::{day, param};
use super::loaded::{Refresh, loaded};
use crate::components::{
    Here, breadcrumb, explanation_bar, explanation_ladder, known_weight, page_frame, page_title,
    recomputed, source_list,
};
use crate::functions::fetch_explanation;
use crate::state::{Clock, LiveState, PageLink};
use crate::view::ExplanationView;

/// `/lieu/{code}/calcul[/{theme}]`: a note as arithmetic.
#[component]
pub fn ExplanationPage() -> impl IntoView {
    let (code, theme, day) = (param("code"), param("theme"), day());
    let theme = move || Some(theme.get()).filter(|theme| !theme.is_empty());
    let view = Resource::new_blocking(
        move || (code.get(), theme(), day.get()),
        |(code, theme, day)| fetch_explanation(code, theme, day),
    );
    loaded(view, show)
}

fn show(view: ExplanationView, _: Refresh) -> AnyView {
    let frame = view.frame;
    let live = LiveState::from_context();
    let around = frame.clone();
    Effect::new(move |_| {
        // The arithmetic on this page is of one instant: only its age is live.
        live.enter(&around);
        crate::browser::follow(
            live,
            if around.past {
                vec![]
            } else {
                vec![model::live::Topic::Freshness]
            },
        );
    });
    let (clock, link) = (Clock::of(&frame), PageLink::of(&frame));
    let explanation = view.explanation;
    let place = view
        .path
        .last()
        .map(|crumb| crumb.name.clone())
        .unwrap_or_default();
    let last = format!(
        "{} · {}, {}",
        view.title,
        date_short(frame.day),
        clock.time(explanation.as_of)
    );
    let complete = percent(explanation.coverage.share(), 0);
    let known = known_weight(&explanation.rows);
    let sources = explanation
        .rows
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let names = view
                .source_names
                .get(i)
                .map(Vec::as_slice)
                .unwrap_or_default();
            source_list(row, names, known)
        })
        .collect_view();
    let body = if explanation.rows.is_empty() {
        view! {
            <p class="empty">
                "Aucun objectif n’est fixé ici ni en dessous\u{202f}: il n’y a pas de note à calculer. Importez-en un\u{202f}: "
                <code>"belvedere import objectives FICHIER"</code>
            </p>
        }
        .into_any()
    } else {
        (
            explanation_ladder(&explanation, &view.title, link),
            explanation_bar(&explanation),
            view! { <div class="explanation__sources">{sources}</div> },
        )
            .into_any()
    };
    let content = view! {
        {page_title(&format!("Le calcul de la note · {place}"))}
        {breadcrumb(view.path, Some(last), link)}
        <div class="explanation__lead">
            <h1 class="title">"Comment cette note est calculée"</h1>
            <div>
                <p>
                    "Chaque objectif compare le chemin parcouru au chemin demandé à ce jour. Les notes sont plafonnées à 10, puis pondérées."
                </p>
                {recomputed(explanation)}
                <p class="context">{format!("Complétude {complete}.")}</p>
            </div>
        </div>
        {body}
    }
    .into_any();
    page_frame(&frame, &Here::Method, "page--explanation", content)
}
