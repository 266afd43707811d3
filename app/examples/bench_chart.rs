//! How long the largest load curve takes: 166 650 readings, wide and narrow.
//!
//! `cargo run --release -p app --features ssr --example bench_chart`
//!
//! The last line of standard output is one JSON object.

use std::time::Instant;

use app::chart::load_curve::{Curve, LoadCurveSpec, Sample, load_curve};
use jiff::tz::TimeZone;

const READINGS: u32 = 166_650;
const ROUNDS: usize = 51;
const STEP_S: i64 = 600;

fn main() -> Result<(), jiff::Error> {
    let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3")?;
    let spec = spec();
    let mut times = Vec::with_capacity(ROUNDS);
    let mut bytes = 0;
    for _ in 0..ROUNDS {
        let started = Instant::now();
        let chart = std::hint::black_box(load_curve(&spec, &zone));
        times.push(started.elapsed().as_secs_f64() * 1000.0);
        bytes = chart.svg_wide.len() + chart.svg_narrow.len();
    }
    times.sort_by(f64::total_cmp);
    let best = times.first().copied().unwrap_or_default();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    println!(
        r#"{{"readings":{READINGS},"best_ms":{best:.3},"median_ms":{median:.3},"svg_bytes":{bytes}}}"#
    );
    Ok(())
}

/// Three years of readings every ten minutes: days, weeks, seasons and noise.
fn spec() -> LoadCurveSpec {
    let from = 1_700_000_000;
    let power = |nth: u32| {
        let day = f64::from(nth) / 144.0;
        let season = (day / 365.0 * std::f64::consts::TAU).cos();
        let hour = (day * std::f64::consts::TAU).sin();
        let noise = f64::from(nth.wrapping_mul(2_654_435_761) >> 16) / 65_536.0;
        40.0 + 12.0 * season + 15.0 * hour + 8.0 * noise
    };
    let samples = (0..READINGS)
        .map(|nth| Sample {
            at: from + i64::from(nth) * STEP_S,
            value: Some(power(nth)),
        })
        .collect();
    LoadCurveSpec {
        id: String::from("mesure"),
        title: String::from("Puissance appelée en trois ans"),
        unit: String::from("kW"),
        from,
        to: from + i64::from(READINGS) * STEP_S,
        step_s: STEP_S,
        curve: Curve {
            label: String::from("mesurée"),
            samples,
        },
        compare: None,
        annotations: Vec::new(),
        decimals: 0,
    }
}
