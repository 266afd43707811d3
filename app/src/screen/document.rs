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
    /// The seconds after which it goes on to another address, and which.
    pub then: Option<(u32, String)>,
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
    let reload = match (&screen.then, screen.reload_s) {
        (Some((seconds, address)), _) => format!("{seconds}; url={}", escaped(address)),
        (None, Some(seconds)) => seconds.to_string(),
        (None, None) => String::new(),
    };
    // With scripts, the browser half does it, and only where the server answers.
    let reload = if reload.is_empty() {
        reload
    } else {
        format!(r#"<noscript><meta http-equiv="refresh" content="{reload}"></noscript>"#)
    };
    let then = screen.then.as_ref().map(|(seconds, address)| {
        format!(
            r#" data-then="{seconds}" data-address="{}""#,
            escaped(address)
        )
    });
    // `</` cannot occur: the paths are made of hashes and file names.
    let wake = format!(
        r#"<script type="module" nonce="{nonce}">import init,{{wake_screen}} from '{}';init({{module_or_path:'{}'}}).then(()=>wake_screen());</script>"#,
        assets.js, assets.wasm
    );
    format!(
        r#"<!DOCTYPE html><html lang="fr" class="screen screen--{kind}"{theme}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="{scheme}"><meta name="robots" content="noindex"><title>{title} · Belvédère</title>{reload}<link rel="stylesheet" href="{css}">{fonts}<link rel="icon" href="/favicon.svg" type="image/svg+xml">{wake}</head><body><main id="ecran" class="{kind}" tabindex="-1"{data}{then}>{body}</main></body></html>"#,
        kind = screen.kind,
        theme = theme.unwrap_or_default(),
        title = escaped(&screen.title),
        then = then.unwrap_or_default(),
        css = assets.css,
        body = screen.body,
    )
}
