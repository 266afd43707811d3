use model::city::SeriesId;
use model::measure::Reading;

use super::block_key::BlockKey;
use super::calendar::Calendar;

/// Readings of one series in one month, by instant; equal instants in the order they came.
#[derive(Debug)]
pub(crate) struct Part {
    /// Which month.
    pub(crate) key: BlockKey,
    /// The readings.
    pub(crate) readings: Vec<Reading>,
}

/// Sorts the readings of a series and cuts them at the ends of months.
pub(crate) fn partition(
    series: SeriesId,
    mut readings: Vec<Reading>,
    calendar: &Calendar,
    out: &mut Vec<Part>,
) {
    if !readings.is_sorted_by_key(|r| r.at) {
        // Stable: of two readings of one instant the later one must stay the later.
        readings.sort_by_key(|r| r.at);
    }
    while let Some(first) = readings.first() {
        let month = calendar.month_of(first.at);
        let end = calendar.frame(month).end();
        let within = readings.partition_point(|r| r.at < end).max(1);
        let rest = readings.split_off(within);
        out.push(Part {
            key: BlockKey { series, month },
            readings,
        });
        readings = rest;
    }
}

#[cfg(test)]
mod tests {
    use model::measure::Quality;
    use model::time::{At, Zone};

    use super::*;

    #[test]
    fn months_are_cut_at_local_midnight() {
        let calendar = Calendar::new(Zone::new("Europe/Paris").expect("bundled"));
        let read = |s, value| Reading {
            at: At::from_seconds(s),
            value,
            quality: Quality::Measured,
        };
        // 2026-03-31T22:00:00Z is midnight of 1 April in Paris.
        let midnight = 1_774_994_400;
        let mut parts = Vec::new();
        let readings = vec![
            read(midnight, 1.0),
            read(midnight - 1, 2.0),
            read(midnight, 3.0),
        ];
        partition(SeriesId(1), readings, &calendar, &mut parts);
        let cut: Vec<Vec<f64>> = parts
            .iter()
            .map(|part| part.readings.iter().map(|r| r.value).collect())
            .collect();
        assert_eq!(cut, [vec![2.0], vec![1.0, 3.0]]);
    }
}
