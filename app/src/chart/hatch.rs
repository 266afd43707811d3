//! Strokes over a box, told apart from a filled one by shape alone.

use super::canvas::Canvas;
use super::pen::Pen;
use super::rect::Rect;

/// Strokes rising to the right, cut at the edges of the box.
pub fn hatch(canvas: &Canvas, r: Rect, pen: Pen) {
    for i in 1..400_u32 {
        // The stroke x + y = along, from the lower left to the upper right.
        let along = f64::from(i) * 6.0;
        if along >= r.w + r.h {
            break;
        }
        let from = ((along - r.h).max(0.0), along.min(r.h));
        let to = (along.min(r.w), (along - r.w).max(0.0));
        canvas.line(
            &[(r.x + from.0, r.y + from.1), (r.x + to.0, r.y + to.1)],
            pen,
        );
    }
}
