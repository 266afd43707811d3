use leptos::prelude::*;

use super::entry::around;

/// The field of an indicator to choose: those there are, by theme, with code and name.
pub(super) fn indicator_field(
    themes: &[(String, Vec<(String, String)>)],
    chosen: &str,
    hint: &'static str,
    fault: Option<String>,
) -> AnyView {
    let of = around("indicateur", Some(hint), fault);
    let groups = themes
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
        .collect_view();
    view! {
        <div class="field">
            <label for="indicateur">"Indicateur"</label>
            {of.around}
            <select
                id="indicateur"
                name="indicateur"
                required
                aria-describedby=of.described
                aria-invalid=of.invalid
            >
                <option value="">"Choisir un indicateur"</option>
                {groups}
            </select>
        </div>
    }
    .into_any()
}
