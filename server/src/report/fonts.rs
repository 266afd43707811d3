use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::ReportError;
use crate::http::assets::BuiltSite;

/// Names in the site; the first that has a letter sets it.
const NAMES: [&str; 7] = [
    "fonts/report/public-sans-400.ttf",
    "fonts/report/public-sans-700.ttf",
    "fonts/report/newsreader-500.ttf",
    "fonts/report/public-sans-ext-400.ttf",
    "fonts/report/public-sans-ext-700.ttf",
    "fonts/report/newsreader-ext-500.ttf",
    "fonts/report/narrow-space.ttf",
];

/// Signs of the definitions that these fonts have not, and how they are read.
const WORDS: [(char, &str); 8] = [
    ('₂', "2"),
    ('₃', "3"),
    ('≥', "au moins"),
    ('≤', "au plus"),
    ('≠', "autre que"),
    ('≈', "environ"),
    ('→', "vers"),
    ('‰', "pour mille"),
];

/// Stands for a letter that no font has: a box is nobody's name.
const UNKNOWN: char = '?';

/// The fonts that reports are set with, from the built site.
#[derive(Debug)]
pub struct ReportFonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

impl ReportFonts {
    /// Reads the fonts of a site.
    ///
    /// # Errors
    /// [`ReportError::Fonts`] when the site was built without them.
    pub fn load(site: &BuiltSite) -> Result<Self, ReportError> {
        let fonts = NAMES.map(|name| {
            let file = site.content(name).ok_or(ReportError::Fonts(name))?;
            Font::new(Bytes::new(file.to_vec()), 0).ok_or(ReportError::Fonts(name))
        });
        let fonts: Vec<Font> = fonts.into_iter().collect::<Result<_, _>>()?;
        Ok(Self {
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
        })
    }

    /// The text as these fonts can set it.
    pub(super) fn settable(&self, text: &str) -> String {
        let mut settable = String::with_capacity(text.len());
        for c in text.chars() {
            let words = WORDS.iter().find(|(sign, _)| *sign == c);
            match (c, words) {
                (c, _) if c.is_control() => settable.push(' '),
                (c, _) if self.has(c) => settable.push(c),
                (_, Some((_, words))) => settable.push_str(words),
                (_, None) => settable.push(UNKNOWN),
            }
        }
        settable
    }

    fn has(&self, c: char) -> bool {
        let covers = |font: &Font| font.info().coverage.contains(u32::from(c));
        self.fonts.iter().any(covers)
    }
}
