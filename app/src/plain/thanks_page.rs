use leptos::prelude::*;

use super::face::face;
use super::rating_head::rating_head;
use super::{Around, RatedView, bare_document};

/// `/avis/{counter}/merci`.
pub fn thanks_page(around: &Around, rated: &RatedView) -> String {
    bare_document(around, &format!("Merci, {}", rated.name), "bare", || {
        let next = if rated.tablet {
            view! {
                <p>"La page revient au début dans quelques secondes."</p>
                <p><a class="button button--plain bare__link" href=rated.start()>"Nouvel avis"</a></p>
            }
            .into_any()
        } else {
            let place = format!("/lieu/{}", rated.code);
            view! {
                <p>"Les résultats sont publiés chaque mois, quand au moins onze personnes ont répondu."</p>
                <p><a class="button button--plain bare__link" href=place>"Voir les résultats de cet accueil"</a></p>
            }
            .into_any()
        };
        view! {
            {rating_head(around, rated)}
            <div class="bare__thanks">
                {face(4)}
                <h1 class="title">"Merci"</h1>
                {next}
            </div>
        }
        .into_any()
    })
}
