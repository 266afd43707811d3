use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use model::access::Role;

use super::work_links::work_links;
use crate::components::{demo_strip, page_frame};
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
    /// What they are.
    pub role: Option<Role>,
}

/// A whole HTML document; `title` is its title without the name of the service.
pub fn document(around: &Around, title: &str, content: impl FnOnce() -> AnyView) -> String {
    Owner::new().with(|| {
        provide_context(around.account.clone());
        provide_context(LiveState::new());
        let page = page_frame(
            &around.frame,
            &Here::Elsewhere,
            "page--plain",
            around.role.map(work_links),
            content().to_html(),
        );
        html(around, title, "", page)
    })
}

/// The same with nothing around its content but the notice of invented data: for screens
/// that stand before the public, where no link may lead elsewhere. `kind` names its sheet.
pub fn bare_document(
    around: &Around,
    title: &str,
    kind: &'static str,
    content: impl FnOnce() -> AnyView,
) -> String {
    Owner::new().with(|| {
        let page = view! {
            {around.frame.demo.then(demo_strip)}
            <main id="contenu" class="bare__main">{content()}</main>
        };
        html(around, title, kind, page.into_any())
    })
}

fn html(around: &Around, title: &str, kind: &'static str, page: AnyView) -> String {
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
            <body class=(!kind.is_empty()).then_some(kind)>{page}</body>
        </html>
    };
    format!("<!DOCTYPE html>{}", html.to_html())
}
