use model::city::SeriesId;

use super::month::Month;

/// Which block: a series and a civil month. Ordered by series, then month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct BlockKey {
    /// Whose readings.
    pub(crate) series: SeriesId,
    /// Of which month.
    pub(crate) month: Month,
}

impl BlockKey {
    const MONTH_BITS: u32 = 20;

    /// As the primary key of the tables `block` and `rollup`.
    pub(crate) fn packed(self) -> i64 {
        (self.series.0 << Self::MONTH_BITS) | i64::from(self.month.number())
    }

    /// From the primary key.
    pub(crate) fn unpacked(key: i64) -> Option<Self> {
        let number = u32::try_from(key & (i64::from(Month::END) - 1)).ok()?;
        Some(Self {
            series: SeriesId(key >> Self::MONTH_BITS),
            month: Month::from_number(number)?,
        })
    }
}

impl core::fmt::Display for BlockKey {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "series {}, {}", self.series.0, self.month)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_sort_as_series_then_month_and_come_back() {
        let key = |series, month| BlockKey {
            series: SeriesId(series),
            month: Month::from_number(month).expect("a month"),
        };
        let keys = [
            key(1, 24_000),
            key(1, 24_001),
            key(2, 0),
            key(70_000, 119_987),
        ];
        assert!(
            keys.windows(2)
                .all(|pair| pair[0].packed() < pair[1].packed())
        );
        for key in keys {
            assert_eq!(BlockKey::unpacked(key.packed()), Some(key));
        }
    }
}
