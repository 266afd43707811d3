use leptos::prelude::*;
use leptos_meta::Title;

/// The title of the document: what the page is about, then the service.
///
/// `leptos_meta` 0.8 writes it into the document unescaped, and a town may be
/// named anything; in the browser it is set as text.
pub fn page_title(words: &str) -> impl IntoView + use<> {
    let mut text = String::new();
    if cfg!(feature = "ssr") {
        super::escaped::push_escaped(&mut text, words);
    } else {
        text.push_str(words);
    }
    text.push_str(" · Belvédère");
    view! { <Title text/> }
}
