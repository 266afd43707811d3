use leptos::prelude::*;

/// Indicators to choose from, by theme: code and name.
pub(super) fn indicator_options(
    themes: &[(String, Vec<(String, String)>)],
    chosen: &str,
) -> AnyView {
    themes
        .iter()
        .map(|(theme, indicators)| {
            let options = indicators
                .iter()
                .map(|(code, name)| {
                    let is_chosen = code == chosen;
                    view! { <option value=code.clone() selected=is_chosen>{name.clone()}</option> }
                })
                .collect_view();
            view! { <optgroup label=theme.clone()>{options}</optgroup> }
        })
        .collect_view()
        .into_any()
}
