use super::{EetCategory, EetCvc};
use crate::energy::{MissingParameter, Parameters};
use crate::time::Day;

/// The constants of Éco Énergie Tertiaire as they are on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct EetParameters {
    /// Floor area in m² from which a site is liable.
    pub least_area: f64,
    /// Decades in order of time.
    pub decades: Vec<Decade>,
    /// First calendar year a reference may lie in.
    pub reference_first: i16,
    /// Last calendar year a reference may lie in.
    pub reference_last: i16,
    /// Year of the declaration up to which a reference can be chosen.
    pub reference_deadline: i16,
    /// Half width of the band of the rating, as a share of the line.
    pub band: f64,
    /// Month and day of the declaration, in the year after.
    pub declaration: (i8, i8),
    /// Share of « CVC » that follows the hours worked in the formula of modulation.
    pub cvc_hours: Option<f64>,
    /// First and last calendar year of the reference climate.
    pub climate: (i16, i16),
    /// Years that are not rated.
    pub unrated: Vec<i16>,
    categories: Vec<EetCategory>,
    cvc: Vec<EetCvc>,
    coefficients: Vec<(String, f64)>,
}

/// A decade: its year and what the relative objective asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decade {
    /// 2030, 2040 or 2050.
    pub year: i16,
    /// Reduction against the reference, e.g. 0.4.
    pub reduction: f64,
}

impl EetParameters {
    /// The constants of a day.
    ///
    /// # Errors
    /// [`MissingParameter`] for the first that is not among the parameters.
    pub fn on(parameters: &Parameters, day: Day) -> Result<Self, MissingParameter> {
        let number = |code: &str| parameters.require(code, day);
        let whole = |code: &str| -> Result<i16, MissingParameter> { Ok(rounded(number(code)?)) };
        let month = |code: &str| -> Result<i8, MissingParameter> {
            Ok(i8::try_from(rounded(number(code)?)).unwrap_or(1))
        };
        let suffix = |prefix: &'static str| {
            parameters
                .under(prefix, day)
                .filter_map(move |p| Some((p.code.strip_prefix(prefix)?.parse().ok()?, p.value)))
        };
        let decades = suffix("eet.reduction.")
            .map(|(year, reduction)| Decade { year, reduction })
            .collect();
        Ok(Self {
            least_area: number("eet.least_area")?,
            decades,
            reference_first: whole("eet.reference.first")?,
            reference_last: whole("eet.reference.last")?,
            reference_deadline: whole("eet.reference.deadline")?,
            band: number("eet.band")?,
            declaration: (
                month("eet.declaration.month")?,
                month("eet.declaration.day")?,
            ),
            cvc_hours: parameters.value("eet.modulation.cvc_hours", day),
            climate: (whole("eet.climate.first")?, whole("eet.climate.last")?),
            unrated: suffix("eet.unrated.").map(|(year, _)| year).collect(),
            categories: parameters
                .eet_categories()
                .iter()
                .filter(|c| c.holds(day))
                .cloned()
                .collect(),
            cvc: parameters
                .eet_cvc()
                .iter()
                .filter(|c| c.holds(day))
                .cloned()
                .collect(),
            coefficients: parameters
                .under("eet.coefficient.", day)
                .map(|p| (p.code.clone(), p.value))
                .collect(),
        })
    }

    /// The sub-categories, in the order of the file.
    pub fn categories(&self) -> &[EetCategory] {
        &self.categories
    }

    /// The sub-category of that code.
    pub fn category(&self, code: &str) -> Option<&EetCategory> {
        self.categories.iter().find(|c| c.code == code)
    }

    /// « CVC » of a group for a decade, in kWh/m²; `None` where the text has no value.
    pub fn cvc(&self, group: &str, decade: i16, zone: &str, altitude: f64) -> Option<f64> {
        self.cvc
            .iter()
            .filter(|c| c.group == group && c.decade == decade && c.altitude_from <= altitude)
            .max_by(|a, b| a.altitude_from.total_cmp(&b.altitude_from))?
            .zones
            .get(zone)
            .copied()
    }

    /// Heating and cooling coefficients of a group, per °C·d.
    pub fn climate_coefficients(&self, group: &str) -> Option<(f64, f64)> {
        let of = |kind: &str| {
            let code = format!("eet.coefficient.{kind}.{group}");
            let found = self.coefficients.iter().find(|(known, _)| *known == code);
            found.map(|(_, value)| *value)
        };
        of("heating").zip(of("cooling"))
    }

    /// The decade whose objective is due in a year: the first that has not passed.
    pub fn decade_of(&self, year: i16) -> Option<Decade> {
        self.decades
            .iter()
            .find(|d| d.year >= year)
            .or(self.decades.last())
            .copied()
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a float converts to a whole number by saturation"
)]
fn rounded(value: f64) -> i16 {
    value.round() as i16
}
