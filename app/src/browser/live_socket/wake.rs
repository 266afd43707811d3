use std::rc::Rc;

use leptos::prelude::{document, window_event_listener_untyped};

use super::LiveSocket;

/// A network that returns, or a page that is looked at again, does not wait
/// for the next try; a network that goes is known at once.
pub fn listen(socket: &Rc<LiveSocket>) {
    // Listeners live as long as the page: their handles are not kept.
    let online = Rc::clone(socket);
    window_event_listener_untyped("online", move |_| {
        if online.sender.borrow().is_none() {
            online.connect();
        }
    });
    let offline = Rc::clone(socket);
    window_event_listener_untyped("offline", move |_| offline.lost(offline.generation.get()));
    let seen = Rc::clone(socket);
    window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() && seen.sender.borrow().is_none() {
            seen.connect();
        }
    });
    let back = Rc::clone(socket);
    window_event_listener_untyped("pageshow", move |_| {
        if back.sender.borrow().is_none() {
            back.connect();
        }
    });
    let gone = Rc::clone(socket);
    window_event_listener_untyped("pagehide", move |_| gone.retire());
}
