//! Objectives that are only proposed: tried on what was measured, and weighed in notes.

use model::engine::{NotesBorneOn, Plan, backtest};
use model::score::Note;

use super::*;

fn proposed(town: &Town, objective: &Objective) -> model::engine::JudgedPlan {
    let place = town.tree().id(objective.place.as_str()).expect("a place");
    let indicator = town.themes()[0].indicator(&objective.indicator);
    Plan::of_indicator(town, 0, indicator.expect("known"), objective, place).expect("a plan")
}

fn full_town() -> Town {
    let mut town = empty_town();
    fill(&mut town, |_| LAST);
    town
}

#[test]
fn a_backtest_gives_the_notes_that_an_adopted_objective_would_have_given() {
    let town = full_town();
    let tried = objective("kwh_m2", "site1", 60.0);
    let today = Day::from_number(LAST);
    let points = backtest(&town, &proposed(&town, &tried), today, 36);
    assert!(points.len() >= 24, "two years were measured");
    let adopted = town.with_objectives(vec![tried]);
    let place = adopted.tree().id("site1").expect("a place");
    for point in &points {
        let moment = Moment::start_of(point.day.plus(1), adopted.zone());
        let picture = Picture::take(&adopted, moment);
        let plan = &adopted.plan().at(place)[0];
        let (note, coverage) = picture.note_of(&adopted, plan);
        assert_eq!(point.note, note.filter(|_| coverage.is_scored()));
        assert_eq!(point.value, picture.value(&adopted, plan).value);
        assert_eq!(point.day.plus(1), point.day.plus(1).first_of_month());
    }
    let first = points.first().expect("some");
    assert!(first.value.is_some(), "it begins with the first data");
    assert!(first.note.is_none(), "a month of twelve is too little");
    assert!(points.last().expect("some").note.is_some());
}

#[test]
fn a_place_without_data_has_no_backtest() {
    let town = empty_town();
    let tried = objective("kwh_m2", "site1", 60.0);
    let points = backtest(&town, &proposed(&town, &tried), Day::from_number(LAST), 36);
    assert_eq!(points, []);
}

#[test]
fn what_is_put_in_the_place_of_the_same_moves_the_notes_above() {
    let town = full_town();
    let root = town.tree().root().expect("a town");
    // It uses more than that start: no way is made.
    let hard = objective("kwh_m2", "town", 1.0);
    let objectives = town.objectives_with(std::slice::from_ref(&hard));
    assert_eq!(objectives.len(), town.objectives().len());
    assert!(objectives.contains(&hard));
    let after = town.with_objectives(objectives);
    let note = |town: &Town| {
        let picture = Picture::take(town, moment());
        NotesBorneOn::of(town, &picture, root, 0)
    };
    let (before, after) = (note(&town), note(&after));
    assert!(after.city < before.city, "{before:?} {after:?}");
    assert_eq!((after.theme, after.place), (after.city_theme, after.city));
    let same = town.with_objectives(town.objectives().to_vec());
    assert_eq!(note(&same), before);
    let only = town.with_objectives(vec![hard]);
    assert_eq!(note(&only).city, Some(Note::default()));
}
