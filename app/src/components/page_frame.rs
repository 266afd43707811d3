use leptos::prelude::*;

use super::back_to_today::back_to_today;
use super::offline_strip::offline_strip;
use super::site_footer::site_footer;
use super::site_header::site_header;
use super::tab_bar::tab_bar;
use super::top_strip::top_strip;
use crate::view::Frame;

/// Which entry of the navigation a page belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Here {
    /// The city.
    City,
    /// A theme, by its code.
    Theme(String),
    /// A place.
    Places,
    /// An explanation or a method.
    Method,
    /// None of them.
    Elsewhere,
}

/// What stands around every page; `kind` names its sheet.
pub fn page_frame(frame: &Frame, here: &Here, kind: &'static str, content: AnyView) -> AnyView {
    view! {
        <a class="skip-link" href="#contenu">"Aller au contenu"</a>
        {top_strip(frame)}
        {site_header(frame, here)}
        {offline_strip(frame)}
        <main id="contenu" class=format!("page {kind}") tabindex="-1">
            {back_to_today(frame)}
            {content}
        </main>
        {site_footer(frame)}
        {tab_bar(frame, here)}
    }
    .into_any()
}
