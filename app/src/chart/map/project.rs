//! From longitude and latitude to the sheet.

use crate::chart::map::LonLat;

/// Equirectangular projection around the middle of what is shown: at the size
/// of a town its error is far below a pixel.
pub struct Projection {
    west: f64,
    north: f64,
    shrink: f64,
    scale: f64,
    offset: (f64, f64),
    /// Height of the sheet, in units.
    pub height: f64,
}

impl Projection {
    /// Fits `points` in `width` units less `pad` on each side, and no higher
    /// than `highest`.
    pub fn fit<'a>(
        points: impl Iterator<Item = &'a LonLat> + Clone,
        width: f64,
        highest: f64,
        pad: f64,
    ) -> Self {
        let ends = |axis: fn(&LonLat) -> f64| {
            points
                .clone()
                .map(axis)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| {
                    (l.min(v), h.max(v))
                })
        };
        let ((west, east), (south, north)) = (ends(|[x, _]| *x), ends(|[_, y]| *y));
        let shrink = ((south + north) / 2.0).to_radians().cos().max(0.01);
        // A lone place still needs a scale: some 300 metres across.
        let wide = ((east - west) * shrink).max(0.003);
        let high = (north - south).max(0.002);
        let scale = ((width - 2.0 * pad) / wide).min((highest - 2.0 * pad) / high);
        let height = (high * scale + 2.0 * pad)
            .ceil()
            .max(width * 0.3)
            .min(highest);
        let offset = (
            (width - (east - west) * shrink * scale) / 2.0,
            (height - (north - south) * scale) / 2.0,
        );
        Self {
            west,
            north,
            shrink,
            scale,
            offset,
            height,
        }
    }

    /// Where a position falls, in units.
    pub fn at(&self, [lon, lat]: LonLat) -> (f64, f64) {
        (
            self.offset.0 + (lon - self.west) * self.shrink * self.scale,
            self.offset.1 + (self.north - lat) * self.scale,
        )
    }
}

/// Surface centre of a polygon, in units; the mean of its corners when it has
/// no surface.
pub fn centre(ring: &[(f64, f64)]) -> (f64, f64) {
    let next = ring.iter().cycle().skip(1);
    let (mut area, mut cx, mut cy) = (0.0, 0.0, 0.0);
    for ((x0, y0), (x1, y1)) in ring.iter().zip(next) {
        let cross = x0 * y1 - x1 * y0;
        area += cross;
        cx += (x0 + x1) * cross;
        cy += (y0 + y1) * cross;
    }
    if area.abs() > 1e-9 {
        return (cx / (3.0 * area), cy / (3.0 * area));
    }
    let n = crate::chart::cast::count(ring.len().max(1));
    (
        ring.iter().map(|p| p.0).sum::<f64>() / n,
        ring.iter().map(|p| p.1).sum::<f64>() / n,
    )
}

/// Twice the surface of a polygon.
pub fn surface(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|((x0, y0), (x1, y1))| x0 * y1 - x1 * y0)
        .sum::<f64>()
        .abs()
}

/// The smallest convex outline around points (Andrew's monotone chain).
pub fn hull(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut sorted = points.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    sorted.dedup();
    let half = |points: &mut dyn Iterator<Item = (f64, f64)>| {
        let mut chain: Vec<(f64, f64)> = Vec::new();
        for p in points {
            while let [.., a, b] = chain.as_slice() {
                if (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(p);
        }
        chain.pop();
        chain
    };
    let mut outline = half(&mut sorted.iter().copied());
    outline.extend(half(&mut sorted.iter().rev().copied()));
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_degree_is_as_narrow_as_its_latitude_says() {
        let corners = [[2.0, 60.0], [3.0, 60.0], [3.0, 61.0], [2.0, 61.0]];
        let p = Projection::fit(corners.iter(), 400.0, 400.0, 0.0);
        let (west, east) = (p.at([2.0, 60.5]).0, p.at([3.0, 60.5]).0);
        let (north, south) = (p.at([2.0, 61.0]).1, p.at([2.0, 60.0]).1);
        assert!(((east - west) / (south - north) - 60.5_f64.to_radians().cos()).abs() < 1e-6);
    }

    #[test]
    fn centre_and_hull_of_a_square() {
        let square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)];
        assert_eq!(centre(&square), (2.0, 2.0));
        let mut with_inside = square.to_vec();
        with_inside.push((2.0, 1.0));
        assert_eq!(hull(&with_inside).len(), 4);
        assert!(hull(&[(1.0, 1.0)]).len() <= 1);
    }
}
