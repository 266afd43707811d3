use model::city::{DayType, OpeningCalendar};
use model::time::Day;

/// Day 0 of the calendar is a Thursday; the fourth after it is a Monday.
const MONDAY: i32 = 4;

/// « lundi » of 0.
pub(super) fn name(number: i8) -> &'static str {
    model::format::weekday_name(Day::from_number(MONDAY).plus(i32::from(number)))
}

/// The weekday that was asked for, else today's, else the next on which the counter opens.
pub(super) fn chosen(asked: &str, today: Day, calendar: Option<&OpeningCalendar>) -> i8 {
    let named = (0..7).find(|number| name(*number) == asked);
    let is_open = |day: &Day| calendar.is_none_or(|c| c.day_type(*day) == DayType::Open);
    let next = || (0..7).map(|n| today.plus(n)).find(is_open);
    named.unwrap_or_else(|| next().unwrap_or(today).weekday_from_monday())
}

/// The weekdays on which the counter opens in a usual week: in one of the next four.
pub(super) fn all(calendar: Option<&OpeningCalendar>, today: Day) -> impl Iterator<Item = i8> {
    let opens = move |number: &i8| {
        (0..28)
            .map(|n| today.plus(n))
            .filter(|day| day.weekday_from_monday() == *number)
            .any(|day| calendar.is_none_or(|c| c.day_type(day) == DayType::Open))
    };
    (0..7).filter(opens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_asked_for_by_its_word_and_else_is_the_next_open_one() {
        let calendar = OpeningCalendar::default();
        let saturday: Day = "2026-11-28".parse().unwrap();
        assert_eq!(chosen("mardi", saturday, Some(&calendar)), 1);
        assert_eq!(chosen("", saturday, Some(&calendar)), 0);
        assert_eq!(chosen("Mardi<", saturday, Some(&calendar)), 0);
        let days: Vec<&str> = all(Some(&calendar), saturday).map(name).collect();
        assert_eq!(days, ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]);
    }
}
