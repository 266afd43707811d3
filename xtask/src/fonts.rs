//! The fonts, copied from their npm packages: nothing comes from outside at run time.

mod narrow_space;
mod sfnt;
mod woff;

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

/// The fonts of printed reports: static ones, unpacked, with the letters of all Latin
/// languages, since names are of people and places.
const PRINTED: [(&str, &str); 6] = [
    (
        "public-sans-400",
        "public-sans/files/public-sans-latin-400-normal.woff",
    ),
    (
        "public-sans-700",
        "public-sans/files/public-sans-latin-700-normal.woff",
    ),
    (
        "public-sans-ext-400",
        "public-sans/files/public-sans-latin-ext-400-normal.woff",
    ),
    (
        "public-sans-ext-700",
        "public-sans/files/public-sans-latin-ext-700-normal.woff",
    ),
    (
        "newsreader-500",
        "newsreader/files/newsreader-latin-500-normal.woff",
    ),
    (
        "newsreader-ext-500",
        "newsreader/files/newsreader-latin-ext-500-normal.woff",
    ),
];

/// Their licences (SIL Open Font License 1.1) go with them.
const LICENCES: [(&str, &str); 2] = [
    (
        "fonts/report/public-sans.LICENSE.txt",
        "@fontsource/public-sans/LICENSE",
    ),
    (
        "fonts/report/newsreader.LICENSE.txt",
        "@fontsource/newsreader/LICENSE",
    ),
];

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
    for (name, file) in PRINTED {
        let file = format!("@fontsource/{file}");
        let packed =
            std::fs::read(modules.join(&file)).with_context(|| format!("{file} is missing"))?;
        let font = woff::unpack(&packed).with_context(|| file.clone())?;
        site.add_hashed(&format!("fonts/report/{name}.ttf"), &font)?;
    }
    site.add_hashed("fonts/report/narrow-space.ttf", &narrow_space::truetype()?)?;
    for (name, file) in LICENCES {
        let text =
            std::fs::read(modules.join(file)).with_context(|| format!("{file} is missing"))?;
        site.add_plain(name, &text)?;
    }
    site.add_hashed(NARROW_SPACE, &narrow_space::woff2()?)
}
