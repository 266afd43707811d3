use leptos::prelude::*;

use super::account_link::account_link;
use super::audience_links::audience_links;
use super::brand::brand_mark;
use crate::browser::close_menu;
use crate::state::PageLink;
use crate::view::{Frame, Here};

/// Name, town and the ways to the other pages.
pub fn site_header(frame: &Frame, here: &Here) -> AnyView {
    let link = PageLink::of(frame);
    let ways = ways(frame, here);
    // Before places are imported there is no town to name.
    let town = (!frame.city.is_empty())
        .then(|| view! { <span class="brand__town">{format!("Ville de {}", frame.city)}</span> });
    // The strip has no room for them on a phone.
    let audiences = (!frame.city.is_empty()).then(|| {
        view! {
            <p class="menu__label" id="vues">"Vues"</p>
            <ul aria-labelledby="vues">{audience_links(frame, here)}</ul>
        }
    });
    view! {
        <header class="site-header">
            <div class="site-header__inner">
                <a class="brand" href=link.to("/")>
                    {brand_mark()}
                    <span class="brand__name">"Belvédère"</span>
                    {town}
                </a>
                <nav class="site-header__nav" aria-label="Navigation principale">
                    <ul>{items(&ways)}</ul>
                </nav>
                <details class="menu">
                    <summary>"Menu" <span class="menu__bars" aria-hidden="true"></span></summary>
                    <nav aria-label="Menu" on:click=|_| close_menu()>
                        <ul>{items(&ways)}</ul>
                        {audiences}
                    </nav>
                </details>
            </div>
        </header>
    }
    .into_any()
}

/// Address, word, and whether the page is there.
type Way = (String, String, bool);

fn ways(frame: &Frame, here: &Here) -> Vec<Way> {
    let link = PageLink::of(frame);
    let mut ways = vec![(link.to("/"), String::from("Ville"), *here == Here::City)];
    ways.extend(frame.themes.iter().map(|theme| {
        let is_here = matches!(here, Here::Theme(code) if *code == theme.code);
        (link.theme(&theme.code), theme.name.clone(), is_here)
    }));
    ways.push((
        link.place(&frame.city_code),
        String::from("Lieux"),
        *here == Here::Places,
    ));
    if frame.receives {
        let is_here = *here == Here::Welcome;
        ways.push((link.to("/accueil"), String::from("Attente"), is_here));
    }
    let method = link.explanation(&frame.city_code, None);
    ways.push((method, String::from("Méthode"), *here == Here::Method));
    ways
}

fn items(ways: &[Way]) -> impl IntoView + use<> {
    let ways = ways
        .iter()
        .cloned()
        .map(|(address, word, is_here)| {
            let current = is_here.then_some("page");
            view! { <li><a href=address aria-current=current>{word}</a></li> }
        })
        .collect_view();
    view! { {ways} <li>{account_link()}</li> }
}
