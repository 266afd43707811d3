//! Degree days of a measured catchment, against a sum made outside.

use std::path::{Path, PathBuf};

use model::energy::{DayTemperatures, DegreeDayKind, DegreeDayMethod, DegreeDayTotal};
use model::time::Day;

/// The daily weather of a catchment of the airGR package; `None` with a message
/// where it is not at hand.
fn weather() -> Option<String> {
    let root = std::env::var_os("BELVEDERE_SHARED_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"),
        PathBuf::from,
    );
    let file = root.join("weather/airGR/L0123001.csv");
    let text = std::fs::read_to_string(&file).ok();
    if text.is_none() {
        eprintln!("skipped: no {}; set BELVEDERE_SHARED_DATA", file.display());
    }
    text
}

/// Day and mean temperature of each line; a temperature that is not known is `None`.
fn days(text: &str) -> Vec<(Day, Option<f64>)> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split(',').collect();
    let column = header.iter().position(|name| *name == "T").expect("T");
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            let day = fields[0].parse().expect("a date");
            (day, fields[column].parse().ok())
        })
        .collect()
}

#[test]
fn a_measured_climate_has_its_known_mean() {
    let Some(text) = weather() else { return };
    let (kind, method) = (DegreeDayKind::Heating, DegreeDayMethod::MeanHourly);
    let mut years: Vec<(i16, DegreeDayTotal)> = Vec::new();
    for month in days(&text).chunk_by(|a, b| a.0.first_of_month() == b.0.first_of_month()) {
        let values = month
            .iter()
            .map(|(_, mean)| method.day(kind, &DayTemperatures::of_mean((*mean)?), 18.0));
        let total = DegreeDayTotal::of_days(kind, method, 18.0, values);
        let year = month[0].0.year();
        match years.last_mut() {
            Some((last, sum)) if *last == year => *sum = sum.plus(&total).expect("the same"),
            _ => years.push((year, total)),
        }
    }
    let whole: Vec<f64> = years
        .iter()
        .filter(|(_, total)| total.due >= 365)
        .filter_map(|(_, total)| total.scaled)
        .collect();
    let count = f64::from(u32::try_from(whole.len()).expect("small"));
    let mean = whole.iter().sum::<f64>() / count;
    assert!(whole.len() > 20, "{} years", whole.len());
    assert!((mean - 3324.0).abs() < 0.5, "{mean} over {count} years");
}
