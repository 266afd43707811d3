//! An upright box in drawing units.

/// A box by its upper left corner and its size, in units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Rect {
    /// The box of side `2 r` around a point.
    pub fn around((x, y): (f64, f64), r: f64) -> Self {
        Self {
            x: x - r,
            y: y - r,
            w: 2.0 * r,
            h: 2.0 * r,
        }
    }

    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }

    /// Its corners, from the upper left back to it.
    pub const fn outline(&self) -> [(f64, f64); 5] {
        let (right, bottom) = (self.x + self.w, self.y + self.h);
        [
            (self.x, self.y),
            (right, self.y),
            (right, bottom),
            (self.x, bottom),
            (self.x, self.y),
        ]
    }

    /// Larger by `by` on each side.
    pub fn grown(&self, by: f64) -> Self {
        Self {
            x: self.x - by,
            y: self.y - by,
            w: self.w + 2.0 * by,
            h: self.h + 2.0 * by,
        }
    }

    /// Surface shared with another box, in square units.
    pub fn overlap(&self, other: &Self) -> f64 {
        let w = self.right().min(other.right()) - self.x.max(other.x);
        let h = self.bottom().min(other.bottom()) - self.y.max(other.y);
        if w > 0.0 && h > 0.0 { w * h } else { 0.0 }
    }

    /// Moved by the least that brings it inside `outer`.
    pub fn inside(&self, outer: &Self) -> Self {
        let x = self.x.min(outer.right() - self.w).max(outer.x);
        let y = self.y.min(outer.bottom() - self.h).max(outer.y);
        Self { x, y, ..*self }
    }

    /// Length of the part of segment `a`–`b` inside the box.
    pub fn crossing(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        let part = self.clip(a, b);
        part.map_or(0.0, |(enter, leave)| {
            (leave - enter) * (b.0 - a.0).hypot(b.1 - a.1)
        })
    }

    /// Where segment `a`–`b` enters and leaves the box, as shares of its length
    /// (Liang–Barsky); None when it stays outside.
    pub fn clip(&self, a: (f64, f64), b: (f64, f64)) -> Option<(f64, f64)> {
        let (dx, dy) = (b.0 - a.0, b.1 - a.1);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (step, room) in [
            (-dx, a.0 - self.x),
            (dx, self.right() - a.0),
            (-dy, a.1 - self.y),
            (dy, self.bottom() - a.1),
        ] {
            if step.abs() < 1e-12 {
                if room < 0.0 {
                    return None;
                }
            } else if step < 0.0 {
                enter = enter.max(room / step);
            } else {
                leave = leave.min(room / step);
            }
        }
        (enter < leave).then_some((enter, leave))
    }

    /// The parts of a line inside the box.
    pub fn cut(&self, line: &[(f64, f64)]) -> Vec<Vec<(f64, f64)>> {
        let mut parts: Vec<Vec<(f64, f64)>> = Vec::new();
        for (a, b) in line.iter().zip(line.iter().skip(1)) {
            let Some((enter, leave)) = self.clip(*a, *b) else {
                continue;
            };
            let at = |t: f64| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
            match parts.last_mut() {
                Some(part) if enter <= 0.0 && part.last() == Some(a) => part.push(at(leave)),
                _ => parts.push(vec![at(enter), at(leave)]),
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect {
        x: 10.0,
        y: 10.0,
        w: 10.0,
        h: 10.0,
    };

    #[test]
    fn a_segment_is_measured_inside_only() {
        assert!((BOX.crossing((0.0, 15.0), (40.0, 15.0)) - 10.0).abs() < 1e-9);
        assert!(BOX.crossing((0.0, 0.0), (40.0, 5.0)) < 1e-9);
        assert!(BOX.crossing((12.0, 30.0), (12.0, 40.0)) < 1e-9);
    }

    #[test]
    fn a_line_is_cut_where_it_leaves_and_comes_back() {
        let line = [
            (0.0, 15.0),
            (12.0, 15.0),
            (30.0, 15.0),
            (30.0, 12.0),
            (0.0, 12.0),
        ];
        let parts = BOX.cut(&line);
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(
            parts
                .concat()
                .iter()
                .all(|(x, y)| (10.0..=20.0).contains(x) && *y > 9.0)
        );
    }

    #[test]
    fn moved_inside_by_the_least() {
        let moved = Rect {
            x: 15.0,
            y: 0.0,
            w: 8.0,
            h: 4.0,
        }
        .inside(&BOX);
        assert_eq!(
            moved,
            Rect {
                x: 12.0,
                y: 10.0,
                w: 8.0,
                h: 4.0
            }
        );
    }
}
