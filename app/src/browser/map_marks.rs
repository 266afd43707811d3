use web_sys::Element;

use super::elements::elements;

/// Gives the marks of a place the shape and colour of its level, and a
/// district the note. The drawing came as text, so it has no signals.
pub fn paint_mark(code: &str, class: &str, word: &str, note: &str) {
    for mark in elements(&format!("[data-place=\"{code}\"]")) {
        if mark.class_list().contains("c-district") {
            paint_district(&mark, note);
        } else {
            paint_site(&mark, class, word);
        }
    }
}

fn paint_district(district: &Element, note: &str) {
    if let Ok(Some(text)) = district.query_selector("text:last-of-type") {
        text.set_text_content(Some(note));
    }
}

fn paint_site(mark: &Element, class: &str, word: &str) {
    // A drawing that lost a part is left as it is: the table beside it is right.
    let _ = mark.set_attribute("class", &format!("mark {class}"));
    let drawing = mark.closest("svg").ok().flatten();
    let shapes = drawing.and_then(|svg| svg.get_attribute("data-shapes"));
    if let (Some(shapes), Ok(Some(shape))) = (shapes, mark.query_selector("use")) {
        let _ = shape.set_attribute("href", &format!("#{shapes}-{class}"));
    }
    if let Ok(Some(title)) = mark.query_selector("title") {
        let told = title.text_content().unwrap_or_default();
        let name = told
            .rsplit_once(" – ")
            .map_or(told.as_str(), |(name, _)| name);
        title.set_text_content(Some(&format!("{name} – {word}")));
    }
}
