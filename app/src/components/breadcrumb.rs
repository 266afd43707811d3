use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::Crumb;

/// The way down from the city; `last` is the page itself, without a link.
pub fn breadcrumb(path: Vec<Crumb>, last: Option<String>, link: PageLink) -> AnyView {
    if path.is_empty() && last.is_none() {
        return ().into_any();
    }
    let steps = path
        .into_iter()
        .map(|crumb| {
            view! { <li><a href=link.place(&crumb.code)>{crumb.name}</a></li> }
        })
        .collect_view();
    let last = last.map(|name| view! { <li aria-current="page">{name}</li> });
    view! {
        <nav class="breadcrumb" aria-label="Fil d’Ariane">
            <ol>{steps} {last}</ol>
        </nav>
    }
    .into_any()
}
