//! Outlines and rivers, from the text form of the OGC (`POLYGON((x y, …))`).

/// The rings of a POLYGON or MULTIPOLYGON, or the one line of a LINESTRING.
pub(super) fn rings(text: &str) -> Vec<Vec<[f64; 2]>> {
    text.split(['(', ')'])
        .map(|ring| ring.split(',').filter_map(point).collect::<Vec<_>>())
        .filter(|ring| ring.len() >= 2)
        .collect()
}

fn point(text: &str) -> Option<[f64; 2]> {
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(x)), Some(Ok(y))) if x.is_finite() && y.is_finite() => Some([x, y]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::rings;

    #[test]
    fn polygons_and_lines_are_read_and_noise_is_not() {
        assert_eq!(
            rings("POLYGON((0 0, 1 0.5, 1 1))"),
            [vec![[0.0, 0.0], [1.0, 0.5], [1.0, 1.0]]]
        );
        assert_eq!(
            rings("MULTIPOLYGON(((0 0,1 0,1 1)),((2 2,3 2,3 3)))").len(),
            2
        );
        assert_eq!(rings("LINESTRING(0 0, 1 1)").len(), 1);
        assert!(rings("nonsense").is_empty());
    }
}
