use model::city::OpenRange;
use model::time::Day;

use super::service::Service;

/// How many come without an appointment at a minute of a day, of those of a mean hour.
pub(super) fn demand(service: Service, day: Day, minute: u16, open: &[OpenRange]) -> f64 {
    let Some(range) = open.iter().find(|r| (r.from..r.to).contains(&minute)) else {
        return 0.0;
    };
    // The machine gives no ticket shortly before the door closes.
    if minute + LAST_TICKET_MIN >= range.to {
        return 0.0;
    }
    let of_week = match day.weekday_from_monday() {
        0 if minute < 12 * 60 => 1.4,
        0 | 2 => 1.15,
        1 => 0.9,
        3 => 0.85,
        _ => 0.95,
    };
    // Mothers and fathers come when there is no school.
    let wednesday = day.weekday_from_monday() == 2 && service == Service::Families;
    let of_day = match minute / 60 {
        8 => 0.9,
        9 => 1.05,
        10 => 1.3,
        11 => 1.1,
        12 | 13 => 0.7,
        14 | 15 => 1.05,
        16 => 1.15,
        17 => 0.95,
        _ => 0.6,
    };
    // Some stood at the door.
    let door = if minute < range.from + 10 { 1.7 } else { 1.0 };
    let month = day.date().month();
    PRESSURE * of_week * of_day * door * service.season(month) * if wednesday { 1.5 } else { 1.0 }
}

/// Whether an hour is one for which a second desk is planned.
pub(super) fn is_busy(day: Day, minute: u16) -> bool {
    let busy_day = matches!(day.weekday_from_monday(), 0 | 2 | 5);
    busy_day || (10 * 60..12 * 60).contains(&minute) || (14 * 60..17 * 60).contains(&minute)
}

/// Above what [`demand`] ever answers.
pub(super) const MOST: f64 = PRESSURE * 1.4 * 1.3 * 1.7 * 2.0 * 1.5;
/// More come than the counters were staffed for.
const PRESSURE: f64 = 1.17;
/// Minutes before the door closes from which the machine gives no ticket.
const LAST_TICKET_MIN: u16 = 15;
