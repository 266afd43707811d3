use leptos::prelude::{GetUntracked, window};
use model::reception::Hall;
use model::time::At;

use super::chime::chime;
use super::facts::{Facts, content};
use super::kept::{keep, kept};
use crate::browser::page::reload;
use crate::screen::{Life, Moment, lobby, shift};
use crate::state::{Link, LiveState};

/// A lobby screen that is awake.
pub struct LobbyScreen {
    facts: Facts,
    live: LiveState,
    life: Life,
    hall: Option<Hall>,
    /// The server's clock, and the browser's monotonic clock then, in milliseconds.
    clock: (At, f64),
    /// When the server was heard last.
    heard_ms: f64,
    started_ms: f64,
    /// The last call that was heard: its number, its instant and its repetitions.
    called: Option<(String, At, u32)>,
    shown: String,
}

impl LobbyScreen {
    /// As the server made it; or as it was heard last, where that is newer.
    pub fn new(facts: Facts, live: LiveState) -> Self {
        let (now, ms) = (facts.now, monotonic_ms());
        let site = facts.site.clone().map(|site| site.to_string());
        let site = site.unwrap_or_default();
        let known = kept(&site).filter(|hall| hall.at >= now);
        Self {
            life: Life::of(&site),
            hall: known,
            clock: (now, ms),
            heard_ms: ms,
            started_ms: ms,
            called: None,
            shown: String::new(),
            facts,
            live,
        }
    }

    /// Takes in what was heard and writes what changed.
    pub fn tick(&mut self) {
        let ms = monotonic_ms();
        let link = self.live.link().get_untracked();
        if let Some(now) = self.live.take_clock() {
            self.clock = (now, ms);
            self.heard_ms = ms;
        }
        if let Some(hall) = self.live.take_hall() {
            self.heard_ms = ms;
            keep(&hall);
            self.hear_call(&hall);
            self.hall = Some(hall);
        }
        let now = self.now(ms);
        if self.is_time_to_load(link, now, ms) {
            reload();
            return;
        }
        self.write(now, ms);
    }

    /// Only where the server answers: a browser that loads a page from a server that is
    /// away shows its own error, and nobody is there to press a key.
    fn is_time_to_load(&self, link: Link, now: At, ms: f64) -> bool {
        let on_s = (ms - self.started_ms) / 1_000.0;
        match link {
            Link::Outdated => true,
            Link::Live => self.life.is_time_to_reload(now, self.facts.offset_s, on_s),
            Link::Idle | Link::Lost { .. } => false,
        }
    }

    fn now(&self, ms: f64) -> At {
        let (at, then) = self.clock;
        at.plus_seconds(whole_seconds(ms - then))
    }

    /// A new call is heard, one that was there when the screen began is not.
    fn hear_call(&mut self, hall: &Hall) {
        let latest = hall.calls.first();
        let latest = latest.map(|call| (call.number.clone(), call.at, call.recalls));
        if latest.is_some() && latest != self.called {
            if self.called.is_some() && self.facts.chime {
                chime();
            }
            self.called = latest;
        }
    }

    fn write(&mut self, now: At, ms: f64) {
        let moment = Moment {
            now,
            offset_s: self.facts.offset_s,
            change: self.facts.change,
            demo: self.facts.demo,
            lost: Life::is_lost((ms - self.heard_ms) / 1_000.0),
        };
        let Some(screen) = content() else {
            return;
        };
        // These names and values are always valid.
        let _ = screen.set_attribute("data-shift", &shift(now).to_string());
        // Until the first state is heard, what the server laid out is right.
        let Some(hall) = &self.hall else {
            return;
        };
        let fresh = lobby(hall, moment);
        if fresh != self.shown {
            screen.set_inner_html(&fresh);
            self.shown = fresh;
        }
    }
}

fn monotonic_ms() -> f64 {
    window()
        .performance()
        .map_or_else(js_sys::Date::now, |clock| clock.now())
}

#[expect(
    clippy::as_conversions,
    reason = "a float has no TryInto; it saturates"
)]
fn whole_seconds(ms: f64) -> i64 {
    (ms / 1_000.0).floor() as i64
}
