use leptos::prelude::*;
use model::engine::Standing;
use model::time::At;

use super::Badge;
use super::badge_spot::badge_spot;
use crate::state::{Clock, PageLink};
use crate::view::{Frame, ThemeCard};

/// One theme of the city: name, note, level, trend, and the fact behind it.
pub fn theme_card(
    card: &ThemeCard,
    standing: &Standing,
    latest_at: Option<At>,
    frame: &Frame,
) -> AnyView {
    let badge = Badge {
        name: "",
        standing,
        latest_at,
        clock: Clock::of(frame),
        horizon: false,
    };
    let badge = badge_spot(&badge, &frame.city_code, Some(&card.code), "theme");
    view! {
        <li class="theme-card">
            <h2 class="theme-card__name">
                <a href=PageLink::of(frame).theme(&card.code)>{card.name.clone()}</a>
            </h2>
            {badge}
            <p class="theme-card__fact">{card.fact.clone()}</p>
        </li>
    }
    .into_any()
}
