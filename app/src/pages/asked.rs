use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What the address asks for: a parameter of the path, empty when there is none.
pub fn param(name: &'static str) -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get(name).unwrap_or_default()))
}

/// The day of `?au=`.
pub fn day() -> Memo<Option<String>> {
    let query = use_query_map();
    Memo::new(move |_| query.with(|query| query.get("au")))
}
