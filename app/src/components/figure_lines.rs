use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::FigureLine;

/// Figures under a title: one row an indicator, its method one tap away.
pub fn figure_lines(title: &'static str, lines: Vec<FigureLine>, link: PageLink) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            view! {
                <div class="figure-line">
                    <dt>
                        <a href=link.method(&line.indicator)>{line.name}</a>
                    </dt>
                    <dd>
                        <strong>{line.value}</strong>
                        <span class="figure-line__remark">{line.remark}</span>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">{title}</h2>
            <dl class="figure-lines">{rows}</dl>
        </section>
    }
    .into_any()
}
