use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::{SubMeterLine, SubMeters};

/// Where the energy of a site goes, as its sub-meters tell; nothing without any.
pub fn sub_meters(quantities: Vec<SubMeters>, link: PageLink) -> AnyView {
    if quantities.is_empty() {
        return ().into_any();
    }
    let blocks = quantities
        .into_iter()
        .map(|quantity| {
            let rows = quantity.lines.into_iter().map(|one| line(one, link));
            view! {
                <p class="sub-meters__sentence">{quantity.sentence}</p>
                <dl class="figure-lines">{rows.collect_view()}</dl>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Où elle passe"</h2>
            {blocks}
        </section>
    }
    .into_any()
}

fn line(line: SubMeterLine, link: PageLink) -> AnyView {
    let name = match line.place {
        Some(place) => view! { <a href=link.place(&place)>{line.name}</a> }.into_any(),
        None => line.name.into_any(),
    };
    view! {
        <div class="figure-line">
            <dt>{name}</dt>
            <dd>
                <strong>{line.share}</strong>
                <span class="figure-line__remark">{line.amount}</span>
            </dd>
        </div>
    }
    .into_any()
}
