use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use model::engine::Standing;
use model::score::{Coverage, Level};

use super::theme::pack;
use super::{now, objectives, town};
use crate::clock::FixedClock;
use crate::demo::build;
use crate::parameters::all_parameters;
use crate::rules::Rules;
use crate::state::{State, Today};
use crate::store;

/// How every place stands with its kind, by code, as a server sees the town that was built.
type Standings = BTreeMap<String, (String, Standing)>;

async fn stand() -> Standings {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("town.db").display());
    let store = store::open(&url, None).await.expect("opened");
    build(store.as_ref(), town(), now(), &|_, _| {})
        .await
        .expect("built");
    let rules = Rules {
        themes: vec![pack()],
        parameters: all_parameters(Path::new("")).expect("shipped"),
    };
    let clock = Arc::new(FixedClock(now()));
    let state = State::load(store.clone(), clock, rules, Today::default())
        .await
        .expect("loaded");
    let found = state.read(|snapshot| {
        let tree = snapshot.town.tree();
        tree.ids()
            .filter_map(|id| Some((tree.place(id)?, snapshot.standing(id)?.standing)))
            .map(|(place, standing)| (place.code.to_string(), (place.kind.clone(), standing)))
            .collect()
    });
    store.close().await.expect("closed");
    found
}

fn note(standings: &Standings, code: &str) -> f64 {
    let (_, standing) = &standings[code];
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
    // Meters of electricity and of gas that serve one building, and buildings with gas.
    let (electricity, gas) = (133, 96);
    // Five for the town, three for each district, three or two for a site, one for a meter.
    let expected = 5 + 8 * 3 + 135 * 2 + gas + electricity + gas;
    // Of reception: ten for the town, three for each building with counters, two for each counter.
    let expected = expected + 10 + 5 * 3 + 14 * 2;
    // Entered by hand for the town.
    let expected = expected + 2;
    assert_eq!(objectives().len(), expected);
}

/// One town for all three: building it takes most of a minute.
#[tokio::test(flavor = "multi_thread")]
async fn the_town_stands_as_it_is_told() {
    let standings = stand().await;
    the_town_is_on_its_way_but_late(&standings);
    districts_differ(&standings);
    sites_have_all_levels(&standings);
}

fn the_town_is_on_its_way_but_late(standings: &Standings) {
    let town_note = note(standings, "clairval");
    assert!((6.0..7.5).contains(&town_note), "{town_note}");
    let (_, standing) = &standings["clairval"];
    assert!(
        standing.coverage > Coverage::of(0.9),
        "{:?}",
        standing.coverage
    );
}

fn districts_differ(standings: &Standings) {
    let notes: Vec<f64> = standings
        .iter()
        .filter(|(_, (kind, _))| kind == "district")
        .map(|(code, _)| note(standings, code))
        .collect();
    assert_eq!(notes.len(), 8);
    let highest = notes.iter().copied().fold(0.0, f64::max);
    let lowest = notes.iter().copied().fold(10.0, f64::min);
    assert!(
        lowest > 4.0 && highest < 9.9 && highest - lowest > 2.0,
        "{notes:.1?}"
    );
}

fn sites_have_all_levels(standings: &Standings) {
    let mut levels = BTreeMap::<&str, u32>::new();
    let mut without = Vec::new();
    for (code, (_, standing)) in standings.iter().filter(|(_, (kind, _))| kind == "site") {
        *levels.entry(standing.level.label()).or_default() += 1;
        if standing.level == Level::None {
            without.push(code.as_str());
        }
    }
    for (level, wanted) in [(Level::Ok, 50), (Level::Watch, 45), (Level::Gap, 36)] {
        let found = levels.get(level.label()).copied().unwrap_or(0);
        assert!(found.abs_diff(wanted) <= 5, "{levels:?}");
    }
    let mut unknown = super::super::incidents::UNKNOWN;
    unknown.sort_unstable();
    assert_eq!(without, unknown);
}
