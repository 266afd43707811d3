//! What must hold for any drawing, whatever its data.

use app::chart::Chart;
use app::chart::text_width::text_width;

/// Both drawings are whole, name themselves, keep their text inside and contain
/// no broken number; the table is square; stops lie on the drawing.
pub fn sound(chart: &Chart) {
    for svg in [&chart.svg_wide, &chart.svg_narrow] {
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"), "{svg}");
        for broken in ["NaN", "inf\"", "inf ", "infini"] {
            assert!(!svg.contains(broken), "{broken} in {svg}");
        }
        assert!(
            !svg.contains("#fff") && !svg.contains("rgb("),
            "literal colour in {svg}"
        );
        let named = attribute(svg, "aria-labelledby");
        for id in named.split(' ') {
            assert_eq!(
                svg.matches(&format!(r#"id="{id}""#)).count(),
                1,
                "{id} in {svg}"
            );
        }
        assert_eq!(
            svg.matches("<g ").count(),
            svg.matches("</g>").count(),
            "{svg}"
        );
        text_inside(svg);
    }
    assert!(
        attribute(&chart.svg_wide, "aria-labelledby")
            != attribute(&chart.svg_narrow, "aria-labelledby")
    );
    for row in &chart.table.rows {
        assert_eq!(row.len(), chart.table.columns.len(), "{row:?}");
    }
    for p in &chart.points {
        for at in [p.x, p.y, p.nx, p.ny] {
            assert!((0.0..=1.0).contains(&at), "{p:?}");
        }
    }
}

/// No text of a drawing covers another.
pub fn apart(svg: &str) {
    let texts = texts(svg);
    for (i, a) in texts.iter().enumerate() {
        for b in texts.iter().skip(i + 1) {
            let clear = a.left >= b.right - 0.5
                || b.left >= a.right - 0.5
                || a.top >= b.bottom - 0.5
                || b.top >= a.bottom - 0.5;
            assert!(clear, "“{}” covers “{}” in {svg}", a.text, b.text);
        }
    }
}

/// A text and the box its letters take.
struct Text {
    text: String,
    size: f64,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

fn text_inside(svg: &str) {
    let view: Vec<f64> = attribute(svg, "viewBox")
        .split(' ')
        .map(|n| n.parse().unwrap())
        .collect();
    for t in texts(svg) {
        assert!(t.size >= 14.0, "{} is {} units", t.text, t.size);
        assert!(
            t.left >= -0.6 && t.right <= view[2] + 0.6,
            "{}: {}–{}",
            t.text,
            t.left,
            t.right
        );
        assert!(
            t.top >= -0.6 && t.bottom <= view[3] + 0.6,
            "{}: {}–{}",
            t.text,
            t.top,
            t.bottom
        );
    }
}

fn texts(svg: &str) -> Vec<Text> {
    let mut found = Vec::new();
    for element in svg.split("<text ").skip(1) {
        let (tag, rest) = element.split_once('>').unwrap();
        let (text, _) = rest.split_once('<').unwrap();
        let text = plain(text);
        let number = |name| attribute(tag, name).parse::<f64>().unwrap();
        let (x, y, size) = (number("x"), number("y"), number("font-size"));
        let width = text_width(&text, size, tag.contains("c-bold"));
        let left = match attribute(tag, "text-anchor").as_str() {
            "middle" => x - width / 2.0,
            "end" => x - width,
            _ => x,
        };
        found.push(Text {
            text,
            size,
            left,
            right: left + width,
            top: y - size * 0.74,
            bottom: y + size * 0.22,
        });
    }
    found
}

fn attribute(tag: &str, name: &str) -> String {
    let start = tag
        .split_once(&format!(r#"{name}=""#))
        .map(|(_, rest)| rest);
    start
        .and_then(|rest| rest.split_once('"'))
        .map_or_else(String::new, |(v, _)| v.to_owned())
}

fn plain(text: &str) -> String {
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"");
    text.replace("&#39;", "'").replace("&amp;", "&")
}
