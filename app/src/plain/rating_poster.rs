use leptos::prelude::*;

use super::rating_head::rating_head;
use super::{Around, RatedView, bare_document};

/// The code of a poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PosterView {
    /// Where it leads.
    pub address: String,
    /// The path of its dark modules.
    pub path: String,
    /// The side of the square they stand in.
    pub side: usize,
}

/// `/avis/{counter}/affiche`: a sheet of A4.
pub fn rating_poster(around: &Around, rated: &RatedView, poster: &PosterView) -> String {
    bare_document(
        around,
        &format!("Affiche, {}", rated.name),
        "bare bare--poster",
        || {
            let side = poster.side;
            let shown = poster
                .address
                .split_once("://")
                .map_or(poster.address.as_str(), |(_, rest)| rest);
            view! {
            {rating_head(around, rated)}
            <h1 class="title">"Comment s’est passée votre visite\u{202f}?"</h1>
            <p class="bare__say">"Dites-le en deux gestes. Sans nom, sans compte."</p>
            <svg class="poster__code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=format!("Code à photographier, qui mène à {shown}")>
                <rect class="poster__paper" width=side height=side/>
                <path class="poster__ink" d=poster.path.clone()/>
            </svg>
            <p class="bare__say poster__how">"Photographiez ce code, ou écrivez\u{202f}:" <strong>{shown.to_owned()}</strong></p>
            <p class="context poster__print">"À imprimer sur une feuille A4, en portrait."</p>
        }
        .into_any()
        },
    )
}
