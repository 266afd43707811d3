use model::engine::{PlaceStanding, Standing};
use model::format::note as note_text;
use web_sys::Element;

use super::elements::elements;
use super::map_marks::paint_mark;
use crate::components::{Badge, NoteState, level_mark, signs, status_mark};
use crate::state::Clock;

/// Writes how a place stands wherever the body shows it: badges, lines of lists
/// and marks of the map. The body came as text, so it has no signals.
pub fn paint(place: &PlaceStanding, clock: Clock) {
    // Codes hold letters, digits and . _ : - only, so they need no escape in quotes.
    let code = place.code.as_str();
    for spot in elements(&format!("[data-of=\"{code}\"]")) {
        let theme = spot.get_attribute("data-on");
        let Some(standing) = place.on(theme.as_deref()) else {
            continue;
        };
        if spot.get_attribute("data-spot").as_deref() == Some("badge") {
            paint_badge(&spot, &standing, place, clock);
        } else {
            paint_line(&spot, &standing);
        }
        if spot.has_attribute("data-state") {
            set(&spot, "data-state", NoteState::of(&standing).as_str());
        }
    }
    let mark = level_mark(place.standing.level);
    let note = note_text(place.standing.note);
    paint_mark(code, mark.class(), mark.word(), &note);
}

fn paint_badge(spot: &Element, standing: &Standing, place: &PlaceStanding, clock: Clock) {
    let before = figure(spot).and_then(|figure| figure.text_content());
    let badge = Badge {
        name: &spot.get_attribute("data-name").unwrap_or_default(),
        standing,
        latest_at: place.latest_at,
        clock,
        horizon: spot.has_attribute("data-horizon"),
    };
    spot.set_inner_html(&badge.html());
    if let Some(figure) = figure(spot)
        && figure.text_content() != before
    {
        set(&figure, "data-changed", "odd");
    }
}

fn paint_line(spot: &Element, standing: &Standing) {
    let note = note_text(NoteState::of(standing).note());
    if let Some(figure) = figure(spot)
        && figure.text_content().as_deref() != Some(note.as_str())
    {
        figure.set_text_content(Some(&note));
        // Two names for one animation: it starts again at each change.
        let odd = figure.get_attribute("data-changed").as_deref() == Some("odd");
        set(&figure, "data-changed", if odd { "even" } else { "odd" });
    }
    if let Ok(Some(place)) = spot.query_selector("[data-signs]") {
        place.set_inner_html(&signs(standing));
    }
    if let Ok(Some(place)) = spot.query_selector("[data-level]") {
        place.set_inner_html(&status_mark(standing.level));
    }
}

fn figure(spot: &Element) -> Option<Element> {
    spot.query_selector("[data-note]").ok().flatten()
}

fn set(element: &Element, name: &str, value: &str) {
    // These names and values are always valid.
    let _ = element.set_attribute(name, value);
}
