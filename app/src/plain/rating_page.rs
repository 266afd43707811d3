use leptos::prelude::*;

use super::face::face;
use super::field::notice;
use super::rating_head::rating_head;
use super::{Around, RatedView, bare_document};

/// The words of the five faces.
const WORDS: [(u8, &str); 5] = [
    (1, "Très mécontent"),
    (2, "Mécontent"),
    (3, "Ni l’un ni l’autre"),
    (4, "Content"),
    (5, "Très content"),
];

/// Why the answer before does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RatingNotice {
    /// No face was chosen.
    NoFace,
    /// The page was open for too long.
    TooOld,
    /// Too many answers came; the seconds to wait.
    Wait(i64),
}

impl RatingNotice {
    fn words(self) -> String {
        match self {
            Self::NoFace => String::from("Touchez l’un des cinq visages."),
            Self::TooOld => String::from(
                "La page était ouverte depuis trop longtemps. Touchez de nouveau un visage.",
            ),
            Self::Wait(seconds) if seconds > 90 => format!(
                "Beaucoup d’avis arrivent d’ici en ce moment. Le vôtre nous intéresse\u{202f}: revenez dans {}\u{202f}minutes.",
                seconds.saturating_add(59) / 60
            ),
            Self::Wait(_) => String::from(
                "Beaucoup d’avis arrivent d’ici en ce moment. Le vôtre nous intéresse\u{202f}: revenez dans une minute.",
            ),
        }
    }
}

/// `/avis/{counter}`: five faces.
pub fn rating_page(
    around: &Around,
    rated: &RatedView,
    form: &str,
    told: Option<RatingNotice>,
) -> String {
    bare_document(
        around,
        &format!("Votre avis, {}", rated.name),
        "bare",
        || {
            let faces = WORDS.map(|(score, words)| {
                view! {
                    <button class="faces__one" name="note" value=score.to_string()>
                        {face(score)}
                        <span>{words}</span>
                    </button>
                }
            });
            let told =
                told.map(|told| notice(told.words(), !matches!(told, RatingNotice::Wait(_))));
            view! {
            {rating_head(around, rated)}
            <h1 class="title" id="question">"Comment s’est passée votre visite\u{202f}?"</h1>
            {told}
            <form class="faces" method="post" action=rated.start() aria-labelledby="question">
                <input type="hidden" name="jeton" value=form.to_owned()/>
                {faces.collect_view()}
            </form>
            <p class="context">"Nous gardons le visage touché et l’heure, rien d’autre. Personne ne saura que c’était vous."</p>
        }
        .into_any()
        },
    )
}
