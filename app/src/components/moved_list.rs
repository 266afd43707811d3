use leptos::prelude::*;

use crate::state::{Clock, PageLink};
use crate::view::Moved;

/// What changed lately, latest first.
pub fn moved_list(moved: Vec<Moved>, clock: Clock, link: PageLink) -> AnyView {
    if moved.is_empty() {
        return view! {
            <p class="empty">"Rien n’a encore bougé aujourd’hui. Les notes suivent chaque relevé."</p>
        }
        .into_any();
    }
    let rows = moved
        .into_iter()
        .map(|moved| {
            let (before, strong, after) = moved.sentence;
            view! {
                <li>
                    <a class="moved-list__link" href=link.place(&moved.place)>
                        <span class="moved-list__time">{clock.time_or_brief_day(moved.at)}</span>
                        <span class="moved-list__words">{before} <strong>{strong}</strong> {after}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="moved-list">{rows}</ol> }.into_any()
}
