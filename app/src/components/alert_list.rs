use leptos::prelude::*;
use model::watch::AlertState;

use crate::state::PageLink;
use crate::view::AlertCard;

/// Alerts in full, one below the other; nothing where there are none.
pub fn alert_list(cards: Vec<AlertCard>, link: PageLink) -> AnyView {
    if cards.is_empty() {
        return ().into_any();
    }
    let cards = cards
        .into_iter()
        .map(|card| alert(card, link))
        .collect_view();
    view! { <div class="alerts">{cards}</div> }.into_any()
}

fn alert(card: AlertCard, link: PageLink) -> AnyView {
    let state = state_name(card.state);
    let life = card
        .life
        .into_iter()
        .map(|(when, what)| {
            view! { <li class="alert__step"><span class="alert__when">{when}</span> <span>{what}</span></li> }
        })
        .collect_view();
    let title = card.title;
    view! {
        <article class=format!("alert alert--{state}")>
            <p class="alert__state">
                <span class="alert__mark" aria-hidden="true"></span>
                {card.since}
            </p>
            <h2 class="alert__title"><a href=link.to(&format!("/alertes/{}", card.id))>{title}</a></h2>
            <p class="alert__fact">{card.fact}</p>
            {card.explanation.map(|words| view! { <p class="alert__words">"« " {words} " »"</p> })}
            <ol class="alert__life">{life}</ol>
        </article>
    }
    .into_any()
}

/// The name of a state in the sheet.
const fn state_name(state: AlertState) -> &'static str {
    match state {
        AlertState::Open => "open",
        AlertState::Acknowledged => "acknowledged",
        AlertState::Explained => "explained",
        AlertState::Closed => "closed",
    }
}
