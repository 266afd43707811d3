//! Where alerts lie on the curves of a place.

use app::chart::heat_map::HeatAlert;
use app::chart::load_curve::Annotation;
use model::city::PlaceId;
use model::engine::TownSeries;
use model::format::NARROW_SPACE;
use model::time::Day;
use model::watch::{Alert, Cause};

use super::alerts::began;
use super::recent::{BY_THE_HOUR, WEEKS_DAYS};
use super::{Scene, alert_words};

/// Hours of the night, in two parts of a row: as where the nights are summed up.
const NIGHT: [(u8, u8); 2] = [(0, 6), (22, 24)];
const WHOLE_DAY: (u8, u8) = (0, 24);

/// The alerts of a series, from the first day to the end of the last.
pub(super) fn on_curve(scene: &Scene<'_>, series: &TownSeries) -> Vec<Annotation> {
    let zone = scene.town().zone();
    scene
        .alerts()
        .iter()
        .filter(|alert| alert.series == series.series.code && began(scene, alert))
        .map(|alert| Annotation {
            from: zone.start_of_day(alert.first_day).seconds(),
            to: Some(zone.start_of_day(alert.last_day.plus(1)).seconds()),
            label: format!("Alerte{NARROW_SPACE}: {}", words(alert)),
        })
        .collect()
}

/// The hours of the mean week that lie in an alert of a meter of electricity at or
/// below a place: those are what the week is made of.
pub(super) fn of_week(scene: &Scene<'_>, place: PlaceId) -> Vec<HeatAlert> {
    let town = scene.town();
    let inside = town.tree().subtree(place);
    let first = scene.day.plus(1 - WEEKS_DAYS);
    scene
        .alerts()
        .iter()
        .filter(|alert| began(scene, alert))
        .filter(|alert| {
            let index = town.series_index(alert.series.as_str());
            index.and_then(|i| town.series_at(i)).is_some_and(|one| {
                one.series.quantity.as_str() == BY_THE_HOUR && inside.contains(&one.place)
            })
        })
        .flat_map(|alert| {
            let from = alert.first_day.max(first);
            let to = alert.last_day.min(scene.day);
            outlines(alert.cause, from, to, &words(alert))
        })
        .collect()
}

fn words(alert: &Alert) -> String {
    alert_words::cause(alert.cause).to_lowercase()
}

/// The days of the week of `[from, to]`, rows that follow each other in one outline.
fn outlines(cause: Cause, from: Day, to: Day, label: &str) -> Vec<HeatAlert> {
    let mut days = [false; 7];
    // Seven days meet every weekday.
    for n in from.number()..=to.number().min(from.plus(6).number()) {
        let weekday = Day::from_number(n).weekday_from_monday();
        if let Some(met) = usize::try_from(weekday)
            .ok()
            .and_then(|at| days.get_mut(at))
        {
            *met = true;
        }
    }
    let hours: &[(u8, u8)] = match cause {
        Cause::NightLoad => &NIGHT,
        _ => &[WHOLE_DAY],
    };
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for (row, _) in (0_u16..).zip(days).filter(|(_, met)| *met) {
        match runs.last_mut() {
            Some((first, rows)) if *first + *rows == row => *rows += 1,
            _ => runs.push((row, 1)),
        }
    }
    runs.into_iter()
        .flat_map(|(row, rows)| {
            hours
                .iter()
                .map(move |&(from_hour, to_hour)| (row, rows, from_hour, to_hour))
        })
        .map(|(row, rows, from_hour, to_hour)| HeatAlert {
            row,
            rows,
            from_hour,
            to_hour,
            label: label.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(cause: Cause, from: &str, to: &str) -> Vec<(u16, u16, u8, u8)> {
        let day = |text: &str| -> Day { text.parse().expect("date") };
        outlines(cause, day(from), day(to), "nuit")
            .into_iter()
            .map(|a| (a.row, a.rows, a.from_hour, a.to_hour))
            .collect()
    }

    #[test]
    fn an_alert_outlines_the_weekdays_it_was_met_on() {
        // Friday 20 to Monday 23 November 2026.
        assert_eq!(
            rows(Cause::ClosedDay, "2026-11-20", "2026-11-23"),
            [(0, 1, 0, 24), (4, 3, 0, 24)]
        );
        assert_eq!(
            rows(Cause::NightLoad, "2026-11-10", "2026-11-24"),
            [(0, 7, 0, 6), (0, 7, 22, 24)]
        );
        assert_eq!(rows(Cause::Excess, "2026-11-24", "2026-11-23"), []);
    }
}
