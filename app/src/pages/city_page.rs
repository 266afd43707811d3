use leptos::prelude::*;
use model::format::{date_long, note as note_text, percent};

use super::asked::day;
use super::follow::follow;
use super::loaded::{Refresh, loaded};
use crate::components::{
    Badge, Here, city_map, headline, moved_list, note_badge, page_frame, page_title,
    places_by_level, theme_card,
};
use crate::functions::fetch_city;
use crate::state::{Clock, LiveState, PageLink};
use crate::view::{CityView, Frame, ThemeCard};

/// `/`: the whole city.
#[component]
pub fn CityPage() -> impl IntoView {
    let day = day();
    loaded(Resource::new_blocking(move || day.get(), fetch_city), show)
}

fn show(view: CityView, refresh: Refresh) -> AnyView {
    let live = LiveState::from_context();
    let frame = view.frame.clone();
    let (clock, link) = (Clock::of(&frame), PageLink::of(&frame));
    if view.empty {
        return page_frame(&frame, &Here::City, "page--empty", empty(&frame));
    }
    let code = frame.city_code.clone();
    let standing = live.standing(&frame.live, &code, view.standing.standing);
    let latest_at = live.place_latest(&frame.live, &view.standing);
    let mut places = vec![code.clone()];
    places.extend(view.map.iter().flat_map(|map| map.places.iter().cloned()));
    follow(&frame, places, standing, refresh);

    let badge = note_badge(Badge {
        name: String::new(),
        standing,
        latest_at,
        clock,
        size: "city",
        horizon: true,
    });
    let complete = move || percent(standing.read().coverage.share(), 0);
    let title = format!(
        "{} sur 10 · {}",
        note_text(view.standing.standing.note),
        frame.city
    );
    let look_back = view.look_back.map(|day| {
        view! {
            <p class="past-strip">
                "Les données s’arrêtent avant aujourd’hui. "
                <a href=format!("/?au={day}")>{format!("Voir la ville le {}", date_long(day))}</a>
            </p>
        }
    });
    let themes = themes(&view, clock, link);
    let map = match view.map {
        Some(map) => city_map(map, view.counts, &frame),
        None => places_by_level(view.counts, link.place(&code)),
    };
    let content = view! {
        {page_title(&title)}
        {look_back}
        <div class="city">
            <section class="city__note" aria-labelledby="ville">
                <h1 class="city__label" id="ville">
                    {format!("Note de {} · {}", frame.city, date_long(frame.day))}
                </h1>
                {badge}
                <p class="headline">{headline(view.headline)}</p>
                <p class="city__method">
                    <a href=link.explanation(&code, None)>"Comment cette note est calculée"</a>
                    <span>" · Complétude " {complete}</span>
                </p>
            </section>
            <section class="city__themes" id="themes" aria-label="Thèmes">{themes}</section>
            <div class="city__map">{map}</div>
            <section class="city__moved section">
                <h2 class="section-title">
                    {if frame.past { "Ce qui a bougé ce jour-là" } else { "Ce qui a bougé aujourd’hui" }}
                </h2>
                {moved_list(view.moved, clock, link)}
            </section>
        </div>
    }
    .into_any();
    page_frame(&frame, &Here::City, "page--city", content)
}

fn themes(view: &CityView, clock: Clock, link: PageLink) -> AnyView {
    let live = LiveState::from_context();
    let start = &view.frame.live;
    let latest_at = live.place_latest(start, &view.standing);
    let card = |card: &ThemeCard| {
        let made = view
            .standing
            .themes
            .iter()
            .find(|t| t.theme.as_str() == card.code);
        let made = made.map_or(view.standing.standing, |t| t.standing);
        let standing = live.on_theme(start, &view.frame.city_code, &card.code, made);
        theme_card(card.clone(), standing, latest_at, clock, link)
    };
    let cards = view.themes.iter().map(card).collect_view();
    view! { <ul class="theme-cards">{cards}</ul> }.into_any()
}

fn empty(frame: &Frame) -> AnyView {
    view! {
        {page_title(&frame.city)}
        <h1 class="title">"Aucun relevé n’est encore arrivé."</h1>
        <p>"Importez les lieux, les séries, puis les relevés\u{202f}:"</p>
        <pre class="commands">
            "belvedere import places lieux.csv\nbelvedere import series series.csv\nbelvedere import readings releves.csv\nbelvedere import objectives objectifs.csv"
        </pre>
        <p>"Cette page se remplit ensuite d’elle-même."</p>
    }
    .into_any()
}
