use model::city::{IndicatorCode, PlaceCode, ThemePack};
use model::engine::{Moment, Picture, Plan, Town};
use model::score::{Objective, Trajectory};
use model::time::Day;

use super::context::Held;
use crate::rules::Rules;
use crate::state::State;

/// A baseline is only frozen when at least this share of its year was measured.
const LEAST_COVERAGE: f64 = 0.75;

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
        let town = self.town.as_ref()?;
        let id = town.tree().id(place.as_str())?;
        let (theme, indicator) = self
            .themes
            .iter()
            .enumerate()
            .find_map(|(i, theme)| Some((i, theme.indicator(indicator)?)))?;
        let after = Day::from_ymd(year.checked_add(1)?, 1, 1)?;
        // Only its direction matters here: it says which way missing days err.
        let objective = Objective {
            indicator: indicator.code.clone(),
            place: place.clone(),
            direction: indicator.direction,
            baseline: None,
            baseline_at: None,
            target: 0.0,
            target_high: None,
            tolerance: None,
            target_at: after,
            trajectory: Trajectory::Step,
            weight: 1.0,
            owner: None,
            decision: None,
            version: 0,
        };
        let plan = Plan::of_indicator(town, theme, indicator, &objective, id)?;
        let moment = Moment::start_of(after, town.zone());
        let value = Picture::of_plans(town, moment, [&plan]).value(town, &plan);
        value
            .value
            .filter(|_| value.coverage.share() >= LEAST_COVERAGE)
    }
}
