use leptos::prelude::*;
use model::format::{date_long, note as note_text, percent};

use super::laid_out;
use crate::components::{
    Badge, badge_spot, city_map, headline, import_hint, moved_list, places_by_level, theme_card,
};
use crate::state::{Clock, PageLink};
use crate::view::{CityView, Here, PageView, ThemeCard, Watched};

/// `/`: the whole city.
pub fn city_body(view: CityView) -> PageView {
    let frame = view.frame.clone();
    let (clock, link) = (Clock::of(&frame), PageLink::of(&frame));
    if view.empty {
        let (title, content) = (String::from("Bienvenue"), empty());
        return laid_out(frame, Here::City, "page--empty", &title, content);
    }
    let code = frame.city_code.clone();
    let standing = view.standing.standing;
    let mut follow = vec![code.clone()];
    follow.extend(view.map.iter().flat_map(|map| map.places.iter().cloned()));
    let badge = Badge {
        name: "",
        standing: &standing,
        latest_at: view.standing.latest_at,
        clock,
        horizon: true,
    };
    let badge = badge_spot(&badge, &code, None, "city");
    let complete = percent(standing.coverage.share(), 0);
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
    let themes = themes(&view);
    // What moved is told of the running day only.
    let moved = (!frame.past).then(|| {
        let today = view.moved.iter().all(|moved| clock.is_today(moved.at));
        let title = if today {
            "Ce qui a bougé aujourd’hui"
        } else {
            "Derniers changements"
        };
        view! {
            <section class="city__moved section">
                <h2 class="section-title">{title}</h2>
                {moved_list(view.moved, clock, link)}
            </section>
        }
    });
    let map = match view.map {
        Some(map) => city_map(map, view.counts, link),
        None => places_by_level(view.counts, link.place(&code)),
    };
    let content = view! {
        {look_back}
        <div class="city">
            <section class="city__note" aria-labelledby="ville">
                <h1 class="city__label" id="ville">
                    {format!("Note de {} · {}", frame.city, date_long(frame.day))}
                </h1>
                {badge}
                <p class="headline">{headline(view.headline)}</p>
                <p class="city__method">
                    <a href=link.explanation(&code, None)>"Comment cette note est calculée"</a> " · "
                    <a href=link.change(&code, None)>"Pourquoi elle a changé"</a>
                    <span>" · Complétude " {complete}</span>
                    " · " <a href=link.to("/presentation")>"Présenter"</a>
                    " · " <a href=link.to("/rapport-conseil.pdf") rel="external">"Rapport au conseil (PDF)"</a>
                </p>
            </section>
            <section class="city__themes" id="themes" aria-label="Thèmes">{themes}</section>
            <div class="city__map">{map}</div>
            {moved}
        </div>
    }
    .into_any();
    PageView {
        follow,
        watch: Some(Watched {
            place: code,
            theme: None,
            note: standing.note,
        }),
        ..laid_out(frame, Here::City, "page--city", &title, content)
    }
}

fn themes(view: &CityView) -> AnyView {
    let latest_at = view.standing.latest_at;
    let card = |card: &ThemeCard| {
        let made = view
            .standing
            .themes
            .iter()
            .find(|t| t.theme.as_str() == card.code);
        let standing = made.map_or(view.standing.standing, |t| t.standing);
        theme_card(card, &standing, latest_at, &view.frame)
    };
    let cards = view.themes.iter().map(card).collect_view();
    view! { <ul class="theme-cards">{cards}</ul> }.into_any()
}

fn empty() -> AnyView {
    view! {
        <h1 class="title">"Aucun relevé n’est encore arrivé."</h1>
        <p>"Les notes de la ville paraîtront ici dès que ses premières mesures seront là."</p>
        {import_hint(
            "Importez les lieux, les séries, puis les relevés. Cette page se remplit ensuite d’elle-même.",
            "belvedere import places lieux.csv\nbelvedere import series series.csv\nbelvedere import readings releves.csv\nbelvedere import objectives objectifs.csv",
        )}
    }
    .into_any()
}
