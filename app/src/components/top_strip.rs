use leptos::prelude::*;

use super::audience_links::audience_links;
use crate::state::{Clock, Link, LiveState};
use crate::view::{Frame, Here};

const NOTHING_YET: &str = "aucun relevé";

/// First thing on every page: invented data say so, how fresh they are, and the pages of
/// each audience.
pub fn top_strip(frame: &Frame, here: &Here) -> AnyView {
    let demo = frame.demo.then(demo_words);
    let fresh = (!frame.past).then(|| freshness(frame));
    let audiences = (*here != Here::Council && !frame.city.is_empty()).then(|| {
        view! {
            <nav class="top-strip__audiences" aria-label="Vues">
                <span aria-hidden="true">"Vue"</span>
                <ul>{audience_links(frame, here)}</ul>
            </nav>
        }
    });
    view! {
        <aside class="top-strip" aria-label="État des données">
            <div class="top-strip__inner">{demo} {fresh} {audiences}</div>
        </aside>
    }
    .into_any()
}

/// The notice of invented data alone, for pages with nothing else around them.
#[cfg(feature = "ssr")]
pub fn demo_strip() -> AnyView {
    view! {
        <aside class="top-strip" aria-label="État des données">
            <div class="top-strip__inner">{demo_words()}</div>
        </aside>
    }
    .into_any()
}

fn demo_words() -> impl IntoView {
    view! {
        <p class="top-strip__demo">
            <svg class="top-strip__hatch" viewBox="0 0 20 10" aria-hidden="true" focusable="false">
                <path d="M1 10 6 0h3L4 10ZM7 10l5-10h3l-5 10ZM13 10l5-10h2v2l-4 8Z"/>
            </svg>
            "Données de démonstration"
        </p>
    }
}

fn freshness(frame: &Frame) -> impl IntoView + use<> {
    let live = LiveState::from_context();
    let clock = Clock::of(frame);
    let latest_at = live.latest_at(&frame.live);
    let link = live.link();
    let words = move || match latest_at.get() {
        None => String::from(NOTHING_YET),
        Some(at) => format!("dernier relevé {}", clock.since(at)),
    };
    let state = move || match link.get() {
        Link::Idle => "idle",
        Link::Live => "live",
        Link::Lost { .. } | Link::Outdated => "lost",
    };
    let brief = move || match latest_at.get() {
        None => String::from(NOTHING_YET),
        Some(at) => clock.time(at),
    };
    view! {
        <p class="top-strip__fresh" data-link=state>
            <span class="top-strip__dot" aria-hidden="true"></span>
            <span class="top-strip__words">
                {move || (link.get() == Link::Live).then_some("En direct · ")} {words}
            </span>
            <span class="top-strip__brief" aria-hidden="true">{brief}</span>
        </p>
    }
}
