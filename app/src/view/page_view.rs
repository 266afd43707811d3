use model::score::{Explanation, Note};
use serde::{Deserialize, Serialize};

use super::{Frame, Here};

/// What travels to the browser for any page: what stands around it, and its
/// content as HTML that the server laid out. A new kind of page needs nothing
/// new in the browser.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageView {
    /// Around the page.
    pub frame: Frame,
    /// Where the page is in the navigation.
    pub here: Here,
    /// Its sheet, e.g. `page--theme`.
    pub kind: String,
    /// Title of the document, without the name of the service.
    pub title: String,
    /// The content of `<main>`. Empty where the page was rendered with it: the
    /// browser keeps what is there.
    pub body: String,
    /// Places whose notes on the page move at once.
    pub follow: Vec<String>,
    /// The note whose move asks for a newer body.
    pub watch: Option<Watched>,
    /// A newer body is asked for after so many seconds: what it says ages by itself.
    pub again_s: Option<u32>,
    /// Arithmetic that the browser redoes.
    pub explanation: Option<Box<Explanation>>,
}

/// A note, as the page was made from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Watched {
    /// Code of the place.
    pub place: String,
    /// On one theme, or over all.
    pub theme: Option<String>,
    /// The note then.
    pub note: Option<Note>,
}
