use model::city::{IndicatorCode, PlaceId};
use model::engine::{CounterIndex, Moment, Picture, PlaceStanding, SeriesIndex, Town};
use model::score::{Trend, Widening};
use model::time::{At, Day};
use model::watch::Alert;

use super::widenings::Widenings;
use crate::store::TouchedDay;

/// The town with its notes now, this morning and thirty days ago.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What was measured and decided.
    pub town: Town,
    /// Notes now.
    pub now: Picture,
    /// Notes thirty days ago, for the trend.
    pub month_before: Picture,
    /// Notes at midnight, for what moved today.
    pub morning: Picture,
    /// What the watch found, with what became of it, oldest first.
    pub alerts: Vec<Alert>,
    /// The day of which the factors, prices and opening hours of the town are.
    pub(super) prepared_on: Day,
    /// The latest reading at or below each place.
    latest: Vec<Option<At>>,
    widenings: Widenings,
}

impl Snapshot {
    /// Puts alerts in place of those with the same number, or adds them.
    pub(super) fn take_alerts(&mut self, changed: Vec<Alert>) {
        for alert in changed {
            match self.alerts.iter_mut().find(|known| known.id == alert.id) {
                Some(known) => *known = alert,
                None => self.alerts.push(alert),
            }
        }
    }

    pub(crate) fn take(town: Town, alerts: Vec<Alert>, now: At) -> Self {
        let moment = Moment::at(now, town.zone());
        Self::of_day(town, alerts, moment, moment.day)
    }

    /// The town at the end of a day.
    pub(super) fn at_end_of(town: Town, alerts: Vec<Alert>, day: Day) -> Self {
        let end = Moment::start_of(day.plus(1), town.zone());
        Self::of_day(town, alerts, end, day)
    }

    fn of_day(mut town: Town, alerts: Vec<Alert>, moment: Moment, day: Day) -> Self {
        town.replan();
        let (picture, month_before) = pictures(&town, moment);
        let morning = Picture::take(&town, Moment::start_of(day, town.zone()));
        let mut snapshot = Self {
            prepared_on: day,
            town,
            now: picture,
            month_before,
            morning,
            alerts,
            latest: Vec::new(),
            widenings: Widenings::default(),
        };
        snapshot.find_latest();
        snapshot
    }

    /// Evaluates again when the hour has changed; tells whether it has.
    pub(super) fn move_to(&mut self, now: At) -> bool {
        let moment = Moment::at(now, self.town.zone());
        if moment == self.now.moment() {
            return false;
        }
        let new_day = moment.day != self.now.moment().day;
        (self.now, self.month_before) = pictures(&self.town, moment);
        if new_day {
            self.morning =
                Picture::take(&self.town, Moment::start_of(moment.day, self.town.zone()));
        }
        true
    }

    /// Evaluates everything again at the same moment, after something moved that all notes rest on.
    pub(super) fn retake(&mut self) {
        let moment = self.now.moment();
        (self.now, self.month_before) = pictures(&self.town, moment);
        self.morning = Picture::take(&self.town, Moment::start_of(moment.day, self.town.zone()));
    }

    /// Takes days that were committed while it was put together.
    pub(super) fn take_days(&mut self, days: &[TouchedDay]) {
        for day in days {
            let index = self.town.set_day(day.series, day.day, day.total);
            if let (Some(index), Some(latest)) = (index, day.latest) {
                self.town.set_latest(index, latest);
            }
        }
        if !days.is_empty() {
            self.town.replan();
            self.retake();
            self.find_latest();
        }
    }

    /// Evaluates again what depends on the touched series.
    pub(super) fn refresh(&mut self, touched: &[SeriesIndex]) -> Vec<PlaceId> {
        let changed = self.now.refresh(&self.town, touched);
        self.month_before.refresh(&self.town, touched);
        self.morning.refresh(&self.town, touched);
        self.find_latest();
        changed
    }

    /// Evaluates again what depends on the touched counters.
    pub(super) fn refresh_counters(&mut self, touched: &[CounterIndex]) -> Vec<PlaceId> {
        let changed = self.now.refresh_counters(&self.town, touched);
        self.month_before.refresh_counters(&self.town, touched);
        self.morning.refresh_counters(&self.town, touched);
        changed
    }

    /// The town at another moment, with thirty days before it.
    pub fn pictures_at(&self, moment: Moment) -> (Picture, Picture) {
        pictures(&self.town, moment)
    }

    /// By how much ranges of forecasts of an indicator are widened on a day.
    pub fn widening(&self, indicator: &IndicatorCode, day: Day) -> Option<Widening> {
        self.widenings.of(&self.town, indicator, day)
    }

    /// Whether its notes are those at the end of a past day.
    pub fn is_end_of(&self, day: Day) -> bool {
        self.prepared_on == day && self.now.moment().day > day
    }

    /// The town as a day begins.
    pub fn morning_of(&self, day: Day) -> Picture {
        Picture::take(&self.town, Moment::start_of(day, self.town.zone()))
    }

    /// How a place stands now.
    pub fn standing(&self, place: PlaceId) -> Option<PlaceStanding> {
        self.standing_in(&self.now, &self.month_before, &self.morning, place)
    }

    /// How a place stands in given pictures.
    pub fn standing_in(
        &self,
        now: &Picture,
        before: &Picture,
        morning: &Picture,
        place: PlaceId,
    ) -> Option<PlaceStanding> {
        let mut standing = now.standing(&self.town, place, before, morning)?;
        standing.latest_at = self.latest_at(place);
        Some(standing)
    }

    /// The latest reading at or below a place.
    pub fn latest_at(&self, place: PlaceId) -> Option<At> {
        self.latest.get(place.index()).copied().flatten()
    }

    fn find_latest(&mut self) {
        let mut latest = vec![None; self.town.tree().places().len()];
        for series in self.town.series() {
            let Some(reading) = series.latest else {
                continue;
            };
            for place in self.town.tree().upwards(series.place) {
                if let Some(known) = latest.get_mut(place.index()) {
                    *known = (*known).max(Some(reading.at));
                }
            }
        }
        self.latest = latest;
    }
}

fn pictures(town: &Town, moment: Moment) -> (Picture, Picture) {
    let day = moment.day.plus(-Trend::SPAN_DAYS);
    let before = Moment {
        day,
        at: town.zone().start_of_day(day),
        ..moment
    };
    (Picture::take(town, moment), Picture::take(town, before))
}
