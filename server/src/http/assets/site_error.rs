use std::io;
use std::path::PathBuf;

/// Why there is no site to serve.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Nothing was built there.
    #[error(
        "no site in {0}: build it with `cargo xtask build`, or name the folder with LEPTOS_SITE_ROOT"
    )]
    Missing(PathBuf),
    /// A file or folder cannot be read.
    #[error("{0}: {1}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// The list of names is not one: build again.
    #[error("{0}: {1}; build the site again with `cargo xtask build`")]
    Manifest(PathBuf, #[source] serde_json::Error),
}
