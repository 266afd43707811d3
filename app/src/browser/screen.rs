//! Wakes a screen: its clock, its live state, and what it does when nobody looks after it.

mod chime;
mod device;
mod facts;
mod fresh;
mod kept;
mod keys;
mod lobby_screen;
mod onward;

use std::time::Duration;

use leptos::prelude::{Owner, set_interval};
use model::live::Topic;

use crate::browser::live_socket::follow;
use crate::state::LiveState;
use facts::Facts;
use fresh::FreshScreen;
use lobby_screen::LobbyScreen;

/// How often a screen looks at its clock and at what it heard.
const TICK: Duration = Duration::from_millis(200);

/// Wakes the screen of this document.
pub fn wake_screen() {
    let Some(facts) = Facts::read() else {
        return;
    };
    // It lives as long as the document: nobody takes it down.
    let owner = Box::leak(Box::new(Owner::new()));
    let live = owner.with(LiveState::new);
    if let Some(site) = &facts.site {
        follow(live, vec![Topic::Hall(site.clone())]);
    }
    if facts.is_device {
        device::report(facts.version.clone());
    }
    if let Some((seconds, address)) = facts.then.clone() {
        onward::go_on(seconds, address);
    }
    keys::listen();
    if facts.is_lobby {
        let mut screen = LobbyScreen::new(facts, live);
        set_interval_mut(move || screen.tick());
    } else if facts.is_fresh {
        let mut screen = FreshScreen::new(live);
        set_interval_mut(move || screen.tick());
    }
}

fn set_interval_mut(tick: impl FnMut() + 'static) {
    let tick = std::cell::RefCell::new(tick);
    set_interval(
        move || {
            if let Ok(mut tick) = tick.try_borrow_mut() {
                tick();
            }
        },
        TICK,
    );
}
