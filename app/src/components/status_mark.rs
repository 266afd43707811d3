use leptos::prelude::*;
use model::score::Level;

use crate::chart::Mark;

/// The shape of a level and its word.
pub fn status_mark(level: Level) -> impl IntoView {
    let mark = level_mark(level);
    view! {
        <span class=format!("status-mark {}", mark.class())>
            <span class="status-mark__shape" inner_html=mark.svg()></span>
            {mark.word()}
        </span>
    }
}

/// The shape of a level.
pub const fn level_mark(level: Level) -> Mark {
    match level {
        Level::Ok => Mark::Ok,
        Level::Watch => Mark::Watch,
        Level::Gap => Mark::Gap,
        Level::None => Mark::None,
    }
}
