use model::city::{IndicatorCode, PlaceCode, ThemePack};
use model::engine::Town;

use super::context::Held;
use crate::objectives::measured_baseline;
use crate::rules::Rules;
use crate::state::State;

/// The town that imports are checked against, and that baselines are measured on.
pub(super) struct KnownTown {
    pub themes: Vec<ThemePack>,
    town: Option<Town>,
}

impl KnownTown {
    /// Reads the town from the store, or takes it from the server that holds it.
    /// Without any place yet there is no town, and no baseline can be measured.
    pub async fn read(held: &Held) -> anyhow::Result<Self> {
        let rules = Rules::read(&held.config)?;
        let themes = rules.themes.clone();
        let town = match &held.reload {
            Some(reload) => Some(reload.state().read(|snapshot| snapshot.town.clone())),
            None if held.store.places().await?.is_empty() => None,
            None => {
                let today = held.config.today()?;
                let state =
                    State::load(held.store.clone(), held.clock.clone(), rules, today).await?;
                Some(state.read(|snapshot| snapshot.town.clone()))
            }
        };
        Ok(Self { themes, town })
    }

    /// The value of an indicator at a place over a calendar year.
    pub fn baseline(&self, indicator: &IndicatorCode, place: &PlaceCode, year: i16) -> Option<f64> {
        measured_baseline(self.town.as_ref()?, indicator, place, year)
    }
}
