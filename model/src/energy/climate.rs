//! Three corrections for climate, which are three different operations and
//! never stand in for each other. Each touches only the part that depends on
//! the weather.

/// What the reference climate was, and on how much it rests.
#[derive(Debug, Clone, Copy, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct ReferenceClimate {
    /// Mean degree days a year.
    pub degree_days: f64,
    /// First calendar year known.
    pub first: i16,
    /// Last calendar year known.
    pub last: i16,
    /// Years known; the text takes the mean of all from 2001 to 2020.
    pub known: u32,
}

/// The mean of the yearly degree days from `first` to `last`; `None` when no
/// year of them is known. Who shows it says how many are.
///
/// ```
/// use model::energy::climate::reference_climate;
/// let years = [(2000, 2500.0), (2001, 2300.0), (2002, 2100.0)];
/// let climate = reference_climate(&years, 2001, 2020).ok_or("none")?;
/// assert_eq!((climate.degree_days, climate.known, climate.last), (2200.0, 2, 2002));
/// # Ok::<(), &str>(())
/// ```
pub fn reference_climate(years: &[(i16, f64)], first: i16, last: i16) -> Option<ReferenceClimate> {
    let within = || {
        years
            .iter()
            .filter(|(year, dd)| (first..=last).contains(year) && dd.is_finite())
    };
    let known = u32::try_from(within().count()).unwrap_or(u32::MAX);
    let sum: f64 = within().map(|(_, dd)| dd).sum();
    Some(ReferenceClimate {
        degree_days: sum / f64::from(known),
        first: within().map(|(year, _)| *year).min()?,
        last: within().map(|(year, _)| *year).max()?,
        known,
    })
}

/// A year without any degree day counts as one of 1 (arrêté du 10 avril 2020,
/// article 5), so that nothing is divided by 0.
pub const fn counted(degree_days: f64) -> f64 {
    if degree_days <= 0.0 { 1.0 } else { degree_days }
}

/// Simple correction, in the unit given: `base + heating × reference ÷ year`.
///
/// `base` is what does not heat (hot water, cooking), `heating` what does.
///
/// ```
/// use model::energy::climate::simple;
/// // 18 000 + 102 000 × 2 300 ÷ 2 010
/// assert!((simple(18_000.0, 102_000.0, 2300.0, 2010.0) - 134_716.42).abs() < 0.005);
/// ```
pub fn simple(base: f64, heating: f64, reference: f64, year: f64) -> f64 {
    base + heating * counted(reference) / counted(year)
}

/// What Éco Énergie Tertiaire adds where heating (or cooling) is metered by
/// itself: `metered × (reference ÷ year − 1)`; positive after a mild year.
///
/// ```
/// use model::energy::climate::of_metered;
/// assert!((of_metered(102_000.0, 2300.0, 2010.0) - 14_716.42).abs() < 0.005);
/// ```
pub fn of_metered(metered: f64, reference: f64, year: f64) -> f64 {
    metered * (counted(reference) / counted(year) - 1.0)
}

/// What Éco Énergie Tertiaire adds where it is not metered: the coefficient of
/// the sub-category (per °C·d) says which share of the total depends on the
/// weather: `total × coefficient × (reference − year)`.
///
/// ```
/// use model::energy::climate::by_coefficient;
/// // offices, 0,000247: 300 000 × 0,000247 × (2 300 − 2 010)
/// assert!((by_coefficient(300_000.0, 0.000_247, 2300.0, 2010.0) - 21_489.0).abs() < 1e-6);
/// ```
pub fn by_coefficient(total: f64, coefficient: f64, reference: f64, year: f64) -> f64 {
    total * coefficient * (counted(reference) - counted(year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_heating_part_is_scaled() {
        // Scaling the whole would give 137 313,43.
        let corrected = simple(18_000.0, 102_000.0, 2300.0, 2010.0);
        assert!((corrected - 134_716.417_9).abs() < 1e-3, "{corrected}");
        assert!((120_000.0 * 2300.0 / 2010.0 - corrected) > 2_500.0);
    }

    #[test]
    fn a_mild_year_is_corrected_upwards() {
        for correction in [
            of_metered(102_000.0, 2300.0, 2010.0),
            by_coefficient(300_000.0, 0.000_247, 2300.0, 2010.0),
        ] {
            assert!(correction > 0.0);
        }
        assert!(of_metered(102_000.0, 2010.0, 2300.0) < 0.0);
    }

    #[test]
    fn a_year_without_degree_days_counts_as_one_of_one() {
        assert_eq!(of_metered(10.0, 50.0, 0.0), 10.0 * 49.0);
        assert_eq!(by_coefficient(10.0, 0.5, 0.0, 3.0), -10.0);
        assert_eq!(simple(5.0, 10.0, 0.0, 0.0), 15.0);
    }

    #[test]
    fn no_reference_without_a_year() {
        assert_eq!(reference_climate(&[(1999, 2000.0)], 2001, 2020), None);
    }
}
