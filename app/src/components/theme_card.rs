use leptos::prelude::*;
use model::engine::Standing;
use model::time::At;

use super::{Badge, note_badge};
use crate::state::{Clock, PageLink};
use crate::view::ThemeCard;

/// One theme of the city: name, note, level, trend, and the fact behind it.
pub fn theme_card(
    card: ThemeCard,
    standing: Signal<Standing>,
    latest_at: Signal<Option<At>>,
    clock: Clock,
    link: PageLink,
) -> AnyView {
    let badge = note_badge(Badge {
        name: String::new(),
        standing,
        latest_at,
        clock,
        size: "theme",
        horizon: false,
    });
    view! {
        <li class="theme-card">
            <h2 class="theme-card__name">
                <a href=link.theme(&card.code)>{card.name}</a>
            </h2>
            {badge}
            <p class="theme-card__fact">{card.fact}</p>
        </li>
    }
    .into_any()
}
