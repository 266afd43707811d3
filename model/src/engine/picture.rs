use std::collections::{BTreeMap, BTreeSet};

use super::climate::{ClimateFrame, Correction};
use super::standing::Standing;
use super::{
    CounterIndex, Estimate, IndicatorValue, JudgedPlan, Moment, PlaceStanding, ReceptionValue,
    SeriesIndex, ThemeStanding, Town,
};
use crate::city::{PlaceId, Window};
use crate::reception::ReceptionDay;
use crate::score::{
    Aggregate, Coverage, Direction, Level, Note, Part, Trend, Unscored, aggregate_notes, round_to,
};
use crate::time::Day;

/// A town evaluated at one moment.
#[derive(Debug, Clone)]
pub struct Picture {
    moment: Moment,
    now: Vec<Estimate>,
    year_before: Vec<Estimate>,
    /// What each series is corrected by for normal weather; empty when no plan asks.
    climate: Vec<Option<Correction>>,
    /// By counter: what it told over the windows that objectives look at.
    counters: Vec<BTreeMap<Window, ReceptionDay>>,
    /// By place: its themes, then all of them together.
    notes: Vec<PlaceNotes>,
}

#[derive(Debug, Clone, Default, PartialEq)]
struct PlaceNotes {
    /// In the order of the town's themes; `None`: no objective here nor below.
    themes: Vec<Option<Aggregate>>,
    total: Option<Aggregate>,
}

/// What an objective came to.
#[derive(Debug, Clone)]
pub(super) struct Judgement {
    pub value: IndicatorValue,
    /// What is asked that day, rounded as shown.
    pub required: f64,
    pub note: Result<Note, Unscored>,
}

impl Picture {
    /// Evaluates the whole town at a moment.
    pub fn take(town: &Town, moment: Moment) -> Self {
        let earlier = moment.a_year_earlier(town.zone());
        let estimate = |m: Moment| -> Vec<Estimate> {
            town.series()
                .iter()
                .map(|s| {
                    town.track_of(s)
                        .map_or_else(Estimate::default, |track| Estimate::at(track, m))
                })
                .collect()
        };
        let mut picture = Self {
            moment,
            now: estimate(moment),
            year_before: estimate(earlier),
            climate: Vec::new(),
            counters: Vec::new(),
            notes: vec![PlaceNotes::default(); town.tree().places().len()],
        };
        if town.plan().looks_at_climate() {
            let mut frame = ClimateFrame::new(town, moment);
            picture.climate = (0..town.series().len())
                .map(|position| frame.correction(SeriesIndex(position)))
                .collect();
        }
        let windows = town.plan().reception_windows();
        picture.counters = (0..town.counters().len())
            .map(|at| picture.windows_of(town, CounterIndex(at), &windows))
            .collect();
        for place in town.tree().ids().rev() {
            picture.evaluate(town, place);
        }
        picture
    }

