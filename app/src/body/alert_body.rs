use leptos::prelude::*;
use model::watch::AlertState;

use super::laid_out;
use crate::components::{breadcrumb, chart_figure};
use crate::state::PageLink;
use crate::view::{AlertView, Here, PageView};

/// `/alertes/{id}`: one alert, its curve, its life, and what may be done.
pub fn alert_body(view: AlertView) -> PageView {
    let frame = view.frame;
    let link = PageLink::of(&frame);
    let card = view.card;
    let title = card.title.clone();
    let life = card
        .life
        .iter()
        .map(|(when, what)| {
            let (when, what) = (when.clone(), what.clone());
            view! { <li class="alert__step"><span class="alert__when">{when}</span> <span>{what}</span></li> }
        })
        .collect_view();
    let figures = view
        .figures
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let acts = match (view.may_act, card.state) {
        (_, AlertState::Closed) => ().into_any(),
        (true, state) => forms(card.id, state),
        (false, _) => view! {
            <p class="context">
                "Prendre en charge, expliquer ou clore cette alerte demande d’en avoir le droit\u{202f}: "
                <a href=format!("/connexion?retour=/alertes/{}", card.id) rel="external">"se connecter"</a>
                "."
            </p>
        }
        .into_any(),
    };
    let explained = card
        .explanation
        .map(|words| view! { <p class="alert__words">"« " {words} " »"</p> });
    let place = card.place_name.clone();
    let content = view! {
        {breadcrumb(view.path, Some(String::from("Alerte")), link)}
        <p class="context">
            <a href=link.place(&card.place)>{place}</a>
            " · " {card.since.clone()}
        </p>
        <h1 class="title headline">{card.title}</h1>
        <p class="alert__fact alert__fact--page">{card.fact}</p>
        <div class="two-thirds">
            <div class="two-thirds__main">
                {view.curve.map(|chart| chart_figure(chart, ()))}
                <section class="section">
                    <h2 class="section-title">"Que regarder"</h2>
                    <p>{view.advice}</p>
                </section>
            </div>
            <div class="two-thirds__side">
                <section class="section">
                    <h2 class="section-title">"Sa vie"</h2>
                    <ol class="alert__life">{life}</ol>
                    {explained}
                    {acts}
                </section>
                <section class="section">
                    <h2 class="section-title">"Les chiffres"</h2>
                    <dl class="facts">{figures}</dl>
                </section>
            </div>
        </div>
    }
    .into_any();
    laid_out(frame, Here::Elsewhere, "page--alert", &title, content)
}

/// Plain forms: they work without scripts, and answer with the page again.
fn forms(id: i64, state: AlertState) -> AnyView {
    let to = |act: &str| format!("/alertes/{id}/{act}");
    let take = (state == AlertState::Open).then(|| {
        view! {
            <form method="post" action=to("acknowledge")>
                <button class="button button--main" type="submit">"Prendre en charge"</button>
            </form>
        }
    });
    view! {
        <div class="alert__acts">
            {take}
            <form method="post" action=to("explain")>
                <label for="mots">"Ce qui s’est passé"</label>
                <textarea id="mots" name="note" rows="3" maxlength="500" required></textarea>
                <button class="button" type="submit">"Expliquer"</button>
            </form>
            <form method="post" action=to("close")>
                <button class="button" type="submit">"Clore"</button>
            </form>
        </div>
    }
    .into_any()
}
