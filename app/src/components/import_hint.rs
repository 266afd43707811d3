use leptos::prelude::*;

/// How data come in, for who runs the program: folded away from everybody else.
pub fn import_hint(words: &'static str, commands: &'static str) -> AnyView {
    view! {
        <details class="figures">
            <summary>"Pour l’administration de la ville"</summary>
            <p>{words}</p>
            <pre class="commands" tabindex="0">{commands}</pre>
        </details>
    }
    .into_any()
}
