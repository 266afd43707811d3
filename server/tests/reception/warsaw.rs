//! Displays of Warsaw, posted at the minutes at which they were looked at.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use model::city::{OpeningHours, PlaceCode};
use model::reception::{DisplayDay, NoQueueData, QueueFeed, QueueFeedRules};
use model::time::{At, Day, Zone};
use server::reception::reception_day;

use crate::site::Site;

/// Offices that are replayed: a quick one, one with people of the day before on its
/// screen over a holiday, one whose desks stay open then, and one that is unplugged.
const OFFICES: [&str; 4] = ["UD_Ochota", "UD_Bialoleka", "UD_Wlochy", "UD_Mokotow_2"];
const UNPLUGGED: (&str, &str) = ("UD_Mokotow_2", "2020-01-07T12:00");

fn archive() -> Option<PathBuf> {
    let root = std::env::var_os("BELVEDERE_SHARED_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let file = root.join("reception/warsaw_queues/warsaw_queues.csv.gz");
    let found = file.is_file();
    if !found {
        eprintln!("skipped: no {}; set BELVEDERE_SHARED_DATA", file.display());
    }
    found.then_some(file)
}

/// Bodies to post, by the local minute.
fn bodies(file: &Path, days: &[&str]) -> BTreeMap<String, String> {
    let mut text = String::new();
    let file = std::fs::File::open(file).unwrap();
    flate2::read::GzDecoder::new(file)
        .read_to_string(&mut text)
        .unwrap();
    let mut bodies: BTreeMap<String, String> = BTreeMap::new();
    for record in csv::Reader::from_reader(text.as_bytes()).into_records() {
        let record = record.unwrap();
        let cell = |n: usize| record.get(n).unwrap();
        let minute = format!("{}T{}", cell(2), cell(1));
        let unplugged = cell(0) == UNPLUGGED.0 && minute.as_str() >= UNPLUGGED.1;
        if !OFFICES.contains(&cell(0)) || !days.contains(&cell(2)) || unplugged {
            continue;
        }
        let header = "counter,service,at,waiting,open_desks,service_s,last_called\n";
        let body = bodies
            .entry(minute.clone())
            .or_insert_with(|| header.to_owned());
        let service_s = cell(4).parse::<u32>().unwrap() * 60;
        body.push_str(&format!(
            "{},q{},{minute}:00+01:00,{},{},{service_s},{}\n",
            cell(0),
            cell(6),
            cell(10),
            cell(7),
            cell(11),
        ));
    }
    bodies
}

fn hours() -> OpeningHours {
    let range = |to: u16| serde_json::json!([{ "from": 480, "to": to }]);
    let (long, short) = (range(1_080), range(960));
    let epiphany: Day = "2020-01-06".parse().unwrap();
    let epiphany = serde_json::json!({ "from": epiphany, "to": epiphany });
    serde_json::from_value(serde_json::json!({
        "week": [long, short, short, short, short], "exceptions": [epiphany],
    }))
    .unwrap()
}

fn instant(zone: &Zone, local: &str) -> At {
    zone.instant(local.parse().unwrap()).unwrap()
}

async fn day(site: &Site, office: &str, day: &str, hours: Option<&OpeningHours>) -> DisplayDay {
    let zone = Zone::new("Europe/Warsaw").unwrap();
    let counter: PlaceCode = office.parse().unwrap();
    let day: Day = day.parse().unwrap();
    let now = zone.start_of_day(day.plus(1));
    let known = reception_day(site.store.as_ref(), &counter, day, hours, &zone, now).await;
    known.unwrap().map(|day| day.displays).unwrap_or_default()
}

/// What a display says at an instant, of the states received until then.
async fn read(
    site: &Site,
    office: &str,
    at: At,
    pick: impl Fn(u32) -> bool,
) -> Result<u32, NoQueueData> {
    let counter: PlaceCode = office.parse().unwrap();
    let since = at.plus_seconds(-86_400);
    let states = site
        .store
        .queue_states(counter, since, at.plus_millis(1))
        .await
        .unwrap();
    let last = states
        .iter()
        .rev()
        .find(|state| pick(state.waiting))
        .unwrap()
        .clone();
    let mut feed = QueueFeed::default();
    let same = states
        .into_iter()
        .filter(|state| state.service == last.service);
    same.for_each(|state| feed.absorb(state));
    let rules = QueueFeedRules {
        age_s: 660,
        ..QueueFeedRules::default()
    };
    feed.read(at, None, rules).map(|state| state.waiting)
}

#[tokio::test]
async fn holidays_are_no_data_and_a_silent_display_is_named() {
    let Some(file) = archive() else {
        return;
    };
    let days = ["2020-01-01", "2020-01-02", "2020-01-06", "2020-01-07"];
    let zone = Zone::new("Europe/Warsaw").unwrap();
    let site = Site::open().await;
    site.declare(&OFFICES).await;
    let mut stored = 0;
    for (minute, body) in bodies(&file, &days) {
        site.is_at(instant(&zone, &minute));
        let answer = site.csv("queue-states", &body).await;
        let [added, unchanged, set_aside, _] = answer.counts();
        assert_eq!((unchanged, set_aside), (0, 0), "{minute}: {}", answer.body);
        stored += added;
    }
    assert!(stored > 15_000, "{stored}");

    let hours = hours();
    for office in OFFICES {
        // New year and Epiphany: displays said 0 people, or those of the evening before.
        for holiday in ["2020-01-01", "2020-01-06"] {
            let seen = day(&site, office, holiday, Some(&hours)).await;
            assert_eq!((seen.known, seen.unknown), (0, 0), "{office} {holiday}");
            assert!(seen.closed > 0 && seen.coverage().share().is_none());
        }
        let seen = day(&site, office, "2020-01-02", Some(&hours)).await;
        assert!(seen.known > 200, "{office}: {} looks", seen.known);
    }
    let open = day(&site, "UD_Ochota", "2020-01-02", Some(&hours)).await;
    assert!(open.waits.percentile_min(90.0).is_some_and(|min| min > 0));
    // Without hours on the door a queue that stands still all day is found out too.
    let noon = instant(&zone, "2020-01-01T14:00");
    let frozen = read(&site, "UD_Bialoleka", noon, |waiting| waiting > 0).await;
    assert!(
        matches!(frozen, Err(NoQueueData::Frozen { .. })),
        "{frozen:?}"
    );
    let empty = read(&site, "UD_Ochota", noon, |waiting| waiting == 0).await;
    assert_eq!(empty, Err(NoQueueData::NobodyServes));

    // The unplugged one is stale, and its day is known by half.
    let after = instant(&zone, "2020-01-07T14:00");
    let stale = read(&site, UNPLUGGED.0, after, |_| true).await;
    assert!(
        matches!(stale, Err(NoQueueData::Stale { age_s }) if age_s > 7_000),
        "{stale:?}"
    );
    let half = day(&site, UNPLUGGED.0, "2020-01-07", Some(&hours)).await;
    let share = half.coverage().share().unwrap();
    assert!((0.2..0.7).contains(&share), "{share}");

    // A display whose clock is an hour ahead is not believed.
    site.is_at(after);
    let ahead = "counter,service,at,waiting,open_desks\n\
         UD_Ochota,q999,2020-01-07T15:00:00+01:00,3,1\n";
    assert_eq!(site.csv("queue-states", ahead).await.counts()[0], 1);
    let wrong = read(&site, "UD_Ochota", after, |_| true).await;
    assert_eq!(wrong, Err(NoQueueData::ClockWrong { off_s: 3_600 }));
}
