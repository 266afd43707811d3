/// Addresses of what a page loads, each with the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The JavaScript that binds the browser half.
    pub js: String,
    /// The browser half.
    pub wasm: String,
    /// The fonts that a first paint needs.
    pub fonts: Vec<String>,
}

impl Assets {
    /// Takes what a page needs from a manifest of logical to hashed paths
    /// (without the slash they begin with); what is not in it keeps its logical path.
    pub fn from_manifest(find: impl Fn(&str) -> Option<String>) -> Self {
        let path = |name: &str| format!("/{}", find(name).unwrap_or_else(|| name.to_owned()));
        Self {
            css: path("pkg/belvedere.css"),
            js: path("pkg/belvedere.js"),
            wasm: path("pkg/belvedere.wasm"),
            fonts: [
                "fonts/public-sans.woff2",
                "fonts/newsreader.woff2",
                "fonts/narrow-space.woff2",
            ]
            .map(path)
            .to_vec(),
        }
    }
}
