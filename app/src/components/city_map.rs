use leptos::prelude::*;
use model::engine::Standing;
use model::format::note as note_text;
use model::score::Level;

use super::status_mark::{level_mark, status_mark};
use super::table_html;
use crate::browser::paint_mark;
use crate::state::{LiveState, PageLink};
use crate::view::{Frame, LevelCounts, MapView};

/// The places where they stand, with the key and the table beside them.
pub fn city_map(map: MapView, counts: LevelCounts, frame: &Frame) -> AnyView {
    let wide = on_its_day(map.svg, PageLink::of(frame));
    let narrow = on_its_day(map.svg_narrow, PageLink::of(frame));
    for code in map.places {
        keep_painted(&code, frame);
    }
    view! {
        <figure class="city-map">
            <figcaption><h2 class="section-title">{map.title}</h2></figcaption>
            <div class="city-map__drawing city-map__drawing--wide" inner_html=wide></div>
            <div class="city-map__drawing city-map__drawing--narrow" inner_html=narrow></div>
            {key(counts)}
            <details class="figures">
                <summary>"Voir la liste"</summary>
                <div class="figures__table" role="region" tabindex="0" aria-label="Liste des lieux de la carte" inner_html=table_html(&map.table)></div>
            </details>
        </figure>
    }
    .into_any()
}

/// Where no place has coordinates: how many stand where, and the way to them.
pub fn places_by_level(counts: LevelCounts, list: String) -> AnyView {
    let followed = counts.ok + counts.watch + counts.gap + counts.none;
    view! {
        <section class="city-map">
            <h2 class="section-title">{format!("{followed} lieux suivis")}</h2>
            {key(counts)}
            <p><a href=list>"Voir tous les lieux"</a></p>
        </section>
    }
    .into_any()
}

fn key(counts: LevelCounts) -> impl IntoView {
    let levels = [
        (Level::Ok, counts.ok),
        (Level::Watch, counts.watch),
        (Level::Gap, counts.gap),
        (Level::None, counts.none),
    ];
    let levels = levels
        .map(|(level, count)| view! { <li>{status_mark(level)} " " {count}</li> })
        .collect_view();
    view! { <ul class="city-map__key" aria-label="Lieux par niveau">{levels}</ul> }
}

/// Links of the drawing stay on the day of the page.
fn on_its_day(svg: String, link: PageLink) -> String {
    let query = link.query();
    if query.is_empty() {
        svg
    } else {
        svg.replace("\" class=\"mark ", &format!("{query}\" class=\"mark "))
    }
}

/// Repaints the marks of a place when its standing was pushed; until then they
/// are as the server drew them.
fn keep_painted(code: &str, frame: &Frame) {
    let unknown = Standing {
        note: None,
        last: None,
        minimum: None,
        level: Level::None,
        trend: model::score::Trend::TooEarly,
        change: None,
        coverage: model::score::Coverage::default(),
        judged: false,
    };
    let standing = LiveState::from_context().standing(&frame.live, code, unknown);
    let code = code.to_owned();
    let shown = move || standing.get();
    Effect::watch(
        shown,
        move |now, _, _| {
            let mark = level_mark(now.level);
            paint_mark(&code, mark.class(), mark.word(), &note_text(now.note));
        },
        false,
    );
}
