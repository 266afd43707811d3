use std::collections::HashMap;

use super::{Plan, SeriesDays};
use crate::city::{PlaceId, PlaceTree, Series, SeriesId, ThemePack};
use crate::measure::{DayTotal, Reading};
use crate::score::Objective;
use crate::time::{Day, Zone};

/// Position of a series in a [`Town`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesIndex(pub usize);

/// A series with what was measured.
#[derive(Debug, Clone)]
pub struct TownSeries {
    /// Number in the database.
    pub id: SeriesId,
    /// The series.
    pub series: Series,
    /// Where it measures.
    pub place: PlaceId,
    /// Its day totals.
    pub days: SeriesDays,
    /// Its latest reading.
    pub latest: Option<Reading>,
}

/// Everything that is known of a town, in memory.
#[derive(Debug, Clone)]
pub struct Town {
    zone: Zone,
    tree: PlaceTree,
    themes: Vec<ThemePack>,
    series: Vec<TownSeries>,
    by_id: HashMap<SeriesId, SeriesIndex>,
    by_code: HashMap<String, SeriesIndex>,
    objectives: Vec<Objective>,
    plan: Plan,
    /// Length of the days that are not 86 400 s long, filled as days are set.
    odd_days: HashMap<Day, u32>,
}

/// What does not fit together.
#[derive(Debug, thiserror::Error, PartialEq)]
pub enum TownError {
    /// A series measures at a place that does not exist.
    #[error("series `{series}`: place `{place}` does not exist")]
    UnknownPlace {
        /// Code of the series.
        series: String,
        /// The code that leads nowhere.
        place: String,
    },
}

impl Town {
    /// Puts together a town without readings.
    ///
    /// Objectives on places or indicators that do not exist are kept aside by
    /// the plan and score nothing.
    ///
    /// # Errors
    /// [`TownError`] naming what does not fit.
    pub fn new(
        zone: Zone,
        tree: PlaceTree,
        themes: Vec<ThemePack>,
        series: Vec<(SeriesId, Series)>,
        objectives: Vec<Objective>,
    ) -> Result<Self, TownError> {
        let mut town = Self {
            zone,
            tree,
            themes,
            series: Vec::with_capacity(series.len()),
            by_id: HashMap::new(),
            by_code: HashMap::new(),
            objectives,
            plan: Plan::default(),
            odd_days: HashMap::new(),
        };
        for (id, series) in series {
            town.add_series(id, series)?;
        }
        town.plan = Plan::new(&town);
        Ok(town)
    }

    fn add_series(&mut self, id: SeriesId, series: Series) -> Result<(), TownError> {
        let place = self
            .tree
            .id(series.place.as_str())
            .ok_or_else(|| TownError::UnknownPlace {
                series: series.code.to_string(),
                place: series.place.to_string(),
            })?;
        let zero_days = self
            .themes
            .iter()
            .find_map(|theme| theme.quantity(&series.quantity))
            .and_then(|quantity| quantity.silence.zero_days);
        let index = SeriesIndex(self.series.len());
        self.by_id.insert(id, index);
        self.by_code.insert(series.code.to_string(), index);
        let days = SeriesDays::new(zero_days);
        self.series.push(TownSeries {
            id,
            series,
            place,
            days,
            latest: None,
        });
        Ok(())
    }

    /// Puts the total of a local day in place; returns the series it belongs to.
    pub fn set_day(&mut self, id: SeriesId, day: Day, total: DayTotal) -> Option<SeriesIndex> {
        let index = *self.by_id.get(&id)?;
        let length_s = match self.odd_days.get(&day) {
            Some(&length) => length,
            None => {
                let length = self.zone.day_length_s(day);
                self.odd_days.insert(day, length);
                length
            }
        };
        self.series.get_mut(index.0)?.days.set(day, total, length_s);
        Some(index)
    }

    /// Remembers the latest reading of a series, if it is later than the one known.
    pub fn set_latest(&mut self, index: SeriesIndex, latest: Reading) {
        if let Some(series) = self.series.get_mut(index.0)
            && series.latest.is_none_or(|known| known.at <= latest.at)
        {
            series.latest = Some(latest);
        }
    }

    /// Works out the plan again, after the days it rests on were set: sizes of
    /// a reference year come from measured amounts.
    pub fn replan(&mut self) {
        self.plan = Plan::new(self);
    }

    /// The zone in which days are cut.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The places.
    pub fn tree(&self) -> &PlaceTree {
        &self.tree
    }

    /// The theme packs.
    pub fn themes(&self) -> &[ThemePack] {
        &self.themes
    }

    /// Every series, by number.
    pub fn series(&self) -> &[TownSeries] {
        &self.series
    }

    /// The series at a position.
    pub fn series_at(&self, index: SeriesIndex) -> Option<&TownSeries> {
        self.series.get(index.0)
    }

    /// The position of a series code.
    pub fn series_index(&self, code: &str) -> Option<SeriesIndex> {
        self.by_code.get(code).copied()
    }

    /// The series that measure at a place itself, not below it.
    pub fn series_of(&self, place: PlaceId) -> impl Iterator<Item = (SeriesIndex, &TownSeries)> {
        self.series
            .iter()
            .enumerate()
            .filter(move |(_, s)| s.place == place)
            .map(|(i, s)| (SeriesIndex(i), s))
    }

    /// The objectives in force.
    pub fn objectives(&self) -> &[Objective] {
        &self.objectives
    }

    /// Which series each objective looks at.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The latest reading of all series.
    pub fn latest(&self) -> Option<Reading> {
        self.series
            .iter()
            .filter_map(|s| s.latest)
            .max_by_key(|r| r.at)
    }
}
