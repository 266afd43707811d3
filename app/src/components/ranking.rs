use leptos::prelude::*;

use super::chart_body;
use crate::state::PageLink;
use crate::view::{Address, Choice, UseRanking};

/// Sites of one use: how they spread, then both ends by name, and the other
/// uses one link away.
pub fn ranking(ranking: UseRanking, uses: &[Choice], asked: &Address, link: PageLink) -> AnyView {
    let UseRanking {
        chart,
        best,
        worst,
        count,
        ..
    } = ranking;
    let from = count.saturating_sub(u32::try_from(worst.len()).unwrap_or(0)) + 1;
    let ends = (!best.is_empty()).then(|| {
        view! {
            <div class="ranking__ends">
                {end("Les plus sobres", 1, best, link)}
                {end("Les plus gourmands", from, worst, link)}
            </div>
        }
    });
    let title = chart.title.clone();
    view! {
        <section class="ranking section" id="usage">
            <div class="ranking__head">
                <h2 class="section-title">{title}</h2>
                {use_switch(uses, asked)}
            </div>
            <figure class="chart-figure">{chart_body(chart)}</figure>
            {ends}
        </section>
    }
    .into_any()
}

fn use_switch(uses: &[Choice], asked: &Address) -> AnyView {
    if uses.len() < 2 {
        return ().into_any();
    }
    let links = uses
        .iter()
        .map(|choice| {
            let current = choice.chosen.then_some("true");
            view! {
                <li>
                    <a href=asked.with("usage", &choice.value) aria-current=current data-noscroll="">
                        {choice.label.clone()}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="ranking__uses" aria-label="Usage comparé">
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

fn end(
    title: &'static str,
    from: u32,
    sites: Vec<(String, String, String, String, f64)>,
    link: PageLink,
) -> AnyView {
    if sites.is_empty() {
        return ().into_any();
    }
    let rows = (from..)
        .zip(sites)
        .map(|(rank, (code, name, value, deviation, share))| {
            view! {
                <tr>
                    <td class="ranking__rank">{rank}</td>
                    <th scope="row"><a href=link.place(&code)>{name}</a></th>
                    <td class="ranking__bar">
                        <svg aria-hidden="true" focusable="false" height="10">
                            <rect width=format!("{:.1}%", share.clamp(0.0, 1.0) * 100.0) height="10"/>
                        </svg>
                    </td>
                    <td class="ranking__value">{value}</td>
                    <td class="ranking__deviation">{deviation}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="ranking__end">
            <caption>{title}</caption>
            <thead class="unseen">
                <tr>
                    <th scope="col">"Rang"</th>
                    <th scope="col">"Lieu"</th>
                    <td></td>
                    <th scope="col">"Valeur"</th>
                    <th scope="col">"Écart"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
