//! The horizon line: a note between 0 and 10, and where it should be.

use serde::{Deserialize, Serialize};

use super::canvas::{Anchor, Canvas, Heading};
use super::drawing::{Drawing, Words, assemble};
use super::frame::Layout;
use super::number::{NNBSP, number};
use super::pen::Pen;
use super::text_width::text_width;
use super::{Chart, ChartTable, Mark};

/// Notes from which a level is reached, with its mark and label.
const LEVELS: [(f64, Mark, &str); 3] = [
    (0.0, Mark::Gap, "0"),
    (8.0, Mark::Watch, "8"),
    (9.5, Mark::Ok, "9,5"),
];

/// What a horizon line shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HorizonSpec {
    /// Prefix of the ids in the drawing; unique in its page.
    pub id: String,
    /// What is noted: "Ville de Clairval".
    pub name: String,
    /// 0–10; None when not scored: the line then stays thin and has no dot.
    pub note: Option<f64>,
}

/// Draws the line: 500 units wide, 350 for a phone.
#[must_use]
pub fn horizon(spec: &HorizonSpec) -> Chart {
    let note = spec
        .note
        .filter(|n| n.is_finite())
        .map(|n| n.clamp(0.0, 10.0));
    let value = match note {
        Some(n) => format!("{} sur 10", number(n, 1)),
        None => String::from("non noté"),
    };
    let words = Words {
        title: format!("Note{NNBSP}: {}", spec.name),
        description: format!(
            "{}{NNBSP}: {value}. À surveiller à partir de 8, atteint à partir de 9,5.",
            spec.name
        ),
        table: ChartTable {
            caption: format!("Note{NNBSP}: {}", spec.name),
            columns: ["Repère", "Note"].map(String::from).to_vec(),
            rows: vec![
                vec![spec.name.clone(), value.clone()],
                vec![String::from("À surveiller"), String::from("8")],
                vec![String::from("Atteint"), String::from("9,5")],
            ],
        },
        stops: vec![(spec.name.clone(), value)],
    };
    let wide = draw(
        spec,
        note,
        &words,
        Layout {
            width: 500.0,
            ..Layout::wide(46.0)
        },
    );
    let narrow = draw(spec, note, &words, Layout::narrow(46.0));
    assemble(words, wide, narrow)
}

fn draw(spec: &HorizonSpec, note: Option<f64>, words: &Words, layout: Layout) -> Drawing {
    let canvas = Canvas::new(layout.width, layout.height);
    let (left, right, y) = (1.0, layout.width - 1.0, 12.0);
    let at = |n: f64| left + (right - left) * n / 10.0;
    canvas.line(&[(left, y), (right, y)], Pen::Axis);
    for n in [0.0, 8.0, 9.5, 10.0] {
        canvas.line(&[(at(n), y - 6.0), (at(n), y + 6.0)], Pen::Axis);
    }
    if let Some(n) = note {
        canvas.line(&[(left, y), (at(n), y)], Pen::Ink);
        canvas.dot((at(n).clamp(8.0, layout.width - 8.0), y), 7.0, Pen::Ink);
    }
    // Centred under their tick; the last one keeps clear of the edge.
    for (n, mark, label) in LEVELS {
        let width = 16.0 + text_width(label, layout.text, false);
        let x = (at(n) - 14.0).min(layout.width - width - 1.0).max(0.0);
        canvas.raw(&format!(
            r#"<g class="{}" transform="translate({x:.1} 27.5) scale(.75)">{}</g>"#,
            mark.class(),
            mark.shape()
        ));
        canvas.text(
            label,
            (x + 16.0, 39.0),
            Anchor::Start,
            layout.face(Pen::Soft),
        );
    }
    let svg = canvas.finish(&Heading {
        id: &layout.id(&spec.id),
        kind: "c-horizon",
        title: &words.title,
        description: &words.description,
    });
    let place = (at(note.unwrap_or(0.0)), y);
    Drawing {
        svg,
        size: (layout.width, layout.height),
        places: vec![place],
    }
}
