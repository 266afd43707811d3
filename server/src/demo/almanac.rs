use model::time::Day;

/// Whether a day is one of the eleven public holidays of metropolitan France.
pub(super) fn is_public_holiday(day: Day) -> bool {
    let date = day.date();
    let fixed = matches!(
        (date.month(), date.day()),
        (1, 1) | (5, 1) | (5, 8) | (7, 14) | (8, 15) | (11, 1) | (11, 11) | (12, 25)
    );
    // Easter Monday, Ascension, Whit Monday.
    fixed || easter(day.year()).is_some_and(|sunday| matches!(day.since(sunday), 1 | 39 | 50))
}

/// Whether schools are closed: the calendar of a zone, approached by rule.
///
/// Each short holiday lasts sixteen days from the Saturday nearest to its usual
/// start; summer runs from 5 July to 31 August; the Friday after Ascension is off.
pub(super) fn is_school_holiday(day: Day) -> bool {
    let date = day.date();
    if matches!((date.month(), date.day()), (7, 5..) | (8, _)) {
        return true;
    }
    let bridge = easter(day.year()).is_some_and(|sunday| day.since(sunday) == 40);
    let short = [(10, 18), (12, 20), (2, 14), (4, 11)];
    bridge
        || [day.year() - 1, day.year()].into_iter().any(|year| {
            short.into_iter().any(|(month, usual)| {
                Day::from_ymd(year, month, usual)
                    .map(nearest_saturday)
                    .is_some_and(|first| (0..16).contains(&day.since(first)))
            })
        })
}

/// What the epidemic left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Restriction {
    None,
    /// Halls, pools and museums were closed to the public.
    Gatherings,
    /// People stayed at home, schools were closed.
    Lockdown,
}

/// Decrees of March and October 2020 and of April 2021, to the day of reopening.
pub(super) fn restriction(day: Day) -> Restriction {
    let date = day.date();
    match (date.year(), date.month(), date.day()) {
        (2020, 3, 17..) | (2020, 4, _) | (2020, 5, ..=10) | (2021, 4, 5..=25) => {
            Restriction::Lockdown
        }
        (2020, 5, _) | (2020, 6, ..=21) | (2020, 10, 30..) | (2020, 11 | 12, _) => {
            Restriction::Gatherings
        }
        (2021, 1..=4, _) | (2021, 5, ..=18) => Restriction::Gatherings,
        _ => Restriction::None,
    }
}

fn nearest_saturday(day: Day) -> Day {
    let ahead = (5 - i32::from(day.weekday_from_monday())).rem_euclid(7);
    day.plus(if ahead > 3 { ahead - 7 } else { ahead })
}

/// Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876).
fn easter(year: i16) -> Option<Day> {
    let y = i32::from(year);
    let (golden, century, rest) = (y % 19, y / 100, y % 100);
    let skipped = century - century / 4 - (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + skipped + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let count = epact + weekday - 7 * late + 114;
    let month = i8::try_from(count / 31).ok()?;
    let day = i8::try_from(count % 31 + 1).ok()?;
    Day::from_ymd(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a date")
    }

    #[test]
    fn easter_falls_where_the_church_has_it() {
        let known = [
            "2024-03-31",
            "2025-04-20",
            "2026-04-05",
            "2027-03-28",
            "2038-04-25",
        ];
        for text in known {
            let sunday = day(text);
            assert_eq!(easter(sunday.year()), Some(sunday));
        }
    }

    #[test]
    fn eleven_holidays_a_year() {
        for year in 2024..2031 {
            let first = Day::from_ymd(year, 1, 1).expect("a date");
            let count = (0..365)
                .filter(|n| is_public_holiday(first.plus(*n)))
                .count();
            // In 2008 Ascension fell on 1 May; it does not between 2024 and 2030.
            assert_eq!(count, 11, "{year}");
        }
        assert!(is_public_holiday(day("2026-05-14")), "Ascension");
    }

    #[test]
    fn the_spring_of_2020_was_spent_at_home() {
        let known = [
            ("2020-03-16", Restriction::None),
            ("2020-04-01", Restriction::Lockdown),
            ("2020-05-12", Restriction::Gatherings),
            ("2020-07-01", Restriction::None),
            ("2021-02-01", Restriction::Gatherings),
            ("2021-05-19", Restriction::None),
        ];
        for (text, expected) in known {
            assert_eq!(restriction(day(text)), expected, "{text}");
        }
    }

    #[test]
    fn schools_close_around_new_year_and_in_summer() {
        for text in [
            "2026-12-25",
            "2027-01-02",
            "2026-10-20",
            "2026-08-31",
            "2026-02-16",
        ] {
            assert!(is_school_holiday(day(text)), "{text}");
        }
        for text in ["2026-09-01", "2026-11-24", "2026-03-10", "2026-06-30"] {
            assert!(!is_school_holiday(day(text)), "{text}");
        }
    }
}
