use std::collections::BTreeMap;
use std::sync::OnceLock;

use model::city::{PlaceTree, SeriesId};
use model::engine::{self, Moment, Picture, Standing};
use model::measure::DayTotal;
use model::score::{Coverage, Level};
use model::time::Day;

use super::theme::pack;
use super::{now, objectives, town, zone};

/// How every place stands, by code, as the real engine sees the town.
fn standings() -> &'static BTreeMap<String, (String, Standing)> {
    static STANDINGS: OnceLock<BTreeMap<String, (String, Standing)>> = OnceLock::new();
    STANDINGS.get_or_init(|| {
        let numbers = || (0_i64..).map(SeriesId);
        let tree = PlaceTree::new(town().places().to_vec()).expect("a tree");
        let series = numbers().zip(town().series().iter().cloned()).collect();
        let judged = objectives().to_vec();
        let mut seen =
            engine::Town::new(zone(), tree, vec![pack()], series, judged).expect("a town");
        for (nth, id) in (0..town().series().len()).zip(numbers()) {
            let mut days = BTreeMap::<Day, (f64, u32)>::new();
            let until = town().complete_until(now());
            for reading in town().readings(nth, town().start(), until) {
                let day = days.entry(zone().day(reading.at)).or_default();
                *day = (day.0 + reading.value, day.1 + 3600);
            }
            for (day, (kwh, covered_s)) in days {
                seen.set_day(id, day, DayTotal::new(kwh, covered_s))
                    .expect("known");
            }
        }
        seen.replan();
        let picture = Picture::take(&seen, Moment::at(now(), &zone()));
        let a_month_ago = Moment::at(now().plus_seconds(-30 * 86_400), &zone());
        let before = Picture::take(&seen, a_month_ago);
        let tree = seen.tree();
        tree.ids()
            .filter_map(|id| Some((tree.place(id)?, picture.standing(&seen, id, &before)?)))
            .map(|(place, standing)| {
                (
                    place.code.to_string(),
                    (place.kind.clone(), standing.standing),
                )
            })
            .collect()
    })
}

fn note(code: &str) -> f64 {
    let (_, standing) = &standings()[code];
    standing
        .note
        .unwrap_or_else(|| panic!("{code} has no note"))
        .value()
}

#[test]
fn every_objective_can_be_adopted() {
    for objective in objectives() {
        assert_eq!(
            objective.check(),
            Ok(()),
            "{} {}",
            objective.indicator,
            objective.place
        );
    }
    let gas = 108;
    // Three for the town and each district, three or two for a site, one for a meter.
    assert_eq!(objectives().len(), 9 * 3 + 135 * 2 + gas + 135 + gas);
}

#[test]
fn the_town_is_on_its_way_but_late() {
    let town_note = note("clairval");
    assert!((6.5..7.5).contains(&town_note), "{town_note}");
    let (_, standing) = &standings()["clairval"];
    assert!(
        standing.coverage > Coverage::of(0.9),
        "{:?}",
        standing.coverage
    );
}

#[test]
fn districts_differ() {
    let notes: Vec<f64> = standings()
        .iter()
        .filter(|(_, (kind, _))| kind == "district")
        .map(|(code, _)| note(code))
        .collect();
    assert_eq!(notes.len(), 8);
    let highest = notes.iter().copied().fold(0.0, f64::max);
    let lowest = notes.iter().copied().fold(10.0, f64::min);
    assert!(
        lowest > 4.0 && highest < 9.9 && highest - lowest > 2.0,
        "{notes:.1?}"
    );
}

#[test]
fn sites_have_all_levels() {
    let mut levels = BTreeMap::<&str, u32>::new();
    let mut without = Vec::new();
    for (code, (_, standing)) in standings().iter().filter(|(_, (kind, _))| kind == "site") {
        *levels.entry(standing.level.label()).or_default() += 1;
        if standing.level == Level::None {
            without.push(code.as_str());
        }
    }
    for (level, wanted) in [(Level::Ok, 50), (Level::Watch, 45), (Level::Gap, 36)] {
        let found = levels.get(level.label()).copied().unwrap_or(0);
        assert!(found.abs_diff(wanted) <= 5, "{levels:?}");
    }
    let mut unknown = super::super::mishap::UNKNOWN;
    unknown.sort_unstable();
    assert_eq!(without, unknown);
}
