use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::components::page_frame;
use crate::shell::{Assets, ThemeChoice};
use crate::state::{Account, LiveState};
use crate::view::{Frame, Here};

/// What stands around a page without a browser half.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// The town.
    pub frame: Frame,
    /// Style and fonts.
    pub assets: Assets,
    /// Light or dark.
    pub choice: ThemeChoice,
    /// Who is signed in.
    pub account: Account,
}

/// A whole HTML document; `title` is its title without the name of the service.
pub fn document(around: &Around, title: &str, content: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_context(around.account.clone());
        provide_context(LiveState::new());
        let page = page_frame(&around.frame, &Here::Elsewhere, "page--plain", content().to_html());
        let (assets, choice) = (around.assets.clone(), around.choice);
        let fonts = assets
            .fonts
            .into_iter()
            .map(|font| {
                view! { <link rel="preload" href=font r#as="font" r#type="font/woff2" crossorigin=""/> }
            })
            .collect_view();
        let html = view! {
            <html lang="fr" data-theme=choice.forced()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content=choice.color_scheme()/>
                    {choice.theme_colours()}
                    <title>{format!("{title} · Belvédère")}</title>
                    <link rel="stylesheet" href=assets.css/>
                    {fonts}
                    <link rel="icon" href="/favicon.svg" r#type="image/svg+xml"/>
                </head>
                <body>{page}</body>
            </html>
        };
        format!("<!DOCTYPE html>{}", html.to_html())
    })
}
