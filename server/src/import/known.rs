use model::city::{Indicator, IndicatorCode, PlaceCode, QuantityCode, ThemePack};
use model::measure::Unit;

/// The measured value of an indicator at a place over a calendar year;
/// `None` when there are too few data.
pub type BaselineOf = dyn Fn(&IndicatorCode, &PlaceCode, i16) -> Option<f64> + Send + Sync;

/// What series and objectives are checked against.
pub struct Known<'a> {
    /// The themes in use.
    pub themes: &'a [ThemePack],
    /// Measures a baseline that is not given.
    pub baseline_of: &'a BaselineOf,
}

impl Known<'_> {
    pub(super) fn indicator(&self, code: &IndicatorCode) -> Option<&Indicator> {
        self.themes.iter().find_map(|theme| theme.indicator(code))
    }

    /// The unit in which a quantity is added; `None` when no theme knows it.
    pub(super) fn unit_of(&self, quantity: &QuantityCode) -> Option<&Unit> {
        self.themes
            .iter()
            .find_map(|theme| theme.quantity(quantity))
            .map(|quantity| &quantity.unit)
    }

    pub(super) fn indicators(&self) -> String {
        let codes = self.themes.iter().flat_map(|theme| &theme.indicator);
        let codes: Vec<&str> = codes.map(|indicator| indicator.code.as_str()).collect();
        codes.join(", ")
    }
}
