use leptos::prelude::*;

/// The faults once more, each leading to its field.
pub(super) fn fault_summary(faults: &[(&'static str, String)]) -> AnyView {
    if faults.is_empty() {
        return ().into_any();
    }
    let lines = faults
        .iter()
        .map(|(field, why)| {
            let to = format!("#{field}");
            view! { <li><a href=to>{why.clone()}</a></li> }
        })
        .collect_view();
    view! {
        <div class="form-notice form-notice--fault" role="alert">
            <p>"À corriger\u{202f}:"</p>
            <ul>{lines}</ul>
        </div>
    }
    .into_any()
}
