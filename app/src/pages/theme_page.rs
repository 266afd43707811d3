use leptos::prelude::*;

use super::asked::{day, param};
use super::follow::follow;
use super::loaded::{Refresh, loaded};
use crate::components::{
    Badge, Here, chart_figure, headline, note_badge, objective_lines, page_frame, page_title,
    ranking, site_list,
};
use crate::functions::fetch_theme;
use crate::state::{Clock, LiveState, PageLink};
use crate::view::ThemeView;

/// `/theme/{theme}`: one theme for the whole city.
#[component]
pub fn ThemePage() -> impl IntoView {
    let (theme, day) = (param("theme"), day());
    let view = Resource::new_blocking(
        move || (theme.get(), day.get()),
        |(theme, day)| fetch_theme(theme, day),
    );
    loaded(view, show)
}

fn show(view: ThemeView, refresh: Refresh) -> AnyView {
    let live = LiveState::from_context();
    let frame = view.frame;
    let (clock, link) = (Clock::of(&frame), PageLink::of(&frame));
    let city = frame.city_code.clone();
    let made = view
        .standing
        .themes
        .iter()
        .find(|t| t.theme.as_str() == view.code);
    let made = made.map_or(view.standing.standing, |t| t.standing);
    let standing = live.on_theme(&frame.live, &city, &view.code, made);
    let mut places = vec![city.clone()];
    places.extend(view.sites.iter().map(|site| site.0.clone()));
    follow(&frame, places, standing, refresh);

    let badge = note_badge(Badge {
        name: view.name.clone(),
        standing,
        latest_at: live.place_latest(&frame.live, &view.standing),
        clock,
        size: "page",
        horizon: false,
    });
    let sentences = match view.headline {
        sentences if sentences.is_empty() => vec![view.name.clone()],
        sentences => sentences,
    };
    let objectives = match view.objectives.len() {
        1 => String::from("Un objectif"),
        n => format!("{n} objectifs"),
    };
    let open = view.rankings.is_empty();
    let rankings = view
        .rankings
        .into_iter()
        .enumerate()
        .map(|(i, r)| ranking(r, i == 0, link))
        .collect_view();
    let sites = (!view.sites.is_empty()).then(|| site_list(view.sites, &view.code, &frame, open));
    let content = view! {
        {page_title(&format!("{} · {}", view.name, frame.city))}
        <div class="lead">
            {badge}
            <div class="lead__words">
                <p class="context">{view.context}</p>
                <h1 class="title headline">{headline(sentences)}</h1>
                <p class="lead__links">
                    <a href=link.explanation(&city, Some(&view.code))>
                        "Comment cette note est calculée"
                    </a>
                </p>
            </div>
        </div>
        <div class="two-thirds">
            <div class="two-thirds__main">
                {view.trajectory.map(|chart| chart_figure(chart, ()))}
            </div>
            <section class="two-thirds__side section">
                <h2 class="section-title">{objectives}</h2>
                {objective_lines(view.objectives, link)}
            </section>
            <div class="two-thirds__more">{rankings} {sites}</div>
        </div>
    }
    .into_any();
    page_frame(&frame, &Here::Theme(view.code), "page--theme", content)
}
