use leptos::prelude::*;

use super::brand::brand_mark;
use super::page_title;

/// When the server did not answer at all: what happened and what to do.
pub fn fault_notice() -> AnyView {
    let title = "La page est momentanément indisponible";
    view! {
        {page_title(title)}
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href="/">
                    {brand_mark()} <span class="brand__name">"Belvédère"</span>
                </a>
            </div>
        </header>
        <main id="contenu" class="page page--fault" tabindex="-1">
            <div class="fault-notice">
                <h1 class="title">{title}</h1>
                <p class="fault-notice__why">"Le serveur n’a pas répondu. Rien n’est perdu."</p>
                <p>"Réessayez dans une minute."</p>
                <p><a href="/">"Aller à la page de la ville"</a></p>
            </div>
        </main>
    }
    .into_any()
}
