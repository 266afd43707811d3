use model::city::{DayType, OpenRange, OpeningException, OpeningHours};
use model::time::Day;

use super::front::Front;
use crate::demo::almanac::is_public_holiday;

/// Open minutes of a day, as the door says them: hours and minutes from and to.
type Said = &'static [((u16, u16), (u16, u16))];

const CLOSED: Said = &[];
const HALL: Said = &[((8, 30), (12, 0)), ((13, 30), (17, 30))];
const HALL_MONDAY: Said = &[((8, 30), (17, 30))];
const HALL_LATE: Said = &[((8, 30), (12, 0)), ((13, 30), (19, 0))];
const HALL_SATURDAY: Said = &[((9, 0), (12, 0))];
const MORNING: Said = &[((8, 30), (12, 0))];
const COTEAUX: Said = &[((8, 45), (12, 15)), ((13, 30), (17, 0))];
const COTEAUX_THURSDAY: Said = &[((13, 30), (18, 30))];
const GARE: Said = &[((9, 0), (12, 30)), ((13, 30), (17, 30))];
const GARE_LATE: Said = &[((9, 0), (12, 30)), ((13, 30), (18, 30))];
const CANAL: Said = &[((8, 30), (12, 0)), ((13, 30), (17, 0))];
const CANAL_FRIDAY: Said = &[((8, 30), (12, 0)), ((13, 30), (16, 30))];
const AUBIN: Said = &[((9, 0), (12, 0)), ((14, 0), (17, 0))];
const AUBIN_MORNING: Said = &[((9, 0), (12, 0))];

/// When a counter is open, with what is out of the usual on the days `[from, to)`.
pub(super) fn opening(front: &Front, from: Day, to: Day, strike: Day) -> OpeningHours {
    let week: [Said; 7] = match (front.hall, front.code) {
        (0, "accueil-hotel-de-ville-urbanisme") => {
            [MORNING, MORNING, MORNING, MORNING, MORNING, CLOSED, CLOSED]
        }
        (0, _) => [
            HALL_MONDAY,
            HALL,
            HALL,
            HALL_LATE,
            HALL,
            HALL_SATURDAY,
            CLOSED,
        ],
        (1, _) => [
            COTEAUX,
            COTEAUX,
            COTEAUX,
            COTEAUX_THURSDAY,
            COTEAUX,
            CLOSED,
            CLOSED,
        ],
        (2, _) => [GARE, GARE_LATE, GARE, GARE, GARE, CLOSED, CLOSED],
        (3, _) => [CANAL, CANAL, CANAL, CANAL, CANAL_FRIDAY, CLOSED, CLOSED],
        (_, _) => [AUBIN, AUBIN, AUBIN_MORNING, AUBIN, AUBIN, CLOSED, CLOSED],
    };
    let mut hours = OpeningHours {
        week: week.into_iter().map(ranges).collect(),
        open_on_holidays: false,
        alsace_moselle: false,
        exceptions: Vec::new(),
    };
    // An exception stands above everything, so only days that would be open get one.
    hours.exceptions = (from.number()..to.number())
        .map(Day::from_number)
        .filter(|day| hours.day_type(*day) == DayType::Open)
        .filter_map(|day| Some((day, unusual(front, day, strike, hours.ranges(day))?)))
        .map(|(day, hours)| OpeningException {
            from: day,
            to: day,
            hours,
        })
        .collect();
    hours
}

/// Other hours of a day that is open by the week; `None` for a day like others.
fn unusual(front: &Front, day: Day, strike: Day, usual: &[OpenRange]) -> Option<Vec<OpenRange>> {
    let date = day.date();
    if day == strike {
        return Some(Vec::new());
    }
    // The branches close on the Friday after Ascension, the only one after a Thursday holiday.
    let bridge = day.weekday_from_monday() == 4 && is_public_holiday(day.plus(-1));
    let is_branch = front.hall > 0;
    match (date.month(), date.day()) {
        (5 | 6, _) if bridge && is_branch => Some(Vec::new()),
        (12, 24 | 31) => Some(until(usual, 16 * 60)),
        // Saturdays of the summer, and three weeks in August at the smallest branch.
        (7 | 8, _) if day.weekday_from_monday() == 5 => Some(Vec::new()),
        (8, 1..=21) if front.hall == 4 => Some(Vec::new()),
        _ => None,
    }
}

fn until(usual: &[OpenRange], latest: u16) -> Vec<OpenRange> {
    let cut = usual.iter().map(|range| OpenRange {
        from: range.from,
        to: range.to.min(latest),
    });
    cut.filter(|range| range.from < range.to).collect()
}

fn ranges(said: Said) -> Vec<OpenRange> {
    let minutes = |(hour, minute): (u16, u16)| hour * 60 + minute;
    let range = |(from, to): &((u16, u16), (u16, u16))| OpenRange {
        from: minutes(*from),
        to: minutes(*to),
    };
    said.iter().map(range).collect()
}
