use leptos::prelude::*;

use super::laid_out;
use crate::view::{Frame, Here, PageView};

/// `/accessibilite`: the declaration the law asks for, as long as nobody has audited.
pub fn accessibility_body(frame: Frame) -> PageView {
    let content = view! {
        <article class="prose">
            <h1 class="title">"Accessibilité\u{202f}: non conforme"</h1>
            <p>
                "Ce service n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité (RGAA 4.1). Tant qu’un audit ne l’a pas établi, il doit être déclaré non conforme."
            </p>
            <h2 class="section-title">"Ce qui est fait"</h2>
            <ul class="rules">
                <li>"Toutes les pages se lisent sans JavaScript et au clavier."</li>
                <li>"Niveau et tendance se lisent par la forme et par le mot avant la couleur."</li>
                <li>"Chaque graphique a un titre, une description et un tableau de ses chiffres."</li>
                <li>"Les contrastes sont calculés, en clair comme en sombre."</li>
                <li>"Des tests automatiques cherchent les défauts à chaque changement."</li>
            </ul>
            <h2 class="section-title">"Ce qui n’est pas établi"</h2>
            <ul class="rules">
                <li>"Aucun audit humain n’a eu lieu."</li>
                <li>"Aucun essai n’a été mené avec des personnes handicapées."</li>
            </ul>
            <h2 class="section-title">"Un obstacle\u{202f}?"</h2>
            <p>
                "Écrivez à la mairie\u{202f}: elle doit vous donner l’information par un autre moyen. Sans réponse, vous pouvez saisir le Défenseur des droits."
            </p>
        </article>
    };
    let title = "Accessibilité\u{202f}: non conforme";
    laid_out(frame, Here::Elsewhere, "page--prose", title, content)
}
