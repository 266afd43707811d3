//! Keeps marks and labels of a map apart.

use crate::chart::cast::count;
use crate::chart::rect::Rect;

/// Where the marks of a map are.
pub struct Marks {
    pub at: Vec<(f64, f64)>,
    /// Half the side of a mark with the air around it, in units.
    pub reach: f64,
}

impl Marks {
    fn hidden(&self, place: &Rect) -> f64 {
        self.at
            .iter()
            .map(|m| place.overlap(&Rect::around(*m, self.reach)))
            .sum()
    }
}

/// Finds a place for a label of `size` near `wish`: where it covers no other
/// label, few marks (they can step aside: one weighs as much as 27 units of
/// way) and is moved little, inside `bounds`.
pub fn place_label(
    size: (f64, f64),
    wish: (f64, f64),
    marks: &Marks,
    labels: &[Rect],
    bounds: &Rect,
) -> Rect {
    let mut best: Option<(f64, Rect)> = None;
    for dy in -8..=8_i32 {
        for dx in -8..=8_i32 {
            let shift = (f64::from(dx) * 6.0, f64::from(dy) * 6.0);
            let place = Rect {
                x: wish.0 - size.0 / 2.0 + shift.0,
                y: wish.1 - size.1 / 2.0 + shift.1,
                w: size.0,
                h: size.1,
            }
            .inside(bounds);
            let covered = labels
                .iter()
                .filter(|l| place.grown(3.0).overlap(l) > 0.0)
                .count();
            let hidden = marks.hidden(&place);
            let cost = count(covered) * 1e6 + hidden * 0.12 + shift.0.hypot(shift.1);
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, place));
            }
        }
    }
    let fallback = Rect {
        x: wish.0,
        y: wish.1,
        w: size.0,
        h: size.1,
    };
    best.map_or(fallback, |(_, place)| place)
}

/// Pushes marks out of labels and off each other, a little at each round.
pub fn part(marks: &mut Marks, labels: &[Rect], bounds: &Rect) {
    let reach = marks.reach;
    for _ in 0..60 {
        let mut still = !spread(&mut marks.at, reach);
        for mark in &mut marks.at {
            for label in labels {
                still &= !leave(mark, &label.grown(reach));
            }
            let inside = Rect::around(*mark, reach).inside(bounds);
            *mark = (inside.x + reach, inside.y + reach);
        }
        if still {
            return;
        }
    }
}

/// Moves a mark to the nearest edge of a label it covers; tells if it had to.
fn leave(mark: &mut (f64, f64), zone: &Rect) -> bool {
    let (x, y) = *mark;
    let out = [x - zone.x, zone.right() - x, y - zone.y, zone.bottom() - y];
    if out.iter().any(|d| *d <= 1e-6) {
        return false;
    }
    let [left, right, up, down] = out;
    let least = left.min(right).min(up).min(down);
    if least == left {
        mark.0 = zone.x;
    } else if least == right {
        mark.0 = zone.right();
    } else if least == up {
        mark.1 = zone.y;
    } else {
        mark.1 = zone.bottom();
    }
    true
}

/// Moves each pair of marks that touch apart by what they lack.
fn spread(marks: &mut [(f64, f64)], reach: f64) -> bool {
    let mut moved = false;
    let mut rest = marks;
    let mut turn = 0.0_f64;
    while let Some((a, others)) = rest.split_first_mut() {
        for b in others.iter_mut() {
            let (dx, dy) = (b.0 - a.0, b.1 - a.1);
            let far = dx.hypot(dy);
            let lack = reach * 2.0 - far;
            if lack > 0.1 {
                // Two places at one address part along a direction of their own.
                turn += 2.4;
                let (ux, uy) = if far > 1e-6 {
                    (dx / far, dy / far)
                } else {
                    (turn.cos(), turn.sin())
                };
                a.0 -= ux * lack / 2.0;
                a.1 -= uy * lack / 2.0;
                b.0 += ux * lack / 2.0;
                b.1 += uy * lack / 2.0;
                moved = true;
            }
        }
        rest = others;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Rect = Rect {
        x: 0.0,
        y: 0.0,
        w: 400.0,
        h: 300.0,
    };

    #[test]
    fn marks_at_one_address_part_and_leave_the_label() {
        let label = Rect {
            x: 150.0,
            y: 140.0,
            w: 100.0,
            h: 40.0,
        };
        let mut marks = Marks {
            at: vec![(200.0, 150.0); 5],
            reach: 7.5,
        };
        part(&mut marks, &[label], &SHEET);
        for (i, a) in marks.at.iter().enumerate() {
            assert!(Rect::around(*a, 7.0).overlap(&label) <= 0.0);
            for b in marks.at.iter().skip(i + 1) {
                assert!((a.0 - b.0).hypot(a.1 - b.1) > 14.0);
            }
        }
    }

    #[test]
    fn labels_of_neighbours_do_not_cover_each_other() {
        let none = Marks {
            at: Vec::new(),
            reach: 7.5,
        };
        let first = place_label((90.0, 40.0), (200.0, 150.0), &none, &[], &SHEET);
        let second = place_label((90.0, 40.0), (210.0, 150.0), &none, &[first], &SHEET);
        assert!(first.overlap(&second) <= 0.0);
    }
}
