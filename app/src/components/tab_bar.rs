use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::{Frame, Here};

/// The four words at the foot of a phone.
pub fn tab_bar(frame: &Frame, here: &Here) -> AnyView {
    let link = PageLink::of(frame);
    let themes = match frame.themes.as_slice() {
        [only] => link.theme(&only.code),
        _ => format!("{}#themes", link.to("/")),
    };
    let tabs = [
        (link.to("/"), "Ville", *here == Here::City),
        (themes, "Thèmes", matches!(here, Here::Theme(_))),
        (link.place(&frame.city_code), "Lieux", *here == Here::Places),
        if frame.receives {
            (link.to("/accueil"), "Attente", *here == Here::Welcome)
        } else {
            let method = link.explanation(&frame.city_code, None);
            (method, "Méthode", *here == Here::Method)
        },
    ];
    let tabs = tabs
        .into_iter()
        .map(|(address, word, is_here)| {
            let current = is_here.then_some("page");
            view! { <li><a href=address aria-current=current>{word}</a></li> }
        })
        .collect_view();
    view! { <nav class="tab-bar" aria-label="Raccourcis"><ul>{tabs}</ul></nav> }.into_any()
}
