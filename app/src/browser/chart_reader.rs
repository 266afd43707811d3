//! Reading a chart stop by stop: one set of listeners for all charts of a page.
//! The stops stand in the drawing's `data-stops`, one line each.

use std::cell::Cell;

use leptos::ev;
use leptos::prelude::{document, window_event_listener};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::elements::elements;

const CURSOR: &str = ".chart-reader__cursor";

/// A cursor with both drawings' marks, to be moved by its attributes.
const MARKS: &str = concat!(
    r#"<svg class="wide" aria-hidden="true" focusable="false"><line y1="0" y2="100%"/><circle r="6"/></svg>"#,
    r#"<svg class="narrow" aria-hidden="true" focusable="false"><line y1="0" y2="100%"/><circle r="6"/></svg>"#
);

thread_local! {
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// Gives every chart of the body a slider that the keyboard reaches.
pub fn wake_charts() {
    for drawing in elements("[data-stops]") {
        if drawing.query_selector(CURSOR).ok().flatten().is_none() {
            add_cursor(&drawing);
        }
    }
    if !LISTENING.replace(true) {
        listen();
    }
}

fn add_cursor(drawing: &Element) -> Option<()> {
    let cursor = document().create_element("div").ok()?;
    let last = stops(drawing).len().saturating_sub(1).to_string();
    let name = drawing.get_attribute("data-name").unwrap_or_default();
    for (attribute, value) in [
        ("class", "chart-reader__cursor"),
        ("tabindex", "0"),
        ("role", "slider"),
        ("aria-label", &name),
        ("aria-valuemin", "0"),
        ("aria-valuemax", &last),
        ("aria-valuenow", "0"),
    ] {
        cursor.set_attribute(attribute, value).ok()?;
    }
    let first = stops(drawing).first().map(Stop::words);
    cursor
        .set_attribute("aria-valuetext", &first.unwrap_or_default())
        .ok()?;
    drawing.append_child(&cursor).ok()?;
    Some(())
}

fn listen() {
    // They serve the whole visit: nothing removes them.
    let _ = window_event_listener(ev::focusin, |event| {
        if let Some(cursor) = under(event.target(), CURSOR) {
            go(&cursor, now(&cursor));
        }
    });
    let _ = window_event_listener(ev::focusout, |event| {
        if let Some(cursor) = under(event.target(), CURSOR) {
            clear(&cursor);
        }
    });
    let _ = window_event_listener(ev::keydown, |event| {
        if let Some(cursor) = under(event.target(), CURSOR)
            && let Some(to) = step(&event.key(), &cursor)
        {
            event.prevent_default();
            go(&cursor, to);
        }
    });
    let _ = window_event_listener(ev::pointermove, |event| {
        let drawing = under(event.target(), "[data-stops]");
        for other in elements("[data-pointed]") {
            if Some(&other) != drawing.as_ref() {
                let _ = other.remove_attribute("data-pointed");
                if let Ok(Some(cursor)) = other.query_selector(CURSOR) {
                    clear(&cursor);
                }
            }
        }
        if let Some(drawing) = drawing {
            point(&drawing, f64::from(event.client_x()));
        }
    });
}

/// The element of an event, or one around it, that a selector matches.
fn under(target: Option<EventTarget>, selector: &str) -> Option<Element> {
    target?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// The stop nearest to the pointer. Both drawings have nearly the same
/// proportions across, so the wide one's serve.
fn point(drawing: &Element, client_x: f64) -> Option<()> {
    let frame = drawing.get_bounding_client_rect();
    let x = (client_x - frame.x()) / frame.width().max(1.0) * 1e4;
    let far = |stop: &Stop| (stop.wide.0 - x).abs();
    let all = stops(drawing).into_iter().enumerate();
    let (nearest, _) = all.min_by(|(_, a), (_, b)| far(a).total_cmp(&far(b)))?;
    let cursor = drawing.query_selector(CURSOR).ok()??;
    let _ = drawing.set_attribute("data-pointed", "");
    go(&cursor, nearest);
    Some(())
}

fn step(key: &str, cursor: &Element) -> Option<usize> {
    let last = cursor.get_attribute("aria-valuemax")?.parse().ok()?;
    let now = now(cursor);
    let next = match key {
        "ArrowRight" | "ArrowUp" => now.saturating_add(1),
        "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
        "PageUp" => now.saturating_add(10),
        "PageDown" => now.saturating_sub(10),
        "Home" => 0,
        "End" => last,
        _ => return None,
    };
    Some(next.min(last))
}

fn now(cursor: &Element) -> usize {
    let now = cursor.get_attribute("aria-valuenow");
    now.and_then(|now| now.parse().ok()).unwrap_or(0)
}

/// Moves the cursor to a stop and says it.
fn go(cursor: &Element, to: usize) -> Option<()> {
    let drawing = cursor.parent_element()?;
    let stops = stops(&drawing);
    let stop = stops.get(to)?;
    if cursor.child_element_count() == 0 {
        cursor.set_inner_html(MARKS);
    }
    for (marks, at) in [(".wide", stop.wide), (".narrow", stop.narrow)] {
        let share = |of: f64| format!("{}%", of / 100.0);
        let line = cursor.query_selector(&format!("{marks} line")).ok()??;
        let dot = cursor.query_selector(&format!("{marks} circle")).ok()??;
        for (element, name, value) in [
            (&line, "x1", at.0),
            (&line, "x2", at.0),
            (&dot, "cx", at.0),
            (&dot, "cy", at.1),
        ] {
            element.set_attribute(name, &share(value)).ok()?;
        }
    }
    let words = stop.words();
    cursor
        .set_attribute("aria-valuenow", &to.to_string())
        .ok()?;
    cursor.set_attribute("aria-valuetext", &words).ok()?;
    shown(cursor)?.set_text_content(Some(&words));
    Some(())
}

fn clear(cursor: &Element) {
    cursor.set_inner_html("");
    if let Some(shown) = shown(cursor) {
        shown.set_text_content(None);
    }
}

/// Where the words stand for the eye.
fn shown(cursor: &Element) -> Option<Element> {
    let reader = cursor.closest(".chart-reader").ok()??;
    reader.query_selector(".chart-reader__words").ok()?
}

/// A stop: its places in ten-thousandths of the drawings' sides, and its words.
struct Stop {
    wide: (f64, f64),
    narrow: (f64, f64),
    label: String,
    value: String,
}

impl Stop {
    fn words(&self) -> String {
        format!("{}\u{202f}: {}", self.label, self.value)
    }
}

fn stops(drawing: &Element) -> Vec<Stop> {
    let text = drawing.get_attribute("data-stops").unwrap_or_default();
    text.lines().filter_map(stop).collect()
}

fn stop(line: &str) -> Option<Stop> {
    let mut parts = line.split('\t');
    let mut number = || parts.next()?.parse::<f64>().ok();
    let (wide, narrow) = ((number()?, number()?), (number()?, number()?));
    Some(Stop {
        wide,
        narrow,
        label: parts.next()?.to_owned(),
        value: parts.next()?.to_owned(),
    })
}
