use leptos::prelude::*;
use model::reception::RatingReason;

use super::rating_head::rating_head;
use super::{Around, RatedView, bare_document};

/// After a face: why, in one touch or none.
pub fn reason_page(around: &Around, rated: &RatedView, form: &str, satisfied: bool) -> String {
    let question = if satisfied {
        "Qu’avez-vous apprécié\u{202f}?"
    } else {
        "Qu’est-ce qui a manqué\u{202f}?"
    };
    bare_document(
        around,
        &format!("Votre avis, {}", rated.name),
        "bare",
        || {
            let reasons = RatingReason::ALL.map(|reason| {
                let words = if satisfied {
                    reason.praise()
                } else {
                    reason.words()
                };
                view! {
                    <button class="reasons__one" name="raison" value=reason.as_str()>
                        {words}
                    </button>
                }
            });
            let left = rated
                .tablet
                .then_some(" Sans réponse, la page revient au début dans une minute.");
            view! {
            {rating_head(around, rated)}
            <p class="bare__done" role="status">"Votre avis est compté."</p>
            <h1 class="title" id="question">{question}</h1>
            <form class="reasons" method="post" action=rated.address("/raison") aria-labelledby="question">
                <input type="hidden" name="jeton" value=form.to_owned()/>
                {reasons.collect_view()}
                <button class="button button--plain reasons__none" name="raison" value="">
                    "Envoyer sans préciser"
                </button>
            </form>
            <p class="context">"Une seule réponse, si vous le souhaitez." {left}</p>
        }
        .into_any()
        },
    )
}
