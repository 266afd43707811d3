use super::borders::{
    AUBIN_CANAL, CANAL_GARE, CENTRE_AUBIN, CENTRE_PORT, COTEAUX_AUBIN, COTEAUX_CENTRE,
    COTEAUX_CROIX, CROIX_CENTRE, CROIX_TILLEULS, EAST, Line, NORTH_EAST, NORTH_WEST, PORT_CANAL,
    PORT_GARE, RIVER, SOUTH_EAST, SOUTH_WEST, TILLEULS_GARE, TILLEULS_PORT, WEST,
};
use super::district::District;

/// A point of the plan of Clairval: units of 16 m, eastwards and southwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Where the middle of the plan lies: open country, no real town.
const MIDDLE: Point = Point { x: 918., y: 373. };
const MIDDLE_LON: f64 = 3.25;
const MIDDLE_LAT: f64 = 46.6;
/// 16 m over the 111 320 m of a degree of latitude.
const LAT_PER_UNIT: f64 = 16.0 / 111_320.0;
/// Where the spline is drawn between two control points: fifths look soft enough.
const STEPS: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];

impl Point {
    pub(super) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Longitude and latitude in degrees, to a metre.
    pub(super) fn lon_lat(self) -> (f64, f64) {
        let lon_per_unit = LAT_PER_UNIT / MIDDLE_LAT.to_radians().cos();
        let lon = MIDDLE_LON + (self.x - MIDDLE.x) * lon_per_unit;
        let lat = MIDDLE_LAT - (self.y - MIDDLE.y) * LAT_PER_UNIT;
        ((lon * 1e5).round() / 1e5, (lat * 1e5).round() / 1e5)
    }
}

/// The border of a district, closed: the last point is the first.
pub(super) fn outline(district: District) -> Vec<Point> {
    match district {
        District::BelleCroix => ring(&[
            (NORTH_WEST, true),
            (CROIX_TILLEULS, true),
            (CROIX_CENTRE, false),
            (COTEAUX_CROIX, false),
        ]),
        District::Tilleuls => ring(&[
            (NORTH_EAST, true),
            (TILLEULS_GARE, true),
            (TILLEULS_PORT, false),
            (CROIX_TILLEULS, false),
        ]),
        District::Coteaux => ring(&[
            (WEST, true),
            (COTEAUX_CROIX, true),
            (COTEAUX_CENTRE, true),
            (COTEAUX_AUBIN, true),
        ]),
        District::Centre => ring(&[
            (CROIX_CENTRE, true),
            (CENTRE_PORT, true),
            (CENTRE_AUBIN, false),
            (COTEAUX_CENTRE, false),
        ]),
        District::VieuxPort => ring(&[
            (TILLEULS_PORT, true),
            (PORT_GARE, true),
            (PORT_CANAL, false),
            (CENTRE_PORT, false),
        ]),
        District::Gare => ring(&[
            (EAST, true),
            (CANAL_GARE, false),
            (PORT_GARE, false),
            (TILLEULS_GARE, false),
        ]),
        District::SaintAubin => ring(&[
            (COTEAUX_AUBIN, false),
            (CENTRE_AUBIN, true),
            (AUBIN_CANAL, true),
            (SOUTH_WEST, true),
        ]),
        District::Canal => ring(&[
            (PORT_CANAL, true),
            (CANAL_GARE, true),
            (SOUTH_EAST, true),
            (AUBIN_CANAL, false),
        ]),
    }
}

/// The border of the town, closed.
pub(super) fn town_outline() -> Vec<Point> {
    ring(&[NORTH_WEST, NORTH_EAST, EAST, SOUTH_EAST, SOUTH_WEST, WEST].map(|line| (line, true)))
}

/// The river, from west to east, beyond the town at both ends.
pub(super) fn river() -> Vec<Point> {
    softened(RIVER)
}

/// Well-known text of a closed border.
pub(super) fn polygon_wkt(ring: &[Point]) -> String {
    format!("POLYGON(({}))", coordinates(ring))
}

/// Well-known text of an open line.
pub(super) fn line_wkt(line: &[Point]) -> String {
    format!("LINESTRING({})", coordinates(line))
}

/// Whether a point lies inside a closed border.
pub(super) fn holds(ring: &[Point], p: Point) -> bool {
    ring.windows(2).fold(false, |inside, pair| match pair {
        [a, b] if (a.y > p.y) != (b.y > p.y) => {
            let crossing = a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x);
            inside != (p.x < crossing)
        }
        _ => inside,
    })
}

/// From a point to the nearest point of a line.
pub(super) fn distance_to(line: &[Point], p: Point) -> f64 {
    line.windows(2)
        .filter_map(|pair| match pair {
            [a, b] => {
                let (dx, dy) = (b.x - a.x, b.y - a.y);
                let along = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy).max(1e-9);
                let t = along.clamp(0.0, 1.0);
                let foot = Point {
                    x: a.x + t * dx,
                    y: a.y + t * dy,
                };
                Some(p.distance(foot))
            }
            _ => None,
        })
        .fold(f64::INFINITY, f64::min)
}

fn coordinates(points: &[Point]) -> String {
    let pairs: Vec<_> = points
        .iter()
        .map(|p| {
            let (lon, lat) = p.lon_lat();
            format!("{lon} {lat}")
        })
        .collect();
    pairs.join(", ")
}

/// Joins borders, each taken forwards or backwards; junctions appear once.
fn ring(borders: &[(Line, bool)]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for &(line, forwards) in borders {
        // Softened forwards in both cases, so that both sides share every point.
        let mut soft = softened(line);
        if !forwards {
            soft.reverse();
        }
        if points.last().copied() == soft.first().copied() {
            points.pop();
        }
        points.extend(soft);
    }
    points
}

/// Rounds the corners of a line (Catmull–Rom spline through its points).
fn softened(line: Line) -> Vec<Point> {
    let at = |i: usize| {
        let (x, y) = line.get(i).or(line.last()).copied().unwrap_or_default();
        Point { x, y }
    };
    let mut soft = vec![at(0)];
    for i in 0..line.len().saturating_sub(1) {
        let (a, b, c, d) = (at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2));
        for t in STEPS {
            soft.push(Point {
                x: spline(a.x, b.x, c.x, d.x, t),
                y: spline(a.y, b.y, c.y, d.y, t),
            });
        }
    }
    soft
}

fn spline(a: f64, b: f64, c: f64, d: f64, t: f64) -> f64 {
    if t >= 1.0 {
        return c;
    }
    0.5 * (2.0 * b
        + (c - a) * t
        + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
        + (3.0 * b - a - 3.0 * c + d) * t * t * t)
}
