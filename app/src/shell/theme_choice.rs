use leptos::prelude::*;
use leptos::tachys::html::attribute::custom::CustomAttribute;

/// Paper in light and dark: the browser paints its own frame with it.
const LIGHT_PAPER: &str = "#ffffff";
const DARK_PAPER: &str = "#0f1822";

/// Light, dark, or as the device says: what the reader chose in the footer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl ThemeChoice {
    /// The choice of a cookie or form value; anything unknown is `Auto`.
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// The value of a cookie.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// `data-theme` of the document.
    pub(crate) fn forced(self) -> Option<&'static str> {
        (self != Self::Auto).then(|| self.as_str())
    }

    pub(crate) const fn color_scheme(self) -> &'static str {
        match self {
            Self::Auto => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub(crate) fn theme_colours(self) -> impl IntoView {
        // `view!` does not know `media` on this element.
        let meta = |paper: &'static str, media: &'static str| {
            let media = (self == Self::Auto).then_some(media);
            leptos::html::meta()
                .name("theme-color")
                .content(paper)
                .attr("media", media)
        };
        let light =
            (self != Self::Dark).then(|| meta(LIGHT_PAPER, "(prefers-color-scheme: light)"));
        let dark = (self != Self::Light).then(|| meta(DARK_PAPER, "(prefers-color-scheme: dark)"));
        (light, dark)
    }
}
