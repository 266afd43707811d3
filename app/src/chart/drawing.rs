//! From two drawings to one chart.

use super::canvas::{Anchor, Canvas, Heading};
use super::cast::fraction;
use super::frame::Layout;
use super::pen::Pen;
use super::text_width::text_width;
use super::{Chart, ChartPoint, ChartTable};

/// One drawing and where its values stand, in units.
pub struct Drawing {
    pub svg: String,
    pub size: (f64, f64),
    pub places: Vec<(f64, f64)>,
}

/// The words of a chart.
pub struct Words {
    pub title: String,
    pub description: String,
    pub table: ChartTable,
    /// Label and value of each stop, in the order of the drawings' places.
    pub stops: Vec<(String, String)>,
}

/// Puts both drawings and their words together.
pub fn assemble(words: Words, wide: Drawing, narrow: Drawing) -> Chart {
    let places = wide.places.iter().zip(&narrow.places);
    let points = words
        .stops
        .into_iter()
        .zip(places)
        .map(|((label, value), (w, n))| ChartPoint {
            label,
            value,
            x: fraction(w.0, wide.size.0),
            y: fraction(w.1, wide.size.1),
            nx: fraction(n.0, narrow.size.0),
            ny: fraction(n.1, narrow.size.1),
        })
        .collect();
    Chart {
        svg_wide: wide.svg,
        svg_narrow: narrow.svg,
        title: words.title,
        description: words.description,
        table: words.table,
        points,
    }
}

/// A chart without data: a sentence, never a blank.
pub fn empty(id: &str, kind: &str, title: &str, sentence: &str) -> Chart {
    let draw = |layout: Layout| {
        let canvas = Canvas::new(layout.width, layout.height);
        let face = layout.face(Pen::Soft);
        let lines = wrap(sentence, layout.width - 24.0, face.size);
        let mut y = layout.height / 2.0;
        for line in &lines {
            canvas.text(line, (layout.width / 2.0, y), Anchor::Middle, face);
            y += face.size * 1.4;
        }
        let floor = layout.height - 1.0;
        canvas.line(&[(0.0, floor), (layout.width, floor)], Pen::Grid);
        canvas.finish(&Heading {
            id: &layout.id(id),
            kind: &format!("{kind} c-empty"),
            title,
            description: sentence,
        })
    };
    Chart {
        svg_wide: draw(Layout::wide(120.0)),
        svg_narrow: draw(Layout::narrow(120.0)),
        title: title.to_owned(),
        description: sentence.to_owned(),
        table: ChartTable {
            caption: title.to_owned(),
            ..ChartTable::default()
        },
        points: Vec::new(),
    }
}

/// Cuts a text in lines at most `width` units wide, at its spaces; a word too
/// long for a line is shortened.
pub fn wrap(text: &str, width: f64, size: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let word = shorten(word, width, size, false);
        match lines.last_mut() {
            Some(line) if text_width(&format!("{line} {word}"), size, false) <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// `text`, with its end replaced by "…" if it is wider than `width` units.
pub fn shorten(text: &str, width: f64, size: f64, bold: bool) -> String {
    if text_width(text, size, bold) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if text_width(&kept, size, bold) + text_width("…", size, bold) > width {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}
