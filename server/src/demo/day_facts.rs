use core::f64::consts::TAU;

use model::time::{At, Day, Zone};

use super::almanac;
use super::timetable::Timetable;
use super::weather::{Weather, year_share};

/// What all buildings share on one local day.
#[derive(Debug, Clone)]
pub(super) struct DayFacts {
    pub(super) day: Day,
    /// Monday is 0.
    pub(super) weekday: i8,
    pub(super) public_holiday: bool,
    pub(super) school_holiday: bool,
    /// July or August.
    pub(super) summer: bool,
    /// Mean of three days, °C: what a caretaker goes by to light the boiler.
    pub(super) recent_mean: f64,
    /// Who is where at what hour.
    pub(super) people: Timetable,
    /// 23, 24 or 25 of them.
    pub(super) hours: Vec<HourFacts>,
}

/// What all buildings share in one hour.
#[derive(Debug, Clone, Copy)]
pub(super) struct HourFacts {
    pub(super) at: At,
    /// 0 to 23, as clocks show it.
    pub(super) clock: i8,
    /// Outdoors, °C.
    pub(super) temperature: f64,
    /// Outdoors without the swing of the day, °C: what thick walls feel.
    pub(super) slow: f64,
    /// 0 in daylight, 1 at night.
    pub(super) dark: f64,
    /// What falls on a roof: 1 from the zenith of a clear sky.
    pub(super) sun: f64,
}

/// North, degrees.
const LATITUDE: f64 = 46.6;
/// The sun is highest at this UTC hour, 3.25° east of Greenwich.
const SOLAR_NOON_UTC: f64 = 11.78;

impl DayFacts {
    pub(super) fn of(day: Day, zone: &Zone, weather: Weather) -> Self {
        let [two_ago, before, mean, after] =
            [-2, -1, 0, 1].map(|offset| weather.mean(day.plus(offset)));
        let (swing, clear) = (weather.swing(day), weather.clearness(day));
        let start = zone.start_of_day(day);
        let count = zone.day_length_s(day) / 3600;
        let hours = (0..count)
            .map(|nth| {
                let at = start.plus_seconds(i64::from(nth) * 3600);
                let clock = zone.civil(at).hour();
                let hour = f64::from(clock) + 0.5;
                let slow = if hour < 12.0 {
                    mean + (before - mean) * (12.0 - hour) / 24.0
                } else {
                    mean + (after - mean) * (hour - 12.0) / 24.0
                };
                let height = sun_height(day, at);
                HourFacts {
                    at,
                    clock,
                    temperature: slow + swing * (TAU * (hour - 15.0) / 24.0).cos(),
                    slow,
                    // Full day above 6°, full night below −6°.
                    dark: ((6.0 - height) / 12.0).clamp(0.0, 1.0),
                    // Low rays cross more air.
                    sun: clear * height.to_radians().sin().max(0.0).powf(1.2),
                }
            })
            .collect();
        let mut facts = Self {
            day,
            weekday: day.weekday_from_monday(),
            public_holiday: almanac::is_public_holiday(day),
            school_holiday: almanac::is_school_holiday(day),
            summer: matches!(day.date().month(), 7 | 8),
            recent_mean: (two_ago + before + mean) / 3.0,
            people: Timetable::default(),
            hours,
        };
        facts.people = Timetable::of(&facts);
        facts
    }
}

/// Degrees above the horizon in the middle of the hour that starts at `at`.
fn sun_height(day: Day, at: At) -> f64 {
    let second = u32::try_from(at.seconds().rem_euclid(86_400)).unwrap_or(0);
    let hour = f64::from(second) / 3600.0 + 0.5;
    let declination = 23.44_f64.to_radians() * (TAU * (year_share(day) - 0.222)).sin();
    let latitude = LATITUDE.to_radians();
    let angle = TAU * (hour - SOLAR_NOON_UTC) / 24.0;
    (latitude.sin() * declination.sin() + latitude.cos() * declination.cos() * angle.cos())
        .asin()
        .to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i16, month: i8) -> Vec<HourFacts> {
        let zone = Zone::new("Europe/Paris").expect("bundled");
        let first = Day::from_ymd(year, month, 1).expect("a day");
        (0..28)
            .flat_map(|n| DayFacts::of(first.plus(n), &zone, Weather::new(17)).hours)
            .collect()
    }

    fn mean(hours: &[HourFacts], of: impl Fn(&HourFacts) -> Option<f64>) -> f64 {
        let values: Vec<f64> = hours.iter().filter_map(of).collect();
        values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).expect("few"))
    }

    #[test]
    fn winters_are_cold_summers_warm_and_afternoons_warmer_than_nights() {
        for year in 2024..2030 {
            let (winter, summer) = (month(year, 1), month(year, 7));
            let all = |hour: &HourFacts| Some(hour.temperature);
            assert!((-1.5..7.5).contains(&mean(&winter, all)), "{year}");
            assert!((16.0..23.5).contains(&mean(&summer, all)), "{year}");
            let at =
                |clock| move |hour: &HourFacts| (hour.clock == clock).then_some(hour.temperature);
            assert!(mean(&summer, at(15)) - mean(&summer, at(4)) > 6.0, "{year}");
            for hour in winter.iter().chain(&summer) {
                assert!((-16.0..41.0).contains(&hour.temperature));
            }
        }
    }

    #[test]
    fn lamps_are_lit_at_the_end_of_a_winter_afternoon_only() {
        let at = |clock| move |hour: &HourFacts| (hour.clock == clock).then_some(hour.dark);
        let (winter, summer) = (month(2026, 1), month(2026, 7));
        assert!(mean(&winter, at(18)) > 0.8 && mean(&summer, at(18)) < 0.01);
        assert!(mean(&winter, at(13)) < 0.01 && mean(&summer, at(0)) > 0.9);
    }
}
