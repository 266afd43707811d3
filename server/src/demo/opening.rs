use model::city::{OpenRange, OpeningException, OpeningHours};
use model::time::Day;

use super::almanac::is_school_holiday;
use super::building_use::BuildingUse;

/// Hours of the clock, from and to.
type Hours = (u16, u16);

/// When buildings of one use are open, as their doors say, on the days `[from, to)`;
/// `None` where somebody is always there.
pub(super) fn opening(of: BuildingUse, from: Day, to: Day) -> Option<OpeningHours> {
    let (workdays, saturday, sunday): (Hours, Option<Hours>, Option<Hours>) = match of {
        BuildingUse::Nursery | BuildingUse::Elementary => ((7, 19), None, None),
        BuildingUse::Creche => ((7, 19), None, None),
        BuildingUse::Gym => ((8, 22), Some((8, 19)), Some((8, 19))),
        BuildingUse::Pool => ((7, 22), Some((7, 19)), Some((7, 19))),
        BuildingUse::Office => ((8, 18), None, None),
        BuildingUse::Culture => ((9, 20), Some((9, 20)), Some((14, 19))),
        BuildingUse::Workshop => ((6, 17), None, None),
        BuildingUse::CareHome => return None,
        BuildingUse::Community => ((9, 21), Some((9, 21)), None),
        BuildingUse::Stadium => ((17, 22), Some((10, 19)), Some((10, 19))),
        BuildingUse::Kitchen => ((5, 15), None, None),
    };
    let ranges = |hours: Option<Hours>| -> Vec<OpenRange> {
        hours
            .into_iter()
            .map(|(from, to)| range(from, to))
            .collect()
    };
    // Libraries, museums and theatres rest on Mondays.
    let monday = Some(workdays).filter(|_| of != BuildingUse::Culture);
    let mut week = vec![ranges(monday)];
    week.extend(core::iter::repeat_n(ranges(Some(workdays)), 4));
    week.push(ranges(saturday));
    week.push(ranges(sunday));
    let is_school = matches!(of, BuildingUse::Nursery | BuildingUse::Elementary);
    Some(OpeningHours {
        week,
        open_on_holidays: of == BuildingUse::Pool,
        alsace_moselle: false,
        exceptions: if is_school {
            holidays(from, to)
        } else {
            Vec::new()
        },
    })
}

/// School holidays: a school is open then for nobody but a holiday centre.
fn holidays(from: Day, to: Day) -> Vec<OpeningException> {
    let mut closed: Vec<OpeningException> = Vec::new();
    for number in from.number()..to.number() {
        let day = Day::from_number(number);
        if !is_school_holiday(day) {
            continue;
        }
        match closed.last_mut().filter(|last| last.to.plus(1) == day) {
            Some(last) => last.to = day,
            None => closed.push(OpeningException {
                from: day,
                to: day,
                hours: Vec::new(),
            }),
        }
    }
    closed
}

const fn range(from: u16, to: u16) -> OpenRange {
    OpenRange {
        from: from * 60,
        to: to * 60,
    }
}
