use leptos::prelude::document;
use model::city::PlaceCode;
use model::time::At;
use web_sys::Element;

/// What the server wrote into the content of a screen for the browser half.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The building whose hall is followed.
    pub site: Option<PlaceCode>,
    /// Whether the screen is laid out anew from the hall.
    pub is_lobby: bool,
    /// Whether it is asked for anew when the hall changes.
    pub is_fresh: bool,
    /// Whether a paired device shows it.
    pub is_device: bool,
    /// What the device shows, to notice that it should show something else.
    pub version: String,
    /// After how many seconds it goes on to another address, and which.
    pub then: Option<(f64, String)>,
    /// Whether a call is heard.
    pub chime: bool,
    /// The data are invented.
    pub demo: bool,
    /// The town's clock when the screen was made.
    pub now: At,
    /// Offset of the town's zone from UTC, in seconds.
    pub offset_s: i32,
    /// When clocks change next, and the offset from then on.
    pub change: Option<(At, i32)>,
}

impl Facts {
    /// Reads them.
    pub fn read() -> Option<Self> {
        let screen = content()?;
        let text = |name: &str| screen.get_attribute(name).unwrap_or_default();
        Some(Self {
            site: text("data-site").parse().ok(),
            is_lobby: text("data-live") == "lobby",
            is_fresh: text("data-live") == "fresh",
            is_device: screen.has_attribute("data-device"),
            version: text("data-device"),
            then: text("data-then")
                .parse()
                .ok()
                .zip(screen.get_attribute("data-address")),
            chime: screen.has_attribute("data-chime"),
            demo: screen.has_attribute("data-demo"),
            now: At::from_millis(text("data-now").parse().unwrap_or_default()),
            offset_s: text("data-offset").parse().unwrap_or_default(),
            change: text("data-change")
                .split_once(' ')
                .and_then(|(at, offset_s)| {
                    let at = At::from_millis(at.parse().ok()?);
                    Some((at, offset_s.parse().ok()?))
                }),
        })
    }
}

/// The content of the screen.
pub fn content() -> Option<Element> {
    document().get_element_by_id("ecran")
}
