use super::district::District;
use super::draws::{Draws, subject};
use super::map::{Point, distance_to, holds, outline, river};

/// Wanted distance between two marks, 3 % of the width of the town; given up
/// in small steps where a district is full, down to [`NARROW`].
const WIDE: f64 = 16.0;
/// Marks closer than this would overlap: 1.2 % of the width of the town.
const NARROW: f64 = 6.5;
/// Free strip along borders and banks, in units of the plan.
const BORDER: f64 = 8.0;
const BANK: f64 = 9.0;
/// Half of the room that the name and the note of a district take.
const LABEL: Point = Point { x: 56.0, y: 26.0 };
/// Darts thrown at one spacing before it is narrowed.
const DARTS: u32 = 300;

/// Places for that many buildings in a district, apart from each other, from
/// borders, from the river and from the name of the district.
pub(super) fn siting(district: District, count: usize, seed: u64) -> Vec<Point> {
    let ring = outline(district);
    let river = river();
    let label = district.label_at();
    let (low, high) = corners(&ring);
    let mut draws = Draws::new(seed, subject(district.label()), 0);
    let mut sites: Vec<Point> = Vec::with_capacity(count);
    let mut spacing = WIDE;
    let mut missed = 0;
    while sites.len() < count && spacing > NARROW {
        let dart = Point {
            x: draws.between(low.x, high.x),
            y: draws.between(low.y, high.y),
        };
        let under_label = (dart.x - label.x).abs() < LABEL.x && (dart.y - label.y).abs() < LABEL.y;
        let fits = !under_label
            && holds(&ring, dart)
            && distance_to(&ring, dart) > BORDER
            && distance_to(&river, dart) > BANK
            && sites.iter().all(|site| site.distance(dart) > spacing);
        if fits {
            sites.push(dart);
            missed = 0;
        } else {
            missed += 1;
            if missed > DARTS {
                spacing *= 0.95;
                missed = 0;
            }
        }
    }
    sites
}

fn corners(ring: &[Point]) -> (Point, Point) {
    let edge = |pick: fn(&Point) -> f64, start: f64, keep: fn(f64, f64) -> f64| {
        ring.iter().map(pick).fold(start, keep)
    };
    let low = Point {
        x: edge(|p| p.x, f64::INFINITY, f64::min),
        y: edge(|p| p.y, f64::INFINITY, f64::min),
    };
    let high = Point {
        x: edge(|p| p.x, f64::NEG_INFINITY, f64::max),
        y: edge(|p| p.y, f64::NEG_INFINITY, f64::max),
    };
    (low, high)
}
