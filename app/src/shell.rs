use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::MetaTags;

use crate::app::App;

mod assets;
mod theme_choice;

pub use assets::Assets;
pub use theme_choice::ThemeChoice;

/// The HTML document around the application.
///
/// Takes [`Assets`] and [`ThemeChoice`] from context; without them the page is
/// bare but readable. Inline scripts carry the nonce of the answer.
pub fn shell() -> impl IntoView {
    let assets = use_context::<Assets>();
    let choice = use_context::<ThemeChoice>().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html lang="fr" data-theme=choice.forced()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content=choice.color_scheme()/>
                {choice.theme_colours()}
                {assets.map(head)}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// Style first, then what the first paint shows, then what wakes the page.
fn head(assets: Assets) -> impl IntoView {
    // `</` cannot occur: the paths are made of hashes and file names.
    let wake = format!(
        "import init,{{hydrate}} from '{}';init({{module_or_path:'{}'}}).then(()=>hydrate());",
        assets.js, assets.wasm
    );
    let fonts = assets
        .fonts
        .into_iter()
        .map(|font| {
            view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin=""/> }
        })
        .collect_view();
    view! {
        <link rel="stylesheet" href=assets.css/>
        {fonts}
        <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
        <link rel="modulepreload" href=assets.js nonce=use_nonce()/>
        <link
            rel="preload"
            href=assets.wasm
            r#as="fetch"
            r#type="application/wasm"
            crossorigin=""
            fetchpriority="low"
        />
        <script r#type="module" nonce=use_nonce() inner_html=wake></script>
    }
}