    /// Evaluates only what some plans look at, and no place: enough for [`Picture::value`]
    /// and [`Picture::note_of`] of these plans.
    pub fn of_plans<'p>(
        town: &Town,
        moment: Moment,
        plans: impl IntoIterator<Item = &'p JudgedPlan>,
    ) -> Self {
        let (mut series, mut counters) = (BTreeSet::new(), BTreeSet::new());
        let mut windows = BTreeSet::new();
        let mut corrected = false;
        for plan in plans {
            corrected |= plan.is_corrected();
            series.extend(plan.series());
            counters.extend(plan.counters.iter().copied());
            windows.insert(plan.indicator.window);
        }
        let earlier = moment.a_year_earlier(town.zone());
        let count = town.series().len();
        let mut picture = Self {
            moment,
            now: vec![Estimate::default(); count],
            year_before: vec![Estimate::default(); count],
            climate: vec![None; count],
            counters: vec![BTreeMap::new(); town.counters().len()],
            notes: Vec::new(),
        };
        for counter in counters {
            let told = picture.windows_of(town, counter, &windows);
            if let Some(held) = picture.counters.get_mut(counter.0) {
                *held = told;
            }
        }
        let mut frame = ClimateFrame::new(town, moment);
        for index in series {
            let Some(track) = town.track(index) else {
                continue;
            };
            let estimates = (Estimate::at(track, moment), Estimate::at(track, earlier));
            if let (Some(now), Some(before)) = (
                picture.now.get_mut(index.0),
                picture.year_before.get_mut(index.0),
            ) {
                (*now, *before) = estimates;
            }
            if let Some(climate) = picture.climate.get_mut(index.0).filter(|_| corrected) {
                *climate = frame.correction(index);
            }
        }
        picture
    }

    /// Evaluates again what depends on the touched series; gives back the
    /// places whose notes were evaluated, parents before children.
    pub fn refresh(&mut self, town: &Town, touched: &[SeriesIndex]) -> Vec<PlaceId> {
        let earlier = self.moment.a_year_earlier(town.zone());
        let mut places = Vec::new();
        let mut frame = ClimateFrame::new(town, self.moment);
        let touched = touched
            .iter()
            .flat_map(|&index| core::iter::once(index).chain(town.dependents(index).to_vec()));
        for index in touched {
            let (Some(series), Some(track)) = (town.series_at(index), town.track(index)) else {
                continue;
            };
            if let Some(estimate) = self.now.get_mut(index.0) {
                *estimate = Estimate::at(track, self.moment);
            }
            if let Some(estimate) = self.year_before.get_mut(index.0) {
                *estimate = Estimate::at(track, earlier);
            }
            if let Some(climate) = self.climate.get_mut(index.0) {
                *climate = frame.correction(index);
            }
            places.extend(town.tree().upwards(series.place));
        }
        self.evaluate_all(town, places)
    }

    /// Evaluates again what depends on the touched counters; gives back the places
    /// whose notes were evaluated, parents before children.
    pub fn refresh_counters(&mut self, town: &Town, touched: &[CounterIndex]) -> Vec<PlaceId> {
        let windows = town.plan().reception_windows();
        let mut places = Vec::new();
        for &counter in touched {
            let told = self.windows_of(town, counter, &windows);
            if let Some(held) = self.counters.get_mut(counter.0) {
                *held = told;
            }
            let place = town.counter_at(counter).map(|counter| counter.place);
            places.extend(
                place
                    .into_iter()
                    .flat_map(|place| town.tree().upwards(place)),
            );
        }
        self.evaluate_all(town, places)
    }

    fn evaluate_all(&mut self, town: &Town, mut places: Vec<PlaceId>) -> Vec<PlaceId> {
        places.sort_unstable();
        places.dedup();
        for &place in places.iter().rev() {
            self.evaluate(town, place);
        }
        places
    }

    fn windows_of(
        &self,
        town: &Town,
        counter: CounterIndex,
        windows: &BTreeSet<Window>,
    ) -> BTreeMap<Window, ReceptionDay> {
        let Some(days) = town.counter_at(counter) else {
            return BTreeMap::new();
        };
        let last = self.last_day();
        let told = |window: &Window| (*window, days.merged(last.plus(1 - window.days()), last));
        windows.iter().map(told).collect()
    }

    /// What a counter told over a window.
    pub(super) fn of_counter(
        &self,
        town: &Town,
        counter: CounterIndex,
        window: Window,
    ) -> ReceptionDay {
        let held = self.counters.get(counter.0).and_then(|of| of.get(&window));
        // Plans of places without an objective look over windows that are not held.
        held.cloned().unwrap_or_else(|| {
            let mut told = self.windows_of(town, counter, &BTreeSet::from([window]));
            told.remove(&window).unwrap_or_default()
        })
    }

    /// The last day it knows of: the running one once an hour of it has passed.
    pub(super) fn last_day(&self) -> Day {
        if self.moment.passed > 0.0 {
            self.moment.day
        } else {
            self.moment.day.plus(-1)
        }
    }

    /// The moment it was taken at.
    pub const fn moment(&self) -> Moment {
        self.moment
    }

    /// The estimate of a series.
    pub fn estimate(&self, series: SeriesIndex) -> Option<&Estimate> {
        self.now.get(series.0)
    }

    /// The estimate of a series over the twelve months before the last twelve.
    pub fn estimate_a_year_before(&self, series: SeriesIndex) -> Option<&Estimate> {
        self.year_before.get(series.0)
    }

    /// The value a plan gives at this moment.
    pub fn value(&self, town: &Town, plan: &JudgedPlan) -> IndicatorValue {
        if let Some(measure) = plan.indicator.reception {
            let found = ReceptionValue::of(town, self, plan, measure);
            return IndicatorValue::of_reception(found, plan.indicator.decimals);
        }
        if let Some(figures) = &plan.entered {
            let found = figures.at(self.moment, plan.objective.direction);
            return IndicatorValue::of_entered(found, plan.indicator.decimals);
        }
        let day = self.moment.day;
        IndicatorValue::of(plan, &self.now, &self.year_before, &self.climate, day)
    }

    /// How a place stands, with the trend from an earlier picture, and the level it has held
    /// since the morning of the day.
    pub fn standing(
        &self,
        town: &Town,
        place: PlaceId,
        before: &Self,
        morning: &Self,
    ) -> Option<PlaceStanding> {
        let code = town.tree().place(place)?.code.clone();
        let notes = self.notes.get(place.index())?;
        let notes_before = before.notes.get(place.index());
        let themes = town
            .themes()
            .iter()
            .zip(&notes.themes)
            .enumerate()
            .filter_map(|(i, (theme, aggregate))| {
                let earlier = notes_before
                    .and_then(|n| n.themes.get(i))
                    .and_then(Option::as_ref);
                aggregate.as_ref()?;
                let since = morning.aggregate(place, Some(i));
                let standing = standing_of(aggregate.as_ref(), earlier, since);
                Some(ThemeStanding {
                    theme: theme.code.clone(),
                    standing,
                })
            })
            .collect();
        let total_before = notes_before.and_then(|n| n.total.as_ref());
        Some(PlaceStanding {
            code,
            standing: standing_of(
                notes.total.as_ref(),
                total_before,
                morning.aggregate(place, None),
            ),
            themes,
            latest_at: None,
        })
    }

    /// The note of a place on a theme (`None`: over all themes), where it has one.
    pub fn aggregate(&self, place: PlaceId, theme: Option<usize>) -> Option<&Aggregate> {
        let notes = self.notes.get(place.index())?;
        match theme {
            Some(theme) => notes.themes.get(theme)?.as_ref(),
            None => notes.total.as_ref(),
        }
    }

    /// The note a plan gives at this moment, when last known, with the share of data behind it.
    pub fn note_of(&self, town: &Town, plan: &JudgedPlan) -> (Option<Note>, Coverage) {
        let judgement = self.judge(town, plan);
        (judgement.note.ok(), judgement.value.coverage)
    }

    pub(super) fn judge(&self, town: &Town, plan: &JudgedPlan) -> Judgement {
        let value = self.value(town, plan);
        let objective = &plan.objective;
        let required = round_to(
            objective.required_on(self.moment.day),
            plan.indicator.decimals,
        );
        let is_closed = plan.is_closed(self.moment.day);
        let note = match (objective.direction, value.value) {
            _ if is_closed => Err(Unscored::Closed),
            _ if value.reception.as_ref().is_some_and(|found| found.few) => Err(Unscored::TooFew),
            _ if value.reception.as_ref().is_some_and(|found| found.closed) => {
                Err(Unscored::Closed)
            }
            (Direction::Context, _) => Err(Unscored::Context),
            (_, None) => Err(Unscored::NoData),
            (_, Some(x)) => objective
                .share(required, x)
                .map(Note::from_share)
                .ok_or(Unscored::NotStarted),
        };
        Judgement {
            value,
            required,
            note,
        }
    }

    fn evaluate(&mut self, town: &Town, place: PlaceId) {
        let themes = (0..town.themes().len())
            .map(|theme| self.aggregated(town, place, Some(theme)))
            .collect();
        self.set_notes(place, |notes| notes.themes = themes);
        let total = self.aggregated(town, place, None);
        self.set_notes(place, |notes| notes.total = total);
    }

    fn aggregated(&self, town: &Town, place: PlaceId, theme: Option<usize>) -> Option<Aggregate> {
        let pieces = self.pieces(town, place, theme);
        let parts: Vec<Part> = pieces.into_iter().map(|(_, part)| part).collect();
        (!parts.is_empty()).then(|| aggregate_notes(&parts))
    }

    fn set_notes(&mut self, place: PlaceId, set: impl FnOnce(&mut PlaceNotes)) {
        if let Some(notes) = self.notes.get_mut(place.index()) {
            set(notes);
        }
    }
}

fn standing_of(
    aggregate: Option<&Aggregate>,
    before: Option<&Aggregate>,
    morning: Option<&Aggregate>,
) -> Standing {
    let Some(aggregate) = aggregate else {
        return Standing {
            note: None,
            last: None,
            minimum: None,
            level: Level::None,
            trend: Trend::TooEarly,
            change: None,
            coverage: Coverage::default(),
            judged: false,
        };
    };
    let note = aggregate.note();
    let earlier = before.and_then(Aggregate::note);
    Standing {
        note,
        last: aggregate.known.filter(|_| note.is_none()),
        minimum: aggregate.minimum.filter(|_| note.is_some()),
        level: Level::of(morning.and_then(Aggregate::note)).held(note),
        trend: Trend::between(earlier, note),
        change: earlier.zip(note).map(|(b, n)| n.minus(b)),
        coverage: aggregate.coverage,
        judged: true,
    }
}
