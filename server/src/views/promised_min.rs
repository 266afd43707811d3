use model::engine::Town;
use model::reception::ReceptionIndicator;

/// Minutes of a promised wait where no theme says any.
const USUAL_MIN: u16 = 15;

/// The promised wait in minutes, as the themes declare it.
pub(super) fn promised_min(town: &Town) -> u16 {
    let indicators = town.themes().iter().flat_map(|theme| &theme.indicator);
    indicators
        .filter_map(|indicator| indicator.reception)
        .find(|measure| measure.measure == ReceptionIndicator::SlT)
        .map_or(USUAL_MIN, |measure| measure.within_min)
}
