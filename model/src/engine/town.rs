mod counters;
mod weather;

use std::collections::HashMap;

use super::derive::derived;
use super::signatures::Signatures;
use super::stations::stations;
use super::{CounterDays, CounterIndex, Derivation, Plan, SeriesDays, Track};
use crate::city::{
    Fact, FactBody, PlaceId, PlaceTree, QuantityCode, Series, SeriesId, SeriesKind, SeriesRole,
    ThemePack,
};
use crate::energy::DayTemperatures;
use crate::measure::{DayTotal, Reading};
use crate::score::{Direction, Objective};
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
    /// Its day totals as measured; a series that follows from another has none.
    pub(super) days: SeriesDays,
    /// Whether a second figure of its days is kept: see [`SeriesDays::set_side`].
    keeps_side: bool,
    /// How it follows from another series; `None` when it is measured.
    pub derivation: Option<Derivation>,
    /// Its latest reading.
    pub latest: Option<Reading>,
}

impl TownSeries {
    /// Whether it enters sums: no sub-meter, nor a meter whose shares are added.
    pub fn is_counted(&self) -> bool {
        self.series.role == SeriesRole::Main
    }
}

/// Everything that is known of a town, in memory.
#[derive(Debug, Clone)]
pub struct Town {
    zone: Zone,
    tree: PlaceTree,
    themes: Vec<ThemePack>,
    /// The measured ones first.
    series: Vec<TownSeries>,
    measured: usize,
    facts: Vec<Fact>,
    /// Dated parameters in force, by `FAMILY.QUANTITY`.
    factors: HashMap<String, f64>,
    /// Those of one series, by `FAMILY.SERIES`: they prevail.
    own_factors: HashMap<String, f64>,
    /// Figures worked out for places from dated facts, by place and name: they
    /// prevail over attributes.
    figures: HashMap<(PlaceId, String), f64>,
    /// By place: the outdoor temperature that is felt there.
    stations: Vec<Option<SeriesIndex>>,
    /// By station: its first day, and the temperatures of its days.
    temperatures: HashMap<SeriesIndex, (Day, Vec<DayTemperatures>)>,
    /// How series answer to the weather, as far as it was asked for.
    signatures: Signatures,
    /// By measured series: those that follow from it.
    dependents: Vec<Vec<SeriesIndex>>,
    /// Where people are received.
    counters: Vec<CounterDays>,
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
            measured: series.len(),
            facts: Vec::new(),
            factors: HashMap::new(),
            own_factors: HashMap::new(),
            figures: HashMap::new(),
            dependents: Vec::new(),
            stations: Vec::new(),
            temperatures: HashMap::new(),
            signatures: Signatures::default(),
            counters: Vec::new(),
            by_id: HashMap::new(),
            by_code: HashMap::new(),
            objectives,
            plan: Plan::default(),
            odd_days: HashMap::new(),
        };
        for (id, series) in series {
            town.add_series(id, series)?;
        }
        town.stations = stations(&town);
        town.counters = town.find_counters();
        town.derive();
        town.plan = Plan::new(&town);
        Ok(town)
    }

    /// Takes the dated facts in force and works out what follows from them.
    /// The plan has to be made anew afterwards.
    pub fn set_facts(&mut self, facts: Vec<Fact>) {
        self.facts = facts;
        self.set_counter_hours();
        self.derive();
    }

    /// The dated facts in force.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// What happened at places and is on record: the code of the place, the day, and what.
    pub fn events(&self) -> impl Iterator<Item = (&str, Day, &str)> {
        let facts = self.facts.iter().filter(|fact| fact.is_ever());
        facts.filter_map(|fact| match &fact.body {
            FactBody::Event { name } => Some((fact.subject.as_str(), fact.from, name.as_str())),
            _ => None,
        })
    }

    /// Takes the parameters that bring quantities to other units, by
    /// `FAMILY.QUANTITY`, as in force on the day the town is seen from: every
    /// period is converted alike, so that a change is one of consumption, not of
    /// decree. The plan has to be made anew afterwards.
    pub fn set_factors(&mut self, factors: HashMap<String, f64>) {
        self.factors = factors;
    }

    /// Takes the parameters that hold for one series, by `FAMILY.SERIES`, e.g. the
    /// mean price of its own tariff. The plan has to be made anew afterwards.
    pub fn set_own_factors(&mut self, factors: HashMap<String, f64>) {
        self.own_factors = factors;
    }

    /// Those parameters.
    pub const fn own_factors(&self) -> &HashMap<String, f64> {
        &self.own_factors
    }

    /// Takes one of them. The plan has to be made anew afterwards.
    pub fn set_own_factor(&mut self, code: String, factor: f64) {
        self.own_factors.insert(code, factor);
    }

    /// By what amounts of a series are multiplied: its own factor, else its quantity's.
    pub fn factor(&self, family: &str, series: &Series) -> Option<f64> {
        let source = series.code.as_str().split('@').next().unwrap_or_default();
        self.own_factors
            .get(&format!("{family}.{source}"))
            .or_else(|| self.factors.get(&format!("{family}.{}", series.quantity)))
            .copied()
    }

    /// Takes figures of places that follow from dated facts, such as the hours
    /// they were open in a year. The plan has to be made anew afterwards.
    pub fn set_figures(&mut self, figures: HashMap<(PlaceId, String), f64>) {
        self.figures = figures;
    }

    /// A figure of a place: worked out, else its numeric attribute.
    pub fn figure(&self, place: PlaceId, name: &str) -> Option<f64> {
        let worked_out = self.figures.get(&(place, name.to_owned())).copied();
        worked_out.or_else(|| self.tree.place(place)?.number(name))
    }

    fn derive(&mut self) {
        self.series.truncate(self.measured);
        self.by_code.retain(|_, index| index.0 < self.measured);
        self.dependents = vec![Vec::new(); self.measured];
        let made = derived(&self.themes, &self.tree, &self.series, &self.facts);
        for (one, id) in made.into_iter().zip(1..) {
            let index = SeriesIndex(self.series.len());
            let source = one.derivation.source;
            if let Some(dependents) = self.dependents.get_mut(source.0) {
                dependents.push(index);
            }
            self.by_code.insert(one.series.code.to_string(), index);
            self.series.push(TownSeries {
                // No number of a stored series is negative.
                id: SeriesId(-id),
                latest: self.series.get(source.0).and_then(|s| s.latest),
                series: one.series,
                place: one.place,
                days: SeriesDays::default(),
                keeps_side: false,
                derivation: Some(one.derivation),
            });
        }
    }

    /// Whether more of a quantity is better: some theme wants it to grow.
    pub fn is_produced(&self, quantity: &QuantityCode) -> bool {
        self.themes
            .iter()
            .flat_map(|theme| &theme.indicator)
            .any(|i| i.direction == Direction::Up && i.numerator.quantities.contains(quantity))
    }

    /// The series that follow from a measured one.
    pub fn dependents(&self, index: SeriesIndex) -> &[SeriesIndex] {
        self.dependents.get(index.0).map_or(&[], Vec::as_slice)
    }

    /// The days of a series, measured or worked out.
    pub fn track(&self, index: SeriesIndex) -> Option<Track<'_>> {
        self.track_of(self.series.get(index.0)?)
    }

    /// The days of a series of this town.
    pub fn track_of<'a>(&'a self, series: &'a TownSeries) -> Option<Track<'a>> {
        let track = match &series.derivation {
            None => Track::measured_by(&series.days),
            Some(derivation) => {
                let source = self.series.get(derivation.source.0)?;
                Track::derived(&source.days, derivation)
            }
        };
        // A thermometer goes on where nobody works any more.
        let is_used_up = series.series.kind != SeriesKind::Gauge;
        let closed = self.tree.closed_on(series.place);
        Some(track.until(closed.filter(|_| is_used_up)))
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
        // The base load of any hourly meter is watched; a gauge is asked for its mean.
        let keeps_side = match series.kind {
            SeriesKind::Gauge => true,
            SeriesKind::Interval => series.step_s <= 3600,
            SeriesKind::Index => false,
        };
        self.series.push(TownSeries {
            id,
            series,
            place,
            days,
            keeps_side,
            derivation: None,
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
        let series = self.series.get_mut(index.0)?;
        series.days.set(day, total, length_s);
        if series.keeps_side {
            let steps = f64::from(total.covered_s) / f64::from(series.series.step_s.max(1));
            let side = match series.series.kind {
                SeriesKind::Gauge if steps > 0.0 => total.sum() / steps,
                SeriesKind::Interval => total.low().map_or(f64::NAN, |low| low * steps),
                SeriesKind::Gauge | SeriesKind::Index => f64::NAN,
            };
            series.days.set_side(day, side);
        }
        Some(index)
    }

    /// Remembers the latest reading of a series, if it is later than the one known.
    pub fn set_latest(&mut self, index: SeriesIndex, latest: Reading) {
        let Some(series) = self.series.get_mut(index.0) else {
            return;
        };
        if series.latest.is_some_and(|known| known.at > latest.at) {
            return;
        }
        series.latest = Some(latest);
        for dependent in self.dependents.get(index.0).into_iter().flatten() {
            if let Some(series) = self.series.get_mut(dependent.0) {
                series.latest = Some(latest);
            }
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

    /// Takes other objectives. The plan has to be made anew afterwards.
    pub fn set_objectives(&mut self, objectives: Vec<Objective>) {
        self.objectives = objectives;
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
