//! Where words go, so that none covers another, a mark or a curve.

use super::canvas::{Anchor, Canvas, Face};
use super::rect::Rect;
use super::text_width::text_width;

/// Baseline to baseline, in em.
const LEADING: f64 = 1.28;

/// Between words and those beside them, in units.
const BESIDE: f64 = 12.0;

/// How far a label may slide along its side, in units.
const NUDGES: [f64; 5] = [0.0, 8.0, -8.0, 16.0, -16.0];

/// How far from its point a label may stand, in units.
const GAPS: [f64; 6] = [9.0, 14.0, 22.0, 34.0, 50.0, 72.0];

/// On which side of its point a label stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Right,
    Left,
    Above,
    Below,
    AboveRight,
    AboveLeft,
    BelowRight,
    BelowLeft,
}

/// Up to a few lines that stay together.
#[derive(Debug, Clone, Default)]
pub struct Label {
    lines: Vec<(String, Face)>,
}

impl Label {
    pub fn new(text: impl Into<String>, face: Face) -> Self {
        Self::default().and(text, face)
    }

    /// One more line below.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, face: Face) -> Self {
        self.lines.push((text.into(), face));
        self
    }

    /// Width and height, in units.
    pub fn size(&self) -> (f64, f64) {
        let widths = self
            .lines
            .iter()
            .map(|(t, f)| text_width(t, f.size, f.bold));
        let height = self
            .lines
            .iter()
            .map(|(_, f)| f.size * LEADING)
            .sum::<f64>();
        (widths.fold(0.0, f64::max), height)
    }

    fn draw(&self, canvas: &Canvas, place: &Rect, anchor: Anchor) {
        let x = match anchor {
            Anchor::Start => place.x,
            Anchor::Middle => place.x + place.w / 2.0,
            Anchor::End => place.right(),
        };
        let mut y = place.y;
        for (text, face) in &self.lines {
            canvas.text(text, (x, y + face.size), anchor, *face);
            y += face.size * LEADING;
        }
    }
}

/// Remembers what is taken on a sheet and finds room for labels.
pub struct Placer {
    bounds: Rect,
    boxes: Vec<Rect>,
    segments: Vec<((f64, f64), (f64, f64))>,
}

impl Placer {
    /// Labels stay inside `bounds`.
    pub fn new(bounds: Rect) -> Self {
        Self {
            bounds,
            boxes: Vec::new(),
            segments: Vec::new(),
        }
    }

    /// Nothing may be written over `taken`.
    pub fn block(&mut self, taken: Rect) {
        self.boxes.push(taken);
    }

    /// Nothing should be written over this curve.
    pub fn block_line(&mut self, points: &[(f64, f64)]) {
        self.segments
            .extend(points.iter().copied().zip(points.iter().copied().skip(1)));
    }

    /// Draws `label` near `point`, on a side of `sides`, the earlier the
    /// better, farther away if need be; where nothing is free, where it hides
    /// least.
    pub fn put(&mut self, canvas: &Canvas, label: &Label, point: (f64, f64), sides: &[Side]) {
        if let Some((_, place, anchor)) = self.best(label, point, sides) {
            label.draw(canvas, &place, anchor);
            self.block_words(&place);
        }
    }

    /// The same, but leaves the label out rather than cover something.
    /// Tells whether it was drawn.
    pub fn put_if_free(
        &mut self,
        canvas: &Canvas,
        label: &Label,
        point: (f64, f64),
        sides: &[Side],
    ) -> bool {
        match self.best(label, point, sides) {
            Some((cost, place, anchor)) if cost <= 0.0 => {
                label.draw(canvas, &place, anchor);
                self.block_words(&place);
                true
            }
            _ => false,
        }
    }

    /// Words that stand beside others need room, or they read as one.
    fn block_words(&mut self, place: &Rect) {
        self.block(Rect {
            x: place.x - BESIDE,
            w: place.w + 2.0 * BESIDE,
            ..*place
        });
    }

    /// The place that hides least; among those, the one that keeps closest to
    /// the wished side and to the point.
    fn best(
        &self,
        label: &Label,
        point: (f64, f64),
        sides: &[Side],
    ) -> Option<(f64, Rect, Anchor)> {
        let (w, h) = label.size();
        let mut best: Option<(f64, f64, Rect, Anchor)> = None;
        let mut dislike = 0.0;
        for side in sides {
            if best
                .as_ref()
                .is_some_and(|(cost, far, ..)| *cost <= 0.0 && *far <= dislike + 9.0)
            {
                break;
            }
            for gap in GAPS {
                for nudge in NUDGES {
                    let (place, anchor) = beside(nudged(point, *side, nudge), *side, gap, w, h);
                    let place = place.inside(&self.bounds);
                    let cost = self.cost(&place);
                    let far = dislike + gap + nudge.abs() * 0.7;
                    if best
                        .as_ref()
                        .is_none_or(|(c, f, ..)| cost < *c || (cost <= *c && far < *f))
                    {
                        best = Some((cost, far, place, anchor));
                    }
                }
            }
            dislike += 12.0;
        }
        best.map(|(cost, _, place, anchor)| {
            if self.hidden(&place) > 0.0 {
                self.anywhere(place, point)
            } else {
                (cost, place, anchor)
            }
        })
    }

