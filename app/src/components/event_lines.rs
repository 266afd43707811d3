use leptos::prelude::*;

use super::works_effect;
use crate::view::EventLine;

/// What was done to a place, what it brought, and the way to the comparison.
pub fn event_lines(lines: Vec<EventLine>) -> AnyView {
    if lines.is_empty() {
        return ().into_any();
    }
    let rows = lines
        .into_iter()
        .map(|line| {
            let whose = format!("\u{202f}: {}", line.name);
            view! {
                <li class="event-line">
                    <span class="event-line__when">{line.when}</span>
                    <span class="event-line__name">{line.name.clone()}</span>
                    <a href=line.compare>"Avant, après"<span class="unseen">{whose}</span></a>
                    {works_effect(line.effect)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="section">
            <h2 class="section-title">"Ce qui a été fait"</h2>
            <ol class="event-lines">{rows}</ol>
        </section>
    }
    .into_any()
}
