use crate::components::escaped;
use crate::shell::Assets;

/// A screen of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ScreenDocument {
    /// Title, without the name of the service.
    pub title: String,
    /// Its sheet, e.g. `lobby`.
    pub kind: &'static str,
    /// Always dark, always light, or as the device likes.
    pub theme: Option<&'static str>,
    /// What the browser half is told, as `data-` attributes of the content.
    pub data: Vec<(&'static str, String)>,
    /// Seconds after which a browser without scripts loads it again.
    pub reload_s: Option<u32>,
    /// What a browser of any kind loads, and when, e.g. `4` or `20; url=/`: nothing of
    /// this page wakes.
    pub refresh: Option<String>,
    /// The content.
    pub body: String,
}

/// The whole HTML document of a screen. `nonce` is that of the answer.
pub fn screen_document(assets: &Assets, nonce: &str, screen: &ScreenDocument) -> String {
    let theme = screen
        .theme
        .map(|theme| format!(r#" data-theme="{theme}""#));
    let scheme = screen.theme.unwrap_or("light dark");
    let fonts: String = assets
        .fonts
        .iter()
        .map(|font| {
            format!(
                r#"<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin="">"#
            )
        })
        .collect();
    let data: String = screen
        .data
        .iter()
        .map(|(name, value)| format!(r#" data-{name}="{}""#, escaped(value)))
        .collect();
    let reload = match (&screen.refresh, screen.reload_s) {
        (Some(then), _) => format!(r#"<meta http-equiv="refresh" content="{then}">"#),
        (None, Some(seconds)) => {
            format!(r#"<noscript><meta http-equiv="refresh" content="{seconds}"></noscript>"#)
        }
        (None, None) => String::new(),
    };
    // `</` cannot occur: the paths are made of hashes and file names.
    let wake = if screen.refresh.is_some() {
        String::new()
    } else {
        format!(
            r#"<script type="module" nonce="{nonce}">import init,{{wake_screen}} from '{}';init({{module_or_path:'{}'}}).then(()=>wake_screen());</script>"#,
            assets.js, assets.wasm
        )
    };
    format!(
        r#"<!DOCTYPE html><html lang="fr" class="screen screen--{kind}"{theme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="{scheme}"><meta name="robots" content="noindex"><title>{title} · Belvédère</title>{reload}<link rel="stylesheet" href="{css}">{fonts}<link rel="icon" href="/favicon.svg" type="image/svg+xml">{wake}</head><body><main id="ecran" class="{kind}" tabindex="-1"{data}>{body}</main></body></html>"#,
        kind = screen.kind,
        theme = theme.unwrap_or_default(),
        title = escaped(&screen.title),
        css = assets.css,
        body = screen.body,
    )
}
