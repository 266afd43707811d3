use leptos::prelude::*;

use super::audience_body::audience_lines;
use super::laid_out;
use crate::components::{Badge, amendment_list, badge_spot, chart_figure, headline};
use crate::state::{Clock, PageLink};
use crate::view::{Frame, Here, PageView, SlideProof, SlideView};

/// `/presentation/{number}`: one slide, alone on its screen. Links lead from one to the
/// next; the keys that follow them are named on them (`app/src/browser/keys.rs`).
pub fn slide_body(view: SlideView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let title = view.titles.get(view.at).cloned().unwrap_or_default();
    let kind = match view.proof {
        SlideProof::None => "words",
        SlideProof::Note(..) => "note",
        SlideProof::Chart(_) => "chart",
        SlideProof::Lines(_) | SlideProof::Amendments(_) => "lines",
    };
    let ways = ways(&view.titles, view.at, link);
    let content = view! {
        <article class=format!("slide slide--{kind}")>
            <p class="slide__title">{title.clone()}</p>
            <h1 class="slide__headline headline">{headline(view.sentences)}</h1>
            <div class="slide__proof">{proof(view.proof, &frame, link)}</div>
        </article>
        {ways}
    }
    .into_any();
    let document = format!("{title} · {}", frame.city);
    laid_out(frame, Here::Council, "page--slide", &document, content)
}

fn proof(proof: SlideProof, frame: &Frame, link: PageLink) -> AnyView {
    match proof {
        SlideProof::None => ().into_any(),
        SlideProof::Note(theme, standing, latest_at) => {
            let badge = Badge {
                name: "Note",
                standing: &standing,
                latest_at,
                clock: Clock::of(frame),
                horizon: true,
            };
            badge_spot(&badge, &frame.city_code, theme.as_deref(), "city").into_any()
        }
        SlideProof::Chart(chart) => chart_figure(*chart, ()),
        SlideProof::Lines(lines) => audience_lines(lines),
        SlideProof::Amendments(amendments) => amendment_list(amendments, link),
    }
}

/// The ways to the other slides, each with the keys that follow it.
fn ways(titles: &[String], at: usize, link: PageLink) -> AnyView {
    let address = |at: usize| link.to(&format!("/presentation/{}", at + 1));
    let last = titles.len().saturating_sub(1);
    let before = at.checked_sub(1).map(|before| {
        view! { <a href=address(before) rel="prev" data-keys="ArrowLeft PageUp">"Précédente"</a> }
    });
    let after = (at < last).then(|| {
        view! {
            <a href=address(at + 1) rel="next" data-keys="ArrowRight PageDown Space">"Suivante"</a>
        }
    });
    let contents = titles
        .iter()
        .enumerate()
        .map(|(index, title)| {
            let current = (index == at).then_some("page");
            let keys = match index {
                0 => Some("Home"),
                _ if index == last => Some("End"),
                _ => None,
            };
            view! {
                <li>
                    <a href=address(index) aria-current=current data-keys=keys>{title.clone()}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="slide-ways" aria-label="Présentation">
            <span class="slide-ways__side">{before}</span>
            <details class="slide-ways__contents">
                <summary>{format!("{} sur {}", at + 1, titles.len())}<span class="unseen">"\u{202f}: sommaire"</span></summary>
                <ol>{contents}</ol>
            </details>
            <a href=link.to("/") data-keys="Escape">"Quitter"</a>
            <span class="slide-ways__side slide-ways__side--end">{after}</span>
        </nav>
    }
    .into_any()
}
