//! The sheet a chart is drawn on, in units, over plotters' drawing area.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, TextStyle};

use super::backend::SvgBackend;
use super::cast::tenths;
use super::escape::{escape, id};
use super::pen::Pen;
use super::rect::Rect;

/// Which end of a text its point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks: its size in units, its weight, its meaning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Face {
    pub size: f64,
    pub bold: bool,
    pub pen: Pen,
}

/// The names of a drawing: what its `<title>` and `<desc>` say, the prefix of
/// its ids, and the class of the chart's kind.
pub struct Heading<'a> {
    pub id: &'a str,
    pub kind: &'a str,
    pub title: &'a str,
    pub description: &'a str,
}

/// A sheet of `width` × `height` units. Drawing on it cannot fail: the backend
/// writes to memory and nobody else holds it while an element is drawn.
pub struct Canvas {
    backend: Rc<RefCell<SvgBackend>>,
    area: DrawingArea<SvgBackend, Shift>,
    pub width: f64,
    pub height: f64,
}

impl Canvas {
    pub fn new(width: f64, height: f64) -> Self {
        let side = |units: f64| u32::try_from(tenths(units)).unwrap_or(1).max(1);
        let backend = Rc::new(RefCell::new(SvgBackend::new((side(width), side(height)))));
        let area = DrawingArea::from(&backend);
        Self {
            backend,
            area,
            width,
            height,
        }
    }

    /// plotters' area, for a coordinate system laid over the sheet.
    pub fn area(&self) -> &DrawingArea<SvgBackend, Shift> {
        &self.area
    }

    /// The whole sheet less a margin.
    pub fn bounds(&self, margin: f64) -> Rect {
        Rect {
            x: 0.0,
            y: 0.0,
            w: self.width,
            h: self.height,
        }
        .grown(-margin)
    }

    pub fn line(&self, points: &[(f64, f64)], pen: Pen) {
        let _ = self.area.draw(&PathElement::new(all(points), pen));
    }

    pub fn fill(&self, points: &[(f64, f64)], pen: Pen) {
        let _ = self.area.draw(&Polygon::new(all(points), pen.filled()));
    }

    pub fn rect(&self, r: Rect, pen: Pen) {
        let corners = [at((r.x, r.y)), at((r.right(), r.bottom()))];
        let _ = self.area.draw(&Rectangle::new(corners, pen.filled()));
    }

    pub fn dot(&self, centre: (f64, f64), radius: f64, pen: Pen) {
        let _ = self
            .area
            .draw(&Circle::new(at(centre), tenths(radius), pen.filled()));
    }

    pub fn ring(&self, centre: (f64, f64), radius: f64, pen: Pen) {
        let _ = self
            .area
            .draw(&Circle::new(at(centre), tenths(radius), pen));
    }

    /// Writes a text; `point` is on its baseline.
    pub fn text(&self, text: &str, point: (f64, f64), anchor: Anchor, face: Face) {
        let h = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let weight = if face.bold {
            FontStyle::Bold
        } else {
            FontStyle::Normal
        };
        let font = FontDesc::new(FontFamily::SansSerif, face.size * 10.0, weight);
        let style = TextStyle::from(font)
            .color(&face.pen)
            .pos(Pos::new(h, VPos::Bottom));
        let _ = self.area.draw_text(text, &style, at(point));
    }

    /// Opens a group of one meaning; `classes` is written as it is.
    pub fn open(&self, classes: &str) {
        self.raw(&format!(r#"<g class="{classes}">"#));
    }

    pub fn close(&self) {
        self.raw("</g>");
    }

    /// Writes markup as it is: the caller vouches for it.
    pub fn raw(&self, markup: &str) {
        self.backend.borrow_mut().raw(markup);
    }

    /// The whole drawing as an image named by its title and description.
    pub fn finish(&self, heading: &Heading<'_>) -> String {
        self.close_with(heading, "img")
    }

    /// The whole drawing as a group, when what is inside can be pressed.
    pub fn finish_group(&self, heading: &Heading<'_>) -> String {
        self.close_with(heading, "group")
    }

    /// The whole drawing, for the eye only: its figures stand beside it.
    pub fn finish_hidden(&self, kind: &str) -> String {
        format!(
            r#"<svg class="chart {kind}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>"#,
            self.width,
            self.height,
            self.backend.borrow_mut().take()
        )
    }

    fn close_with(&self, heading: &Heading<'_>, role: &str) -> String {
        let id = id(heading.id);
        format!(
            concat!(
                r#"<svg class="chart {kind}" viewBox="0 0 {w} {h}" role="{role}" "#,
                r#"aria-labelledby="{id}-title {id}-desc" data-shapes="{id}">"#,
                r#"<title id="{id}-title">{title}</title><desc id="{id}-desc">{desc}</desc>"#,
                "{body}</svg>"
            ),
            kind = heading.kind,
            w = self.width,
            h = self.height,
            role = role,
            id = id,
            title = escape(heading.title),
            desc = escape(heading.description),
            body = self.backend.borrow_mut().take()
        )
    }
}

fn at((x, y): (f64, f64)) -> (i32, i32) {
    (tenths(x), tenths(y))
}

fn all(points: &[(f64, f64)]) -> Vec<(i32, i32)> {
    points.iter().copied().map(at).collect()
}