    /// The place nearest to `point`, on the whole sheet, that covers nothing;
    /// `place` itself where the sheet is full.
    fn anywhere(&self, place: Rect, point: (f64, f64)) -> (f64, Rect, Anchor) {
        let mut best = (self.hidden(&place) * 1e3 + 1e4, self.cost(&place), place);
        let mut y = self.bounds.y;
        while y + place.h <= self.bounds.bottom() {
            let mut x = self.bounds.x;
            while x + place.w <= self.bounds.right() {
                let here = Rect { x, y, ..place };
                let way = (x + place.w / 2.0 - point.0).hypot(y + place.h / 2.0 - point.1);
                let cost = self.cost(&here);
                let dislike = self.hidden(&here) * 1e3 + cost + way * 0.5;
                if dislike < best.0 {
                    best = (dislike, cost, here);
                }
                x += 6.0;
            }
            y += 6.0;
        }
        (best.1, best.2, Anchor::Start)
    }

    /// What a label here would hide. Covering words is far worse than crossing
    /// a curve, which its halo keeps readable.
    fn cost(&self, place: &Rect) -> f64 {
        let near = place.grown(2.0);
        let crossed = self
            .segments
            .iter()
            .map(|(a, b)| near.crossing(*a, *b))
            .sum::<f64>();
        self.hidden(place) * 20.0 + crossed
    }

    /// Surface of words and marks under a label, in square units.
    fn hidden(&self, place: &Rect) -> f64 {
        let near = place.grown(2.0);
        self.boxes.iter().map(|b| near.overlap(b)).sum()
    }
}

/// The point moved along the side the label stands on.
fn nudged((x, y): (f64, f64), side: Side, by: f64) -> (f64, f64) {
    match side {
        Side::Right | Side::Left => (x, y + by),
        _ => (x + by, y),
    }
}

fn beside((x, y): (f64, f64), side: Side, gap: f64, w: f64, h: f64) -> (Rect, Anchor) {
    let shift = gap * 0.5;
    let (left, top, anchor) = match side {
        Side::Right => (x + gap, y - h / 2.0, Anchor::Start),
        Side::Left => (x - gap - w, y - h / 2.0, Anchor::End),
        Side::Above => (x - w / 2.0, y - gap - h, Anchor::Middle),
        Side::Below => (x - w / 2.0, y + gap, Anchor::Middle),
        Side::AboveRight => (x + shift, y - gap - h, Anchor::Start),
        Side::AboveLeft => (x - shift - w, y - gap - h, Anchor::End),
        Side::BelowRight => (x + shift, y + gap, Anchor::Start),
        Side::BelowLeft => (x - shift - w, y + gap, Anchor::End),
    };
    (
        Rect {
            x: left,
            y: top,
            w,
            h,
        },
        anchor,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::pen::Pen;

    const FACE: Face = Face {
        size: 14.0,
        bold: false,
        pen: Pen::Ink,
    };

    #[test]
    fn a_second_label_on_the_same_point_goes_elsewhere() {
        let canvas = Canvas::new(350.0, 200.0);
        let mut placer = Placer::new(canvas.bounds(0.0));
        for _ in 0..6 {
            let label = Label::new("Les Coteaux", FACE);
            assert!(placer.put_if_free(
                &canvas,
                &label,
                (170.0, 90.0),
                &[Side::Above, Side::Below]
            ));
        }
        for (i, a) in placer.boxes.iter().enumerate() {
            for b in placer.boxes.iter().skip(i + 1) {
                assert!(a.overlap(b) <= 0.0);
            }
        }
    }

    #[test]
    fn a_label_at_the_edge_is_moved_inside() {
        let canvas = Canvas::new(350.0, 200.0);
        let mut placer = Placer::new(canvas.bounds(0.0));
        placer.put(
            &canvas,
            &Label::new("Une longue étiquette", FACE),
            (349.0, 1.0),
            &[Side::Right],
        );
        let place = placer.boxes.first().copied().unwrap();
        assert!(place.right() - BESIDE <= 350.0 && place.y >= 0.0);
    }
}
