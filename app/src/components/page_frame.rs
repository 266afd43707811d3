use leptos::prelude::*;

use super::offline_strip::offline_strip;
use super::site_footer::site_footer;
use super::site_header::site_header;
use super::tab_bar::tab_bar;
use super::top_strip::top_strip;
use crate::view::{Frame, Here};

/// What stands around every page; `kind` names its sheet. The content is
/// inserted as it is, and not touched when the browser wakes the page.
///
/// `tools` stand between the head and the content.
pub fn page_frame(
    frame: &Frame,
    here: &Here,
    kind: &str,
    tools: Option<AnyView>,
    body: String,
) -> AnyView {
    // Before the council nothing stands around but what data are invented, and how fresh.
    let around = *here != Here::Council;
    view! {
        <a class="skip-link" href="#contenu">"Aller au contenu"</a>
        {top_strip(frame, here)}
        {around.then(|| site_header(frame, here))}
        {tools}
        {offline_strip(frame)}
        <main id="contenu" class=format!("page {kind}") tabindex="-1" inner_html=body></main>
        {around.then(|| site_footer(frame))}
        {around.then(|| tab_bar(frame, here))}
    }
    .into_any()
}
