//! The fonts, copied from their npm packages: nothing comes from outside at run time.

mod narrow_space;

use crate::assets::Site;
use crate::npm;
use crate::workspace::Workspace;
use anyhow::{Context, Result};

/// Name in the site, and file below node_modules. The Latin subsets hold all
/// letters of French, « » ’ € m² and −.
const COPIED: [(&str, &str); 2] = [
    (
        "fonts/public-sans.woff2",
        "@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2",
    ),
    (
        "fonts/newsreader.woff2",
        "@fontsource/newsreader/files/newsreader-latin-500-normal.woff2",
    ),
];

/// Name in the site of the font that holds U+202F alone.
const NARROW_SPACE: &str = "fonts/narrow-space.woff2";

/// Adds the fonts to the site.
///
/// # Errors
/// When a package cannot be installed or holds no such file.
pub fn add(workspace: &Workspace, site: &mut Site) -> Result<()> {
    let modules = npm::ensure(workspace, "xtask")?;
    for (name, file) in COPIED {
        let bytes =
            std::fs::read(modules.join(file)).with_context(|| format!("{file} is missing"))?;
        site.add_hashed(name, &bytes)?;
    }
    site.add_hashed(NARROW_SPACE, &narrow_space::woff2()?)
}
