use model::city::{OpeningCalendar, PlaceId, SeriesKind, Weather};
use model::engine::{SeriesIndex, Town, TownSeries, Track};
use model::time::{At, Day};
use model::watch::{Alert, Cause, Finding, WatchOptions, WatchedDay, detect, merge, watched_days};

use crate::state::Snapshot;

/// Days that are looked at: a year to learn from, and what is learnt of.
const DAYS: i32 = 400;
/// The last days are judged, not learnt from.
const NOT_LEARNT: i32 = 28;
/// What ended longer ago raises no alert.
const REPORTED: i32 = 45;
/// Longest step of a series whose days say anything.
const LONGEST_STEP_S: u32 = 86_400;
/// A day known for less than half is taken for silent.
const LEAST_SHARE: f64 = 0.5;

/// What changes among the alerts of a series when its completed days are looked at.
pub(super) fn changes(snapshot: &Snapshot, index: SeriesIndex, at: At) -> Vec<Alert> {
    let town = &snapshot.town;
    let Some(series) = town.series_at(index).filter(|s| is_watched(s)) else {
        return Vec::new();
    };
    let last = snapshot.now.moment().day.plus(-1);
    let alerts: Vec<Alert> = snapshot
        .alerts
        .iter()
        .filter(|alert| alert.series == series.series.code)
        .cloned()
        .collect();
    let found = findings(town, index, last);
    merge(
        &alerts,
        &found,
        &series.series.code,
        &series.series.place,
        last,
        at,
    )
}

/// Whether the days of a series say anything: it is measured, an amount, and told
/// at least once a day.
fn is_watched(series: &TownSeries) -> bool {
    series.derivation.is_none()
        && series.series.kind != SeriesKind::Gauge
        && series.series.step_s <= LONGEST_STEP_S
}

/// What is out of line on a series up to a completed day.
pub(super) fn findings(town: &Town, index: SeriesIndex, last: Day) -> Vec<Finding> {
    let watched = town.series_at(index).filter(|series| is_watched(series));
    let (Some(series), Some(track)) = (watched, town.track(index)) else {
        return Vec::new();
    };
    let quantity = series.series.quantity.as_str();
    let weather = town.weather_of(&series.series.quantity);
    // Nothing is expected of a meter once its place is closed.
    let last = track.ends().map_or(last, |ends| last.min(ends.plus(-1)));
    let days = days(town, series.place, track, last);
    if days.iter().all(|day| day.amount.is_none()) {
        return long_silent(track, last).into_iter().collect();
    }
    let days = expect(days, weather, last);
    let options = WatchOptions {
        since: last.plus(-REPORTED),
        water: quantity == "water",
        produced: town.is_produced(&series.series.quantity),
    };
    // Without the weather, a heating season that begins looks like a drift.
    let is_blind = weather.is_some() && days.iter().all(|day| day.temperature.is_none());
    let mut found = detect(&days, &options);
    found.retain(|finding| !(is_blind && finding.cause == Cause::Drift));
    found
}

/// The days up to a completed one, with what was expected of each.
pub fn expected_days(town: &Town, index: SeriesIndex, last: Day) -> Vec<WatchedDay> {
    let (Some(series), Some(track)) = (town.series_at(index), town.track(index)) else {
        return Vec::new();
    };
    let weather = town.weather_of(&series.series.quantity);
    expect(days(town, series.place, track, last), weather, last)
}

fn expect(days: Vec<WatchedDay>, weather: Option<Weather>, last: Day) -> Vec<WatchedDay> {
    watched_days(days, last.plus(-NOT_LEARNT), weather == Some(Weather::Both))
}

/// A meter that said nothing for longer than is looked at.
fn long_silent(track: Track<'_>, last: Day) -> Option<Finding> {
    let known = track.last_known_day()?;
    (known < last).then(|| Finding {
        cause: Cause::Gap,
        from: known.plus(1),
        to: last,
        measured: 0.0,
        expected: 0.0,
        spread: 0.0,
        waste: 0.0,
    })
}

fn days(town: &Town, place: PlaceId, track: Track<'_>, last: Day) -> Vec<WatchedDay> {
    let calendar = OpeningCalendar::of(town.tree(), town.facts(), place);
    let first = last.plus(1 - DAYS);
    (first.number()..=last.number())
        .map(Day::from_number)
        .map(|day| {
            let known = track.known(day).filter(|k| k.share >= LEAST_SHARE);
            WatchedDay {
                day,
                amount: known.map(|k| k.sum / k.share),
                base: known.and_then(|k| Some(track.base(day)? / k.share)),
                zeros: track.is_muted(day),
                day_type: calendar.day_type(day),
                temperature: town.temperature(place, day),
                expected: None,
            }
        })
        .collect()
}
