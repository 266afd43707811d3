use serde::{Deserialize, Serialize};

use super::DayTemperatures;

/// How a day's temperatures become degree days. Methods differ by up to a few
/// degree days on a mild day and are never mixed in one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeDayMethod {
    /// « Méthode météo »: the base against the middle of minimum and maximum.
    MeteoMinmax,
    /// « Professionnels de l’énergie » (COSTIC): as above on cold days, a
    /// correction where the base lies between minimum and maximum. It is the
    /// method of Éco Énergie Tertiaire (arrêté du 10 avril 2020, annexe III).
    ProEnergie,
    /// The base against the mean of the hours (CalTRACK).
    MeanHourly,
}

/// What the degree days are counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DegreeDayKind {
    /// Below the base.
    Heating,
    /// Above the base.
    Cooling,
}

impl DegreeDayMethod {
    /// The method of a name in files; `None` where there is none of that name.
    pub fn of(name: &str) -> Option<Self> {
        [Self::MeteoMinmax, Self::ProEnergie, Self::MeanHourly]
            .into_iter()
            .find(|method| method.as_str() == name)
    }

    /// The name in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MeteoMinmax => "meteo_minmax",
            Self::ProEnergie => "pro_energie",
            Self::MeanHourly => "mean_hourly",
        }
    }

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::MeteoMinmax => "méthode météo",
            Self::ProEnergie => "méthode des professionnels de l’énergie",
            Self::MeanHourly => "moyenne des heures",
        }
    }

    /// Degree days of one day, in °C·d; `None` when a temperature that the
    /// method needs is missing, or the minimum is above the maximum. A missing
    /// day is not a day of 0.
    ///
    /// Each day is held at 0, not the sum.
    ///
    /// ```
    /// use model::energy::{DayTemperatures, DegreeDayKind, DegreeDayMethod};
    /// // minimum 10 °C, maximum 22 °C, base 18 °C
    /// let day = DayTemperatures::of_extremes(10.0, 22.0);
    /// let heating = |method: DegreeDayMethod| method.day(DegreeDayKind::Heating, &day, 18.0);
    /// assert_eq!(heating(DegreeDayMethod::MeteoMinmax), Some(2.0));
    /// // 8 × (0,08 + 0,42 × 8 ÷ 12) = 2,88
    /// assert!(heating(DegreeDayMethod::ProEnergie).is_some_and(|d| (d - 2.88).abs() < 1e-12));
    /// assert_eq!(heating(DegreeDayMethod::MeanHourly), None);
    /// ```
    pub fn day(self, kind: DegreeDayKind, day: &DayTemperatures, base: f64) -> Option<f64> {
        // Cooling is heating seen in a mirror: every temperature changes its sign.
        let sign = match kind {
            DegreeDayKind::Heating => 1.0,
            DegreeDayKind::Cooling => -1.0,
        };
        let found = if self == Self::MeanHourly {
            (sign * (base - day.mean?)).max(0.0)
        } else {
            let (min, max) = day.extremes()?;
            match (self, kind) {
                (Self::ProEnergie, DegreeDayKind::Heating) => pro(base, min, max),
                (Self::ProEnergie, DegreeDayKind::Cooling) => pro(-base, -max, -min),
                _ => (sign * (base - f64::midpoint(min, max))).max(0.0),
            }
        };
        found.is_finite().then_some(found)
    }
}

/// The heating formula of the professionals: `S > Tmax → S − (Tmin+Tmax)/2`,
/// `S ≤ Tmin → 0`, between both `(S−Tmin)·[0,08 + 0,42·(S−Tmin)/(Tmax−Tmin)]`.
/// The two numbers are what makes it this method and no other.
fn pro(base: f64, min: f64, max: f64) -> f64 {
    if base > max {
        base - f64::midpoint(min, max)
    } else if base <= min {
        0.0
    } else {
        let under = base - min;
        under * (0.08 + 0.42 * under / (max - min))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Domain vector TV-DJ: minimum, maximum → météo, pro heating, pro cooling, base 18.
    const VECTORS: [(f64, f64, f64, f64, f64); 9] = [
        (2.0, 8.0, 13.0, 13.0, 0.0),
        (10.0, 22.0, 2.0, 2.88, 0.88),
        (14.0, 24.0, 0.0, 0.992, 1.992),
        (18.0, 27.0, 0.0, 0.0, 4.5),
        (12.0, 18.0, 3.0, 3.0, 0.0),
        (17.5, 18.5, 0.0, 0.145, 0.145),
        (20.0, 30.0, 0.0, 0.0, 7.0),
        (-5.0, 3.0, 19.0, 19.0, 0.0),
        (5.0, 19.0, 6.0, 6.11, 0.11),
    ];

    #[test]
    fn degree_days_of_the_vectors() {
        for (min, max, meteo, heating, cooling) in VECTORS {
            let day = DayTemperatures::of_extremes(min, max);
            let found = [
                DegreeDayMethod::MeteoMinmax.day(DegreeDayKind::Heating, &day, 18.0),
                DegreeDayMethod::ProEnergie.day(DegreeDayKind::Heating, &day, 18.0),
                DegreeDayMethod::ProEnergie.day(DegreeDayKind::Cooling, &day, 18.0),
            ];
            for (found, wanted) in found.into_iter().zip([meteo, heating, cooling]) {
                let close = found.is_some_and(|f| (f - wanted).abs() < 1e-9);
                assert!(close, "({min}, {max}): {found:?}, not {wanted}");
            }
        }
    }

    #[test]
    fn equal_extremes_divide_by_nothing() {
        for t in [17.0, 18.0, 19.0] {
            let day = DayTemperatures::of_extremes(t, t);
            let heating = DegreeDayMethod::ProEnergie.day(DegreeDayKind::Heating, &day, 18.0);
            assert_eq!(heating, Some((18.0 - t).max(0.0)));
        }
    }

    #[test]
    fn impossible_or_missing_temperatures_give_no_day() {
        let upside_down = DayTemperatures::of_extremes(12.0, 4.0);
        let half = DayTemperatures {
            min: Some(3.0),
            ..DayTemperatures::default()
        };
        let not_a_number = DayTemperatures::of_extremes(f64::NAN, 4.0);
        for day in [upside_down, half, not_a_number] {
            for method in [DegreeDayMethod::MeteoMinmax, DegreeDayMethod::ProEnergie] {
                assert_eq!(method.day(DegreeDayKind::Heating, &day, 18.0), None);
            }
        }
    }

    #[test]
    fn names_in_files_are_those_of_the_code() {
        for method in [
            DegreeDayMethod::MeteoMinmax,
            DegreeDayMethod::ProEnergie,
            DegreeDayMethod::MeanHourly,
        ] {
            let name = serde_json::to_string(&method).expect("a name");
            assert_eq!(name, format!("\"{}\"", method.as_str()));
            assert_eq!(DegreeDayMethod::of(method.as_str()), Some(method));
        }
        assert_eq!(DegreeDayMethod::of("costic"), None);
    }
}
