//! The drawing of a map at one width.

use super::project::{Projection, centre, hull, surface};
use super::settle::{Marks, part, place_label};
use super::{MapSpec, Site};
use crate::chart::Mark;
use crate::chart::canvas::{Anchor, Canvas, Face, Heading};
use crate::chart::drawing::{Drawing, Words, shorten};
use crate::chart::escape::{escape, id, segment};
use crate::chart::frame::Layout;
use crate::chart::pen::Pen;
use crate::chart::rect::Rect;
use crate::chart::text_width::text_width;

pub fn draw(spec: &MapSpec, words: &Words, narrow: bool) -> Drawing {
    let rings = || spec.districts.iter().flat_map(|d| &d.rings);
    // With districts the river may run off the sheet; places may not.
    let ground = rings().flatten().chain(spec.sites.iter().map(|s| &s.at));
    let (width, highest) = if narrow {
        (350.0, 420.0)
    } else {
        (850.0, 520.0)
    };
    let projection = Projection::fit(ground, width, highest, 14.0);
    let height = projection.height;
    let layout = if narrow {
        Layout::narrow(height)
    } else {
        Layout::wide(height)
    };
    let canvas = Canvas::new(layout.width, layout.height);
    let flat = |ring: &[super::LonLat]| ring.iter().map(|p| projection.at(*p)).collect::<Vec<_>>();

    let at = spec.sites.iter().map(|s| projection.at(s.at)).collect();
    // A phone with many places: smaller shapes, still 10 units.
    let reach = if narrow && spec.sites.len() > 60 {
        5.5
    } else {
        7.5
    };
    let mut marks = Marks { at, reach };
    let land: Vec<Vec<(f64, f64)>> = rings().map(|r| flat(r)).collect();
    if land.is_empty() {
        canvas.fill(&around(&hull(&marks.at), &canvas), Pen::Land);
    }
    for ring in &land {
        canvas.fill(ring, Pen::Land);
    }
    for ring in &land {
        let closed: Vec<_> = ring.iter().chain(ring.first()).copied().collect();
        canvas.line(&closed, Pen::Border);
    }
    // plotters pulls outside points onto the edge, which would bend the river.
    for part in canvas.bounds(0.0).cut(&flat(&spec.river)) {
        canvas.line(&part, Pen::River);
    }
    let labels = districts(spec, &canvas, layout, &marks, |rings| {
        let best = rings
            .iter()
            .map(|r| flat(r))
            .max_by(|a, b| surface(a).total_cmp(&surface(b)));
        best.map(|ring| centre(&ring))
    });
    part(&mut marks, &labels, &canvas.bounds(0.0));
    let drawing = layout.id(&spec.id);
    sites(spec, &canvas, &marks, &id(&drawing));
    let svg = canvas.finish_group(&Heading {
        id: &drawing,
        kind: "c-map",
        title: &words.title,
        description: &words.description,
    });
    Drawing {
        svg,
        size: (layout.width, height),
        places: marks.at,
    }
}

/// Writes the districts' names and notes; gives the boxes they take.
fn districts(
    spec: &MapSpec,
    canvas: &Canvas,
    layout: Layout,
    marks: &Marks,
    middle: impl Fn(&[Vec<super::LonLat>]) -> Option<(f64, f64)>,
) -> Vec<Rect> {
    let name = Face {
        size: if layout.narrow { 14.0 } else { 17.0 },
        bold: false,
        pen: Pen::Ink,
    };
    let note = Face {
        bold: true,
        size: name.size + 1.0,
        ..name
    };
    let mut taken: Vec<Rect> = Vec::new();
    for district in &spec.districts {
        let Some(wish) = middle(&district.rings) else {
            continue;
        };
        let text = shorten(&district.name, layout.width * 0.36, name.size, false);
        let value = shorten(
            district.note.as_deref().unwrap_or("–"),
            80.0,
            note.size,
            true,
        );
        let w = text_width(&text, name.size, false).max(text_width(&value, note.size, true));
        let size = (w, name.size + note.size * 1.2);
        let place = place_label(size, wish, marks, &taken, &canvas.bounds(2.0));
        let x = place.x + place.w / 2.0;
        canvas.raw(&format!(
            r#"<g class="c-district" data-place="{}">"#,
            escape(&district.code)
        ));
        canvas.text(&text, (x, place.y + name.size * 0.86), Anchor::Middle, name);
        let base = place.y + name.size + note.size * 1.02;
        canvas.text(&value, (x, base), Anchor::Middle, note);
        canvas.close();
        taken.push(place);
    }
    taken
}

fn sites(spec: &MapSpec, canvas: &Canvas, marks: &Marks, drawing: &str) {
    let symbols: String = Mark::LEVELS
        .iter()
        .map(|m| {
            let (class, shape) = (m.class(), m.shape());
            format!(r#"<symbol id="{drawing}-{class}" viewBox="0 0 16 16">{shape}</symbol>"#)
        })
        .collect();
    canvas.raw(&format!("<defs>{symbols}</defs>"));
    for (site, (x, y)) in spec.sites.iter().zip(&marks.at) {
        canvas.raw(&mark(site, (*x, *y), marks.reach - 1.0, drawing));
    }
}

fn mark(site: &Site, (x, y): (f64, f64), half: f64, drawing: &str) -> String {
    let class = site.level.class();
    format!(
        concat!(
            r#"<a href="/lieu/{path}" class="mark {class}" data-place="{code}">"#,
            "<title>{name} – {word}</title>",
            r##"<use href="#{drawing}-{class}" x="{x:.1}" y="{y:.1}" width="{side}" height="{side}"/></a>"##
        ),
        path = segment(&site.code),
        class = class,
        code = escape(&site.code),
        name = escape(&site.name),
        word = site.level.word(),
        drawing = drawing,
        x = x - half,
        y = y - half,
        side = half * 2.0
    )
}

/// Plain ground for places without districts: their outline with some air.
fn around(outline: &[(f64, f64)], canvas: &Canvas) -> Vec<(f64, f64)> {
    let air = 14.0;
    let corners = outline.iter().flat_map(|(x, y)| {
        [
            (-1.0, 0.0),
            (1.0, 0.0),
            (0.0, -1.0),
            (0.0, 1.0),
            (-0.7, -0.7),
            (0.7, -0.7),
            (-0.7, 0.7),
            (0.7, 0.7),
        ]
        .map(|(dx, dy)| (x + dx * air, y + dy * air))
    });
    let held = corners.map(|(x, y)| (x.clamp(0.0, canvas.width), y.clamp(0.0, canvas.height)));
    hull(&held.collect::<Vec<_>>())
}
