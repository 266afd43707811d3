use model::city::{PlaceTree, PlaceTreeError, ThemePack};
use model::engine::{Town, TownError};
use model::time::{Zone, ZoneError};

use crate::store::{Store, StoreError};

/// Why the town cannot be put together from the store.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The stored places are not one tree.
    #[error("stored places: {0}")]
    Places(#[from] PlaceTreeError),
    /// A stored series has no place.
    #[error(transparent)]
    Town(#[from] TownError),
    /// The database names a zone that this machine does not know.
    #[error(transparent)]
    Zone(#[from] ZoneError),
}

/// Everything the store knows, as a town.
pub(super) async fn town(store: &dyn Store, themes: &[ThemePack]) -> Result<Town, LoadError> {
    let zone = Zone::new(&store.meta().zone)?;
    let tree = PlaceTree::new(store.places().await?)?;
    let series = store
        .series()
        .await?
        .into_iter()
        .map(|s| (s.id, s.series))
        .collect();
    let objectives = store
        .objective_versions()
        .await?
        .into_iter()
        .filter(|version| version.retired_at.is_none())
        .map(|version| version.objective)
        .collect();
    let mut town = Town::new(zone, tree, themes.to_vec(), series, objectives)?;
    let facts = store.fact_versions().await?;
    town.set_facts(
        facts
            .into_iter()
            .filter(|version| version.retired_at.is_none())
            .map(|version| version.fact)
            .collect(),
    );
    for (id, days, latest) in store.all_day_totals().await? {
        let mut index = None;
        for (day, total) in days {
            index = town.set_day(id, day, total);
        }
        if let (Some(index), Some(latest)) = (index, latest) {
            town.set_latest(index, latest);
        }
    }
    town.replan();
    Ok(town)
}
