//! The shape of a series in the height of a line of text.

use super::canvas::Canvas;
use super::cast::count;
use super::pen::Pen;
use super::plot::Plot;

/// A curve without axes, 72 × 32 units, with a dot on its last known value; a
/// gap stays a gap. Hidden from screen readers: the figures stand beside it.
/// Fewer than two values make no curve, so the drawing is then empty.
#[must_use]
pub fn sparkline(values: &[Option<f64>]) -> String {
    let canvas = Canvas::new(72.0, 32.0);
    let known: Vec<(f64, Option<f64>)> = values
        .iter()
        .enumerate()
        .map(|(i, v)| (count(i), v.filter(|v| v.is_finite())))
        .collect();
    let all = || known.iter().filter_map(|(x, v)| v.map(|v| (*x, v)));
    if all().count() >= 2 {
        let low = all().map(|p| p.1).fold(f64::INFINITY, f64::min);
        let high = all().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
        let last = count(known.len().saturating_sub(1));
        let plot = Plot::new(&canvas, canvas.bounds(5.0), 0.0..last, low..high);
        for run in known.split(|(_, v)| v.is_none()) {
            let run: Vec<_> = run.iter().filter_map(|(x, v)| v.map(|v| (*x, v))).collect();
            if !run.is_empty() {
                plot.line(&run, Pen::Spark);
            }
        }
        if let Some((x, y)) = all().next_back() {
            canvas.dot(plot.at(x, y), 3.6, Pen::Spark);
        }
    }
    canvas.finish_hidden("c-sparkline")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_stays_a_gap() {
        let svg = sparkline(&[Some(1.0), Some(2.0), None, Some(2.0), Some(1.0)]);
        assert_eq!(svg.matches('M').count(), 2, "{svg}");
        assert!(svg.contains("aria-hidden"));
    }

    #[test]
    fn a_flat_or_empty_series_draws_without_nonsense() {
        assert!(sparkline(&[Some(3.0); 4]).contains("<circle"));
        assert!(!sparkline(&[None, Some(1.0)]).contains("<path"));
        assert!(!sparkline(&[Some(f64::NAN), Some(1.0), Some(f64::INFINITY)]).contains("NaN"));
    }
}
