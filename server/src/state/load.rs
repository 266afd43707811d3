use std::collections::HashMap;

use model::city::{FactBody, PlaceId, PlaceTree, PlaceTreeError};
use model::energy::Parameters;
use model::engine::{Town, TownError};
use model::measure::Reading;
use model::time::{At, Day, Zone, ZoneError};

use super::knowledge::Knowledge;
use super::objectives::objectives_on;
use super::own_prices::own_prices;
use super::station_days::all_station_days;
use crate::reception::counter_rollups;
use crate::rules::Rules;
use crate::store::{CounterDay, StoreError};

/// Why the town cannot be put together from the store.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The store does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Too many look at past days: try again in a moment.
    #[error("too many look at past days; try again in a moment")]
    Busy,
    /// The stored places are not one tree.
    #[error("stored places: {0}")]
    Places(#[from] PlaceTreeError),
    /// A stored series has no place.
    #[error(transparent)]
    Town(#[from] TownError),
    /// The rules by which the town was judged then are those of another version of the program.
    #[error("the rules kept for that day: {0}")]
    Rules(#[from] serde_json::Error),
    /// The database names a zone that this machine does not know.
    #[error(transparent)]
    Zone(#[from] ZoneError),
}

/// What is known, as a town, and the instant it is seen from: `now` tells it from the
/// latest reading. Factors, prices and hours are those in force then; of a past day,
/// those of that day.
pub(super) async fn town(
    known: Knowledge<'_>,
    rules: &Rules,
    now: impl Fn(Option<Reading>) -> At,
) -> Result<(Town, At), LoadError> {
    let store = known.store();
    let zone = Zone::new(&store.meta().zone)?;
    let tree = PlaceTree::new(known.places().await?)?;
    let series = known
        .series()
        .await?
        .into_iter()
        .map(|s| (s.id, s.series))
        .collect();
    let versions = known.objective_versions().await?;
    let mut town = Town::new(zone, tree, rules.themes.clone(), series, Vec::new())?;
    let facts = known.facts().await?;
    town.set_facts(facts.into_iter().map(|version| version.fact).collect());
    for (id, days, latest) in known.day_totals().await? {
        let mut index = None;
        for (day, total) in days {
            index = town.set_day(id, day, total);
        }
        if let (Some(index), Some(latest)) = (index, latest) {
            town.set_latest(index, latest);
        }
    }
    let now = now(town.latest());
    let day = known.day().unwrap_or_else(|| town.zone().day(now));
    town.set_objectives(objectives_on(versions, day));
    town.set_factors(in_force(&rules.parameters, day));
    let prices = own_prices(known, &town, day).await?;
    town.set_own_factors(prices);
    for (station, (first, days)) in all_station_days(known, &town).await? {
        town.set_temperatures(station, first, days);
    }
    let counter_days = match known.day() {
        None => counter_rollups(store, &town, now).await?,
        Some(last) => known.counter_days(None, Day::from_number(0), last).await?,
    };
    for CounterDay { counter, day, told } in counter_days {
        if let Some(place) = town.tree().id(counter.as_str()) {
            town.set_counter_day(place, day, Some(told));
        }
    }
    let hours = open_hours(&town, day);
    town.set_figures(hours);
    town.replan();
    Ok((town, now))
}

/// The value of every parameter on a day; before the first one known, that one.
fn in_force(parameters: &Parameters, day: Day) -> HashMap<String, f64> {
    let mut values: HashMap<String, f64> = HashMap::new();
    for parameter in parameters.list() {
        let begun = parameter.valid_from <= day && parameter.valid_to.is_none_or(|to| day < to);
        if begun || !values.contains_key(&parameter.code) {
            values.insert(parameter.code.clone(), parameter.value);
        }
    }
    values
}

/// Name of the figure for the hours a place was open in twelve months.
const OPEN_HOURS: &str = "open_hours_year";

/// The hours every place was open in the twelve months before a day.
fn open_hours(town: &Town, day: Day) -> HashMap<(PlaceId, String), f64> {
    let mut minutes: HashMap<PlaceId, u32> = HashMap::new();
    for fact in town.facts() {
        let (FactBody::Opening(hours), Some(place)) = (&fact.body, town.tree().id(&fact.subject))
        else {
            continue;
        };
        let from = day.plus_years(-1);
        let open: u32 = (from.number()..day.number())
            .map(Day::from_number)
            .filter(|day| fact.holds(*day))
            .map(|day| hours.open_minutes(day))
            .sum();
        *minutes.entry(place).or_default() += open;
    }
    minutes
        .into_iter()
        .map(|(place, minutes)| ((place, OPEN_HOURS.to_owned()), f64::from(minutes) / 60.0))
        .collect()
}
