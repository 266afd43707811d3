use app::view::ViewError;
use model::city::{PlaceId, SeriesId, SeriesKind};
use model::engine::Town;
use model::measure::Reading;
use model::time::{At, Day};

use super::place::measured_at;
use crate::state::{Past, State};
use crate::store::Correction;

/// Days of readings that the curve and the heat map look at.
pub(super) const WEEKS_DAYS: i32 = 21;
/// With fewer readings than this in three weeks a meter is read by bills: two
/// years of them are shown.
const FEW: usize = 8;
const BILLS_DAYS: i64 = 730;
/// Meters of a site whose hours are added up at most.
const MOST_METERS: usize = 12;
/// Corrections shown of a meter.
const CORRECTIONS: u32 = 12;
/// The quantity whose hours say when a building is used.
pub(super) const BY_THE_HOUR: &str = "electricity";

/// What is read from the store for the page of one place.
#[derive(Default)]
pub(super) struct Recent {
    /// Of the meter itself, three weeks up to the day of the page.
    pub readings: Vec<Reading>,
    /// Of the meter itself, latest first.
    pub corrections: Vec<Correction>,
    /// Hourly meters of electricity here or below: step in seconds, and readings.
    pub hourly: Vec<(u32, Vec<Reading>)>,
}

/// What there is to read.
#[derive(Default)]
struct Wanted {
    meter: Option<(SeriesId, At, At)>,
    hourly: Vec<(SeriesId, u32, At, At)>,
}

impl Recent {
    /// Reads what the page of a meter or site shows; nothing for other places.
    pub async fn read(
        state: &State,
        past: Option<&Past>,
        code: &str,
        day: Option<Day>,
    ) -> Result<Self, ViewError> {
        let wanted = state.read_at(past, |snapshot| {
            let today = day.unwrap_or(snapshot.now.moment().day);
            let place = snapshot.town.tree().id(code)?;
            Some(wanted(&snapshot.town, place, today))
        });
        let wanted = wanted.unwrap_or_default();
        let mut recent = Self::default();
        let known = state.known(past);
        if let Some((id, from, to)) = wanted.meter {
            let readings = known.readings(id, from, to).await;
            recent.readings = readings.map_err(|_| ViewError::Unavailable)?;
            if recent.readings.len() < FEW {
                let years = from.plus_seconds(-BILLS_DAYS * 86_400);
                let readings = known.readings(id, years, to).await;
                recent.readings = readings.map_err(|_| ViewError::Unavailable)?;
            }
            let corrections = known.corrections(id, CORRECTIONS).await;
            recent.corrections = corrections.map_err(|_| ViewError::Unavailable)?;
        }
        for (id, step_s, from, to) in wanted.hourly {
            let readings = known.readings(id, from, to).await;
            let readings = readings.map_err(|_| ViewError::Unavailable)?;
            recent.hourly.push((step_s, readings));
        }
        Ok(recent)
    }
}

fn wanted(town: &Town, place: PlaceId, today: Day) -> Wanted {
    let zone = town.zone();
    let weeks = |last: Day| {
        (
            zone.start_of_day(last.plus(1 - WEEKS_DAYS)),
            zone.start_of_day(last.plus(1)),
        )
    };
    let meter = measured_at(town, place).map(|(index, series)| {
        // An old meter is shown where its readings end.
        let last = town.track(index).and_then(|track| track.last_known_day());
        let (from, to) = weeks(last.map_or(today, |last| last.min(today)));
        (series.id, from, to)
    });
    let kind = town.tree().place(place).map_or("", |p| p.kind.as_str());
    if !matches!(kind, "site" | "meter") {
        return Wanted {
            meter,
            hourly: Vec::new(),
        };
    }
    let inside = town.tree().subtree(place);
    let (from, to) = weeks(today);
    let hourly = town
        .series()
        .iter()
        .filter(|s| s.is_counted() && s.derivation.is_none() && inside.contains(&s.place))
        .filter(|s| s.series.quantity.as_str() == BY_THE_HOUR)
        .filter(|s| s.series.kind == SeriesKind::Interval && s.series.step_s <= 3600)
        .take(MOST_METERS)
        .map(|s| (s.id, s.series.step_s, from, to))
        .collect();
    Wanted { meter, hourly }
}
