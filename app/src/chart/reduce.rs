//! A long curve cut down to what a screen can show.

use super::cast::index;

/// The runs of a curve between its gaps; inside a run, time goes up.
pub type Runs = Vec<Vec<(f64, f64)>>;

/// Keeps, for each of `columns` equal columns of `from..to`, the first, the
/// last, the lowest and the highest point: at most four, in order of time, so
/// the drawing is the one all points would give. `None` breaks the curve
/// unless both sides of the break fall in one column, where nobody would see
/// it. Points outside the range or not finite count as breaks. Input in order
/// of time; one pass, nothing allocated per point.
#[must_use]
pub fn reduce<I>(points: I, from: f64, to: f64, columns: usize) -> Runs
where
    I: IntoIterator<Item = (f64, Option<f64>)>,
{
    let last = columns.saturating_sub(1);
    let (width, all) = (
        (to - from).max(f64::MIN_POSITIVE),
        super::cast::count(columns),
    );
    let mut runs = Runs::new();
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut open: Option<Column> = None;
    let mut broken = false;
    for (x, y) in points {
        let Some(y) = y.filter(|y| y.is_finite() && x >= from && x <= to) else {
            broken = true;
            continue;
        };
        let place = index((x - from) * all / width, last);
        match open.as_mut() {
            Some(column) if column.place == place => column.add(x, y),
            _ => {
                if let Some(column) = open.take() {
                    column.close(&mut run);
                }
                if broken && !run.is_empty() {
                    runs.push(std::mem::take(&mut run));
                }
                open = Some(Column::new(place, x, y));
            }
        }
        broken = false;
    }
    if let Some(column) = open {
        column.close(&mut run);
    }
    if !run.is_empty() {
        runs.push(run);
    }
    runs
}

/// What is kept of the points of one column.
struct Column {
    place: usize,
    first: (f64, f64),
    last: (f64, f64),
    low: (f64, f64),
    high: (f64, f64),
}

impl Column {
    fn new(place: usize, x: f64, y: f64) -> Self {
        let point = (x, y);
        Self {
            place,
            first: point,
            last: point,
            low: point,
            high: point,
        }
    }

    fn add(&mut self, x: f64, y: f64) {
        self.last = (x, y);
        if y < self.low.1 {
            self.low = (x, y);
        }
        if y > self.high.1 {
            self.high = (x, y);
        }
    }

    fn close(self, run: &mut Vec<(f64, f64)>) {
        let (near, far) = if self.low.0 <= self.high.0 {
            (self.low, self.high)
        } else {
            (self.high, self.low)
        };
        let mut kept: Option<(f64, f64)> = None;
        for point in [self.first, near, far, self.last] {
            if kept != Some(point) {
                run.push(point);
                kept = Some(point);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_gap_of_a_column_or_more_stays_a_gap() {
        let points = [
            (0.0, Some(1.0)),
            (1.0, Some(2.0)),
            (2.0, None),
            (3.0, None),
            (8.0, Some(1.0)),
        ];
        let runs = reduce(points, 0.0, 10.0, 10);
        assert_eq!(runs, vec![vec![(0.0, 1.0), (1.0, 2.0)], vec![(8.0, 1.0)]]);
    }

    #[test]
    fn nothing_in_nothing_out() {
        assert!(reduce([], 0.0, 1.0, 100).is_empty());
        assert!(reduce([(0.5, Some(f64::NAN)), (0.6, None)], 0.0, 1.0, 100).is_empty());
    }

    proptest! {
        #[test]
        fn extremes_ends_and_the_limit_hold(
            values in prop::collection::vec(prop::option::weighted(0.9, -1e6..1e6_f64), 1..600),
            columns in 1_usize..120,
        ) {
            let to = f64::from(u32::try_from(values.len()).unwrap());
            let points: Vec<_> =
                values.iter().enumerate().map(|(i, v)| (f64::from(u32::try_from(i).unwrap()), *v)).collect();
            let runs = reduce(points.iter().copied(), 0.0, to, columns);
            let kept: Vec<_> = runs.concat();
            let all: Vec<_> = points.iter().filter_map(|(x, y)| y.map(|y| (*x, y))).collect();

            let low = |p: &[(f64, f64)]| p.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
            let high = |p: &[(f64, f64)]| p.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
            prop_assert_eq!(low(&kept), low(&all));
            prop_assert_eq!(high(&kept), high(&all));
            prop_assert_eq!(kept.first(), all.first());
            prop_assert_eq!(kept.last(), all.last());
            prop_assert!(kept.windows(2).all(|w| w[0].0 < w[1].0));
            prop_assert!(kept.iter().all(|p| all.contains(p)));

            let mut each = vec![0_usize; columns];
            for (x, _) in &kept {
                each[index(x * crate::chart::cast::count(columns) / to, columns - 1)] += 1;
            }
            prop_assert!(each.iter().all(|n| *n <= 4));
        }
    }
}
