use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::{Audience, Frame, Here};

/// The pages of each audience, as items of a list.
pub fn audience_links(frame: &Frame, here: &Here) -> AnyView {
    let link = PageLink::of(frame);
    Audience::ALL
        .into_iter()
        .map(|audience| {
            let current = (*here == Here::Audience(audience)).then_some("page");
            view! {
                <li>
                    <a href=link.to(&audience.path()) aria-current=current>{audience.name()}</a>
                </li>
            }
        })
        .collect_view()
        .into_any()
}
