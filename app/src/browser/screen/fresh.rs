use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::{GetUntracked, document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomParser, HtmlElement, Response, SupportedType};

use super::facts::content;
use crate::state::{Link, LiveState};

/// Milliseconds between two askings at least.
const LEAST_MS: f64 = 700.0;
/// Milliseconds after which it is asked for anew though nothing was heard.
const MOST_MS: f64 = 15_000.0;

/// A screen that is asked for anew, from its own address, when the hall changes.
pub struct FreshScreen {
    live: LiveState,
    is_stale: bool,
    asked_ms: f64,
    asking: Rc<Cell<bool>>,
}

impl FreshScreen {
    /// Fresh as the server made it.
    pub fn new(live: LiveState) -> Self {
        Self {
            live,
            is_stale: false,
            asked_ms: js_sys::Date::now(),
            asking: Rc::default(),
        }
    }

    /// Looks at what was heard.
    pub fn tick(&mut self) {
        self.is_stale |= self.live.take_hall().is_some();
        let lost = matches!(self.live.link().get_untracked(), Link::Lost { .. });
        if let Some(screen) = content() {
            // These names and values are always valid.
            let _ = screen.set_attribute("data-link", if lost { "lost" } else { "live" });
        }
        let since = js_sys::Date::now() - self.asked_ms;
        let wanted = (self.is_stale && since > LEAST_MS) || since > MOST_MS;
        if !wanted || lost || self.asking.get() || is_held() {
            return;
        }
        self.is_stale = false;
        self.asked_ms = js_sys::Date::now();
        self.asking.set(true);
        let asking = Rc::clone(&self.asking);
        spawn_local(async move {
            // Failing leaves what was there; it is asked for again.
            let _ = renew().await;
            asking.set(false);
        });
    }
}

/// Whether somebody is choosing or writing something, which must not go away.
fn is_held() -> bool {
    let active = document().active_element();
    let writes = active.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA")
    });
    writes
        || document()
            .query_selector("#ecran details[open]")
            .is_ok_and(|open| open.is_some())
}

async fn renew() -> Option<()> {
    let address = window().location().href().ok()?;
    let answer = JsFuture::from(window().fetch_with_str(&address))
        .await
        .ok()?;
    let answer: Response = answer.dyn_into().ok()?;
    if answer.redirected() || !answer.ok() {
        // Signed out, or sent elsewhere: the browser goes there itself.
        return window().location().reload().ok();
    }
    let text = JsFuture::from(answer.text().ok()?)
        .await
        .ok()?
        .as_string()?;
    let parser = DomParser::new().ok()?;
    let page = parser
        .parse_from_string(&text, SupportedType::TextHtml)
        .ok()?;
    let fresh = page.get_element_by_id("ecran")?;
    let screen = content()?;
    // What came after the asking is in no page yet: it is heard in the next tick.
    if is_held() || screen.inner_html() == fresh.inner_html() {
        return Some(());
    }
    let focused = document().active_element().map(|element| element.id());
    screen.set_inner_html(&fresh.inner_html());
    let again = focused.filter(|id| !id.is_empty());
    if let Some(element) = again.and_then(|id| document().get_element_by_id(&id))
        && let Ok(element) = element.dyn_into::<HtmlElement>()
    {
        let _ = element.focus();
    }
    Some(())
}
