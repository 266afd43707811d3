use leptos::prelude::*;

use super::{Around, RatedView};
use crate::components::brand_mark;

/// Which town, and which of its counters.
pub(super) fn rating_head(around: &Around, rated: &RatedView) -> AnyView {
    let city = around.frame.city.clone();
    let site = rated.site.clone();
    view! {
        <header class="bare__head">
            <p class="bare__town">{brand_mark()} <span>{city}</span></p>
            <p class="bare__counter">
                <strong>{rated.name.clone()}</strong>
                {site.map(|site| view! { <span>{site}</span> })}
            </p>
        </header>
    }
    .into_any()
}
