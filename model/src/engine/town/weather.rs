use super::{SeriesIndex, Town};
use crate::city::{PlaceId, QuantityCode, Weather};
use crate::energy::{DayTemperatures, Signature};
use crate::engine::Moment;
use crate::engine::climate::signature;
use crate::engine::signatures::Signatures;
use crate::time::Day;

/// What the town knows of its weather, and how the weather moves what is measured.
impl Town {
    /// Takes minimum, maximum and mean of the days of a station from its first one on.
    pub fn set_temperatures(
        &mut self,
        station: SeriesIndex,
        first: Day,
        days: Vec<DayTemperatures>,
    ) {
        self.temperatures.insert(station, (first, days));
    }

    /// What is known of a day of a station: its extremes where its hours are, and
    /// at least its mean.
    pub fn temperatures(&self, station: SeriesIndex, day: Day) -> DayTemperatures {
        let hours = self.temperatures.get(&station).and_then(|(first, days)| {
            let position = usize::try_from(day.since(*first)).ok()?;
            days.get(position).copied()
        });
        hours.unwrap_or(DayTemperatures {
            mean: self.mean_of(station, day),
            ..DayTemperatures::default()
        })
    }

    /// Whether the extremes of a station's days are known at all.
    pub fn knows_extremes(&self, station: SeriesIndex) -> bool {
        self.temperatures.contains_key(&station)
    }

    /// Mean outdoor temperature of a day at a place, °C, from the nearest station.
    pub fn temperature(&self, place: PlaceId, day: Day) -> Option<f64> {
        self.mean_of(self.station(place)?, day)
    }

    /// Whether some place takes its outdoor temperature from that series.
    pub fn is_station(&self, index: SeriesIndex) -> bool {
        self.stations.contains(&Some(index))
    }

    /// Mean of a gauge on a day.
    pub fn mean_of(&self, gauge: SeriesIndex, day: Day) -> Option<f64> {
        self.series.get(gauge.0)?.days.known_side(day)
    }

    /// How the weather moves a quantity; `None`: not at all.
    pub fn weather_of(&self, quantity: &QuantityCode) -> Option<Weather> {
        let found = self
            .themes
            .iter()
            .find_map(|theme| theme.quantity(quantity))?;
        Some(found.weather).filter(|weather| *weather != Weather::None)
    }

    /// How a series answers to the weather, as known at a moment from the year before
    /// the month its data end in; `None`: not at all, or less than 300 days are known.
    pub fn signature(&self, index: SeriesIndex, moment: Moment) -> Option<Signature> {
        let weather = self.weather_of(&self.series.get(index.0)?.series.quantity)?;
        signature(self, index, weather, moment)
    }

    /// The signatures that were fitted.
    pub const fn signatures(&self) -> &Signatures {
        &self.signatures
    }

    /// Takes those that were fitted to the same town before it was read anew.
    pub fn share_signatures(&mut self, fitted: Signatures) {
        self.signatures = fitted;
    }

    /// The temperature series that speaks for a place.
    pub fn station(&self, place: PlaceId) -> Option<SeriesIndex> {
        self.stations.get(place.index()).copied().flatten()
    }
}
