use leptos::prelude::*;

use super::chart_body;
use crate::state::PageLink;
use crate::view::UseRanking;

/// Sites of one use: how they spread, then both ends by name. Of all uses one
/// is open at a time; which one may be chosen without scripts too.
pub fn ranking(ranking: UseRanking, open: bool, link: PageLink) -> AnyView {
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
        <details class="ranking" name="usage" open=open>
            <summary class="ranking__title"><h2 class="section-title">{title}</h2></summary>
            <figure class="chart-figure">{chart_body(chart)}</figure>
            {ends}
        </details>
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
