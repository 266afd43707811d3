use leptos::prelude::*;
use model::city::PlaceCode;
use model::engine::Standing;
use model::live::Topic;

use super::loaded::Refresh;
use crate::browser;
use crate::state::LiveState;
use crate::view::Frame;

/// Between two refreshes of the charts, in seconds: at least this, and up to
/// `SPREAD` more so that browsers do not ask all at once.
const LEAST: f64 = 5.0;
const SPREAD: f64 = 5.0;

/// Makes the page live: follows `places`, and refreshes the view after the
/// `note` of the page's place moved. A page of the past follows nothing.
pub fn follow(frame: &Frame, places: Vec<String>, note: Signal<Standing>, refresh: Refresh) {
    let live = LiveState::from_context();
    let frame = frame.clone();
    Effect::new(move |first: Option<()>| {
        if first.is_none() {
            live.enter(&frame);
            browser::follow(live, topics(&places, frame.past));
        }
    });
    let waiting = StoredValue::new(false);
    Effect::watch(
        move || note.read().note,
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
