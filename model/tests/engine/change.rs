//! Why a note moved: what is told adds up, and names what was done.

use model::score::{Cause, NoteChange};

use super::*;

fn pictures(town: &Town, days: i32) -> (Picture, Picture) {
    let earlier = Moment::start_of(Day::from_number(LAST - days), &Zone::utc());
    (Picture::take(town, earlier), Picture::take(town, moment()))
}

fn change(town: &Town, days: i32) -> NoteChange {
    let (then, now) = pictures(town, days);
    let root = town.tree().root().expect("a town");
    now.change_since(&then, town, root, None)
        .expect("scored twice")
}

fn flat(town: &mut Town, from: i32, amount: impl Fn(i64) -> f64) {
    for (id, _) in series() {
        for day in from..LAST {
            let total = DayTotal::new(amount(id.0), 86_400);
            town.set_day(id, Day::from_number(day), total);
        }
    }
    town.replan();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn contributions_add_up_to_the_digit_everywhere(
        dead in 0u16..=255,
        days_ago in 1i32..390,
        apart in 1i32..390,
        touched in prop::collection::vec((0i64..8, LAST - 200..LAST, 0.0f64..900.0), 0..20),
    ) {
        let mut town = empty_town();
        fill(&mut town, |series| if dead >> series & 1 == 1 { LAST - days_ago } else { LAST });
        for (id, day, amount) in touched {
            town.set_day(SeriesId(id), Day::from_number(day), DayTotal::new(amount, 86_400));
        }
        town.replan();
        let (then, now) = pictures(&town, apart);
        for place in town.tree().ids() {
            for theme in [None, Some(0)] {
                let change = now.change_since(&then, &town, place, theme).expect("scored twice");
                let known = |picture: &Picture| picture.aggregate(place, theme).and_then(|a| a.known);
                prop_assert_eq!(Some(change.before), known(&then));
                prop_assert_eq!(Some(change.after), known(&now));
                prop_assert_eq!(change.sum(|_| true), change.difference());
            }
        }
    }
}

#[test]
fn nothing_but_the_way_asked_moves_a_town_that_stays_as_it_is() {
    let mut town = empty_town();
    flat(&mut town, FIRST, |_| 20.0);
    let change = change(&town, 180);
    assert!(change.difference() < -1_000, "{change:?}");
    let target = change.sum(|line| line.cause == Cause::Target);
    // A year is 365 days here at both ends: no calendar either.
    assert!((target - change.difference()).abs() <= 10, "{change:?}");
}

#[test]
fn more_used_at_one_site_is_named_there() {
    let mut town = empty_town();
    flat(&mut town, FIRST, |_| 12.0);
    for day in LAST - 60..LAST {
        town.set_day(
            SeriesId(4),
            Day::from_number(day),
            DayTotal::new(60.0, 86_400),
        );
    }
    town.replan();
    let change = change(&town, 60);
    let first = change.lines.first().expect("moved");
    assert_eq!(
        (first.place.as_str(), first.cause),
        ("site2", Cause::Measured)
    );
    let others = change.sum(|line| line.cause == Cause::Measured && line.place.as_str() != "site2");
    assert!(first.points < -500 && others.abs() < 50, "{change:?}");
}

#[test]
fn a_meter_that_fell_silent_is_named_as_missing_data() {
    let mut town = empty_town();
    fill(
        &mut town,
        |series| if series == 4 { LAST - 300 } else { LAST },
    );
    let change = change(&town, 299);
    let silence = change.sum(|line| line.cause == Cause::Silence);
    let elsewhere = change.sum(|line| {
        line.cause == Cause::Silence && line.place.as_str() != "site2" && line.indicator.is_some()
    });
    assert!(silence < 0, "caution never favours: {change:?}");
    assert_eq!(elsewhere, 0, "{change:?}");
}

#[test]
fn what_has_no_note_has_no_change() {
    let mut town = empty_town();
    fill(&mut town, |_| LAST);
    let root = town.tree().root().expect("a town");
    let (_, now) = pictures(&town, 1);
    let before_anything = Moment::start_of(Day::from_number(FIRST - 5), &Zone::utc());
    let then = Picture::take(&town, before_anything);
    assert_eq!(now.change_since(&then, &town, root, None), None);
}
