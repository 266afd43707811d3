use leptos::prelude::*;

/// True sentences made from the data, each on its line where there is room.
pub fn headline(sentences: Vec<String>) -> impl IntoView {
    let count = sentences.len();
    sentences
        .into_iter()
        .enumerate()
        .map(|(i, sentence)| {
            let space = (i + 1 < count).then_some(" ");
            view! { <span class="headline__sentence">{sentence}</span> {space} }
        })
        .collect_view()
}
