use std::path::{Path, PathBuf};
use std::process::Command;

use model::measure::Quality;
use model::time::At;
use server::import::Target;

use crate::desk::{Desk, counts};

/// The archive of the Cambridge estates; `None` with a message where it is not at hand.
fn archive() -> Option<PathBuf> {
    let root = std::env::var_os("BELVEDERE_SHARED_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let file = root.join("energy/cambridge_estates/cambridge_full.tar.xz");
    let found = file.is_file();
    if !found {
        eprintln!("skipped: no {}; set BELVEDERE_SHARED_DATA", file.display());
    }
    found.then_some(file)
}

fn mapping(name: &str) -> Option<PathBuf> {
    Some(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../themes/mappings")
            .join(name),
    )
}

/// Lines counted by `wc`, without the header of each file.
fn counted(folder: &Path) -> u64 {
    let shell = "find building_data -path '*UCam*' -name '*.csv' | xargs cat | grep -vc datetime";
    let out = Command::new("sh")
        .args(["-c", shell])
        .current_dir(folder)
        .output()
        .expect("sh");
    String::from_utf8_lossy(&out.stdout)
        .trim()
        .parse()
        .expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn real_buildings_come_in_complete() {
    let Some(archive) = archive() else { return };
    let desk = Desk::new().await;
    let wanted = ["UCam_Building_b42", "UCam_Building_b0"];
    let mut tar = Command::new("tar");
    tar.arg("-xJf")
        .arg(&archive)
        .arg("-C")
        .arg(desk.folder.path())
        .arg("--wildcards");
    tar.args(wanted.map(|name| format!("*/{name}/*")));
    tar.arg("building_data/processed_data/building_floor_roof_areas.csv");
    assert!(tar.status().expect("tar").success());

    let data = desk.folder.path().join("building_data");
    let import = || {
        desk.files(
            Target::Readings,
            vec![data.clone()],
            mapping("cambridge.toml"),
        )
    };
    let report = import().await.expect("imported");
    let expected = counted(desk.folder.path());
    assert!(expected > 300_000, "{expected}");
    assert_eq!(
        counts(&report),
        [expected, 0, 0, 0],
        "{}",
        report.complaints()
    );
    assert_eq!(report.lines, expected);
    // City, two sites, three meters; the table of areas does not fit the pattern.
    assert_eq!((report.places_declared, report.series_declared), (6, 3));
    assert_eq!(report.files_passed_over, 1);
    assert!(report.succeeded());
    assert_eq!(counts(&import().await.expect("again")), [0, 0, expected, 0]);

    let areas = data.join("processed_data/building_floor_roof_areas.csv");
    let report = desk
        .files(
            Target::Places,
            vec![areas],
            mapping("cambridge-places.toml"),
        )
        .await;
    assert_eq!(counts(&report.expect("imported")), [119, 2, 0, 0]);
    let places = desk.store.places().await.expect("places");
    let b0 = places
        .iter()
        .find(|p| p.code.as_str() == "b0")
        .expect("there");
    assert_eq!(b0.number("floor_area_m2"), Some(3296.5));

    let series = desk.store.series().await.expect("series");
    let find = |code: &str| {
        series
            .iter()
            .find(|s| s.series.code.as_str() == code)
            .expect("there")
    };
    let year = |id, year: &str| {
        let first = |year: &str| {
            let text = format!("{year}-01-01T00:00:00Z");
            let at: jiff::Timestamp = text.parse().expect("an instant");
            At::from_millis(at.as_millisecond())
        };
        let next = (year.parse::<u32>().expect("a year") + 1).to_string();
        desk.store.readings(id, first(year), first(&next))
    };
    let elec = find("b42-elec");
    assert!(elec.series.zero_is_missing);
    let y2013 = year(elec.id, "2013").await.expect("readings");
    assert_eq!(
        (y2013.len(), y2013[0].value, y2013[1].value),
        (8760, 3.0, 6.4)
    );
    assert_eq!(year(elec.id, "2012").await.expect("readings").len(), 8784);
    let silent = y2013.iter().filter(|r| r.value == 0.0);
    assert!(silent.clone().all(|r| r.quality == Quality::Missing));
    let gas = find("b0-gaz");
    assert!(!gas.series.zero_is_missing);
    let burnt = year(gas.id, "2013").await.expect("readings");
    assert!(burnt.iter().all(|r| r.quality == Quality::Measured));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_weather_comes_with_the_buildings() {
    let Some(archive) = archive() else { return };
    let desk = Desk::new().await;
    let mut tar = Command::new("tar");
    tar.arg("-xJf")
        .arg(&archive)
        .arg("-C")
        .arg(desk.folder.path())
        .args(["--wildcards", "*/bedford/20*.csv"]);
    assert!(tar.status().expect("tar").success());
    let data = desk.folder.path().join("aux_data");
    let report = desk
        .files(
            Target::Readings,
            vec![data],
            mapping("cambridge-weather.toml"),
        )
        .await
        .expect("imported");
    assert_eq!(
        counts(&report),
        [201_624, 0, 0, 0],
        "{}",
        report.complaints()
    );
    let places = desk.store.places().await.expect("places");
    let station = places.iter().find(|place| place.kind == "station");
    assert_eq!(station.and_then(|place| place.number("lat")), Some(52.227));
    let series = desk.store.series().await.expect("series");
    assert_eq!(series[0].series.quantity.as_str(), "temperature");
    let day = "2012-02-11".parse().expect("a day");
    let rows = desk.store.day_rows(series[0].id, day, day).await;
    let rows = rows.expect("days");
    assert_eq!(rows[0].rollup.count, 24);
    assert!(rows[0].rollup.mean().is_some_and(|mean| mean < 0.0));
}
