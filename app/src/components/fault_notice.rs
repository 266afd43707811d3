use leptos::prelude::*;

use super::brand::brand_mark;
use super::{Here, page_frame, page_title};
use crate::functions::{FaultReason, PageFault};
use crate::state::PageLink;
use crate::view::Frame;

/// A page that cannot be shown: what happened and what to do.
pub fn fault_notice(fault: PageFault) -> AnyView {
    let (title, why, todo) = match fault.reason {
        FaultReason::NotFound => (
            "Cette page n’existe pas",
            "L’adresse est peut-être mal recopiée, ou le lieu a changé de code.",
            "Cherchez-le depuis la ville ou dans la liste des lieux.",
        ),
        FaultReason::BadDay => (
            "Cette date n’est pas comprise",
            "L’adresse contient « ?au= » suivi d’autre chose qu’une date.",
            "Écrivez l’année, le mois et le jour\u{202f}: ?au=2026-11-24.",
        ),
        FaultReason::Unavailable => (
            "La page est momentanément indisponible",
            "Le serveur n’a pas pu lire les données. Rien n’est perdu.",
            "Réessayez dans une minute.",
        ),
    };
    let notice = |ways: AnyView| {
        view! {
            {page_title(title)}
            <div class="fault-notice">
                <h1 class="title">{title}</h1>
                <p class="fault-notice__why">{why}</p>
                <p>{todo}</p>
                {ways}
            </div>
        }
        .into_any()
    };
    match fault.frame {
        Some(frame) => {
            let content = notice(ways(&frame));
            page_frame(&frame, &Here::Elsewhere, "page--fault", content)
        }
        None => {
            let content =
                notice(view! { <p><a href="/">"Aller à la page de la ville"</a></p> }.into_any());
            view! {
                <header class="site-header">
                    <div class="site-header__inner">
                        <a class="brand" href="/">
                            {brand_mark()} <span class="brand__name">"Belvédère"</span>
                        </a>
                    </div>
                </header>
                <main id="contenu" class="page page--fault" tabindex="-1">{content}</main>
            }
            .into_any()
        }
    }
}

fn ways(frame: &Frame) -> AnyView {
    let link = PageLink::of(frame);
    view! {
        <ul class="fault-notice__ways">
            <li><a href=link.to("/")>{format!("Aller à la page de {}", frame.city)}</a></li>
            <li><a href=link.place(&frame.city_code)>"Voir la liste des lieux"</a></li>
        </ul>
    }
    .into_any()
}
