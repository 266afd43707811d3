use serde::{Deserialize, Serialize};

/// The rating « Éco Énergie Tertiaire ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Leaf {
    /// « Grise »: above the reference.
    Grey,
    /// « Orange »: below the reference, above the band around the line.
    Orange,
    /// One green leaf: in the band.
    One,
    /// Two: below the band.
    Two,
    /// Three: at the absolute value or below it.
    Three,
}

/// The line from the reference to the value of the decade, in kWh/m² a year,
/// with the band around it.
///
/// The band is taken as a share of the line's own value (the text shows it as a
/// figure only).
///
/// ```
/// use model::energy::eet::{Leaf, TrendLine};
/// let line = TrendLine { reference: 210.0, from: 2012, target: 107.0, to: 2030, band: 0.1 };
/// assert!((line.value(2024) - 141.333).abs() < 5e-4);
/// let rated = [160.0, 150.0, 120.0, 105.0, 215.0].map(|used| line.rate(used, 2024));
/// assert_eq!(rated, [Leaf::Orange, Leaf::One, Leaf::Two, Leaf::Three, Leaf::Grey]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TrendLine {
    /// Consumption of the reference year.
    pub reference: f64,
    /// Reference year.
    pub from: i16,
    /// Value at the decade.
    pub target: f64,
    /// The decade.
    pub to: i16,
    /// Half width of the band, as a share of the line.
    pub band: f64,
}

impl Leaf {
    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Grey => "feuille grise",
            Self::Orange => "feuille orange",
            Self::One => "1 feuille verte",
            Self::Two => "2 feuilles vertes",
            Self::Three => "3 feuilles vertes",
        }
    }
}

impl TrendLine {
    /// The line in a year, held before its start and after its end.
    pub fn value(&self, year: i16) -> f64 {
        let span = f64::from(self.to) - f64::from(self.from);
        if span <= 0.0 {
            return self.target;
        }
        let way = ((f64::from(year) - f64::from(self.from)) / span).clamp(0.0, 1.0);
        self.reference + (self.target - self.reference) * way
    }

    /// Lower and upper edge of the band in a year.
    pub fn edges(&self, year: i16) -> (f64, f64) {
        let value = self.value(year);
        (value * (1.0 - self.band), value * (1.0 + self.band))
    }

    /// The rating of a consumption of a year, adjusted for climate by the caller
    /// where it can be. The value of the decade reached is three leaves whatever
    /// the reference was; the edges belong to the band.
    pub fn rate(&self, used: f64, year: i16) -> Leaf {
        let (low, high) = self.edges(year);
        if used <= self.target {
            Leaf::Three
        } else if used > self.reference {
            Leaf::Grey
        } else if used > high {
            Leaf::Orange
        } else if used < low {
            Leaf::Two
        } else {
            Leaf::One
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: TrendLine = TrendLine {
        reference: 210.0,
        from: 2012,
        target: 107.0,
        to: 2030,
        band: 0.1,
    };

    #[test]
    fn the_band_of_the_vector() {
        let (low, high) = LINE.edges(2024);
        assert!((low - 127.2).abs() < 1e-9 && (high - 155.466_666_7).abs() < 1e-6);
        assert_eq!(LINE.rate(high, 2024), Leaf::One);
        assert_eq!(LINE.rate(low, 2024), Leaf::One);
    }

    #[test]
    fn the_line_is_held_at_both_ends() {
        assert_eq!(LINE.value(2010), 210.0);
        assert_eq!(LINE.value(2035), 107.0);
        let backwards = TrendLine { from: 2030, ..LINE };
        assert_eq!(backwards.value(2024), 107.0);
    }

    #[test]
    fn a_site_below_its_value_has_three_leaves_from_the_start() {
        let frugal = TrendLine {
            reference: 90.0,
            ..LINE
        };
        assert_eq!(frugal.rate(95.0, 2024), Leaf::Three);
        assert_eq!(frugal.rate(108.0, 2024), Leaf::Grey);
    }
}
