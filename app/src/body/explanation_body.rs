use leptos::prelude::*;
use model::format::{date_short, percent};

use super::laid_out;
use crate::components::{
    breadcrumb, explanation_bar, explanation_ladder, import_hint, known_weight, recomputed,
    source_list,
};
use crate::state::{Clock, PageLink};
use crate::view::{ExplanationView, Here, PageView};

/// `/lieu/{code}/calcul[/{theme}]`: a note as arithmetic. It is of one
/// instant: only its age is live, so it follows no place.
pub fn explanation_body(view: ExplanationView) -> PageView {
    let frame = view.frame;
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
    let theme = explanation.theme.as_ref().map(ToString::to_string);
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
                "Aucun objectif n’est fixé ici ni en dessous\u{202f}: il n’y a pas de note à calculer."
            </p>
            {import_hint(
                "Un objectif se fixe à /admin/objectifs, ou s’importe\u{202f}:",
                "belvedere import objectives FICHIER",
            )}
        }
        .into_any()
    } else {
        (
            explanation_ladder(&explanation, &view.title, view.standing.level, link),
            explanation_bar(&explanation),
            view! {
                <p class="context">
                    "Partout ailleurs, une note est montrée avec un chiffre après la virgule, sans être arrondie vers le haut\u{202f}: 6,45 s’écrit 6,4. Un objectif ne paraît ainsi jamais atteint avant de l’être."
                </p>
            },
            view! { <div class="explanation__sources">{sources}</div> },
        )
            .into_any()
    };
    let content = view! {
        {breadcrumb(view.path, Some(last), link)}
        <div class="explanation__lead">
            <h1 class="title">"Comment cette note est calculée"</h1>
            <div>
                <p>
                    "Chaque objectif compare le chemin parcouru au chemin demandé à ce jour. Les notes sont plafonnées à 10, puis pondérées."
                </p>
                {recomputed()}
                <p class="context">
                    {format!("Complétude {complete}. ")}
                    <a href=link.change(explanation.place.as_str(), theme.as_deref())>
                        "Pourquoi elle a changé"
                    </a>
                </p>
            </div>
        </div>
        {body}
    }
    .into_any();
    let title = format!("Le calcul de la note · {place}");
    PageView {
        explanation: Some(Box::new(explanation)),
        ..laid_out(frame, Here::Method, "page--explanation", &title, content)
    }
}
