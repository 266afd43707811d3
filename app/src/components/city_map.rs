use leptos::prelude::*;
use model::score::Level;

use super::rows_table::{RowsTable, TableRow, rows_table};
use super::status_mark::status_mark;
use super::table_links;
use crate::chart::ChartTable;
use crate::state::PageLink;
use crate::view::{LevelCounts, MapLine, MapView};

/// The places where they stand, with the key and the table beside them. A
/// newer level is painted onto its mark at once.
pub fn city_map(map: MapView, counts: LevelCounts, link: PageLink) -> AnyView {
    let wide = on_its_day(map.svg, link);
    let narrow = on_its_day(map.svg_narrow, link);
    let links = table_links(&ChartTable {
        caption: String::from("Lieux de la carte"),
        columns: ["Code", "Lieu", "Note ou niveau"]
            .map(String::from)
            .to_vec(),
        rows: map
            .list
            .iter()
            .map(|line| vec![line.code.clone(), line.name.clone(), line.word.clone()])
            .collect(),
    });
    let list = rows_table(RowsTable {
        class: "",
        caption: "Lieux de la carte",
        caption_seen: false,
        scrolls_as: None,
        columns: &["Lieu", "Note ou niveau"],
        rows: map.list.into_iter().map(|line| row(line, link)).collect(),
    });
    view! {
        <figure class="city-map">
            <figcaption><h2 class="section-title">{map.title}</h2></figcaption>
            <div class="city-map__drawing city-map__drawing--wide" inner_html=wide></div>
            <div class="city-map__drawing city-map__drawing--narrow" inner_html=narrow></div>
            {key(counts)}
            <details class="figures">
                <summary>"Voir la liste"</summary>
                <div class="figures__table" role="region" tabindex="0" aria-label="Liste des lieux de la carte">{list}</div>
                <div inner_html=links></div>
            </details>
        </figure>
    }
    .into_any()
}

fn row(line: MapLine, link: PageLink) -> TableRow {
    TableRow::of([
        view! { <a href=link.place(&line.code)>{line.name}</a> }.into_any(),
        line.word.into_any(),
    ])
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
        .map(|(level, count)| view! { <li><span inner_html=status_mark(level)></span> " " {count}</li> })
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
