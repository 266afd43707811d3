//! A site that closes: nothing is expected of it any more, and nothing looks like a gap.

use model::score::{Cause, Coverage, Unscored};
use model::score::{RowOutcome, RowSubject};

use super::*;

/// The site that closes is silent from that day on.
const CLOSED: i32 = LAST - 100;

/// The town, whose last site closes on a day, where it does.
fn town(closed: Option<i32>) -> Town {
    let mut places = places();
    if let Some(day) = closed {
        let text = Attribute::Text(Day::from_number(day).to_string());
        let site = places.last_mut().expect("a site");
        site.attributes.insert(Place::CLOSED_ON.to_owned(), text);
    }
    let tree = PlaceTree::new(places).expect("a tree");
    let mut objectives = vec![
        objective("kwh", "town", 60_000.0),
        objective("kwh_m2", "town", 72.0),
    ];
    objectives.extend((0..SITES).map(|i| objective("kwh_m2", &format!("site{i}"), 90.0)));
    let mut town =
        Town::new(Zone::utc(), tree, vec![theme()], series(), objectives).expect("a town");
    fill(&mut town, |id| if id >= 6 { CLOSED } else { LAST });
    town
}

fn at(town: &Town, day: i32) -> Picture {
    Picture::take(town, Moment::start_of(Day::from_number(day), town.zone()))
}

fn value(town: &Town, picture: &Picture, indicator: &str) -> model::engine::IndicatorValue {
    let root = town.tree().root().expect("a town");
    let mut plans = town.plan().at(root).iter();
    let plan = plans.find(|plan| plan.indicator.code.as_str() == indicator);
    picture.value(town, plan.expect("set on the town"))
}

#[test]
fn a_closed_site_is_not_judged_and_nothing_of_it_is_missing() {
    let (silent, closed) = (town(None), town(Some(CLOSED)));
    let (before, after) = (at(&silent, LAST), at(&closed, LAST));
    assert!(value(&silent, &before, "kwh").coverage < Coverage::FULL);
    assert_eq!(value(&closed, &after, "kwh").coverage, Coverage::FULL);
    let site = closed.tree().id("site3").expect("a site");
    assert_eq!(after.aggregate(site, None).and_then(|a| a.known), None);
    let explanation = after.explain(&closed, site, Some(0)).expect("a place");
    explanation.check().expect("adds up");
    let row = explanation.rows.first().expect("its objective");
    assert!(matches!(row.subject, RowSubject::Objective(_)));
    let reason = Unscored::Closed;
    assert_eq!(row.outcome, RowOutcome::Unscored { reason });
    // On the day before it was judged as ever.
    let eve = at(&closed, CLOSED - 1);
    assert_eq!(
        notes(&closed, &eve),
        notes(&silent, &at(&silent, CLOSED - 1))
    );
}

#[test]
fn a_closed_site_counts_with_the_days_before_it_closed() {
    let closed = town(Some(CLOSED));
    let area = |day: i32| {
        let below = value(&closed, &at(&closed, day), "kwh_m2").denominator_milli;
        below.expect("an area")
    };
    assert_eq!(area(CLOSED), 830_000);
    // 400 m², closed for 100 of 365 days.
    assert_eq!(area(LAST), 830_000 - 109_589);
    assert_eq!(area(CLOSED + 400), 430_000);
}

#[test]
fn what_a_closing_does_to_the_note_of_the_town_is_told_to_the_digit() {
    let closed = town(Some(CLOSED));
    let root = closed.tree().root().expect("a town");
    let change = at(&closed, LAST)
        .change_since(&at(&closed, CLOSED - 30), &closed, root, None)
        .expect("noted twice");
    assert_eq!(change.sum(|_| true), change.difference());
    let of_site = |line: &model::score::ChangeLine| {
        line.place.as_str() == "site3" && line.cause == Cause::Perimeter
    };
    assert!(
        change.sum(of_site) < 0,
        "less area to divide by: {change:?}"
    );
    assert_eq!(change.sum(|line| line.cause == Cause::Silence), 0);
}
