use leptos::prelude::*;
use model::city::PlaceCode;
use model::engine::PlaceStanding;
use model::live::Topic;
use model::score::Note;

use super::page::Refresh;
use crate::browser;
use crate::state::{Clock, LiveState};
use crate::view::PageView;

/// Between two refreshes of the body, in seconds: at least this, and up to
/// `SPREAD` more so that browsers do not ask all at once.
const LEAST: f64 = 5.0;
const SPREAD: f64 = 5.0;

/// Makes the page live: notes of its places are painted as they change, and a
/// newer body is asked for after the watched note moved. A page of the past
/// follows nothing.
pub fn follow(page: &PageView, refresh: Refresh) {
    let live = LiveState::from_context();
    let frame = page.frame.clone();
    let topics = topics(&page.follow, frame.past);
    Effect::new(move |first: Option<()>| {
        if first.is_none() {
            live.enter(&frame);
            browser::follow(live, topics.clone());
        }
    });
    if page.frame.past {
        return;
    }
    if let Some(seconds) = page.again_s {
        ask_again(f64::from(seconds), StoredValue::new(true), refresh);
    }
    let (start, clock) = (&page.frame.live, Clock::of(&page.frame));
    for code in &page.follow {
        let pushed = live.pushed(start, code);
        Effect::new(move |_| {
            if let Some(place) = pushed.get() {
                browser::once_shown(move || browser::paint(&place, clock));
            }
        });
    }
    let Some(watched) = page.watch.clone() else {
        return;
    };
    let pushed = live.pushed(start, &watched.place);
    let note = Memo::new(move |_| {
        let now = pushed.get();
        now.map_or(watched.note, |place| {
            note_of(&place, watched.theme.as_deref())
        })
    });
    let waiting = StoredValue::new(false);
    Effect::watch(
        move || note.get(),
        move |_, _, _| {
            if !waiting.get_value() {
                waiting.set_value(true);
                browser::after(LEAST, SPREAD, move || {
                    // The page may be gone by then, and its values with it.
                    if waiting.try_set_value(false).is_none() {
                        refresh.ask();
                    }
                });
            }
        },
        false,
    );
}

/// Asks for a newer body for as long as the page is there.
fn ask_again(seconds: f64, there: StoredValue<bool>, refresh: Refresh) {
    browser::after(seconds, SPREAD, move || {
        if there.try_get_value().is_some() {
            refresh.ask();
        }
    });
}

fn note_of(place: &PlaceStanding, theme: Option<&str>) -> Option<Note> {
    place.on(theme).and_then(|standing| standing.note)
}

fn topics(places: &[String], past: bool) -> Vec<Topic> {
    if past {
        return Vec::new();
    }
    let places = places
        .iter()
        .filter_map(|code| PlaceCode::new(code.as_str()).ok());
    std::iter::once(Topic::Freshness)
        .chain(places.map(Topic::Place))
        .collect()
}
