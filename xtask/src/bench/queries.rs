//! What a screen asks of the API.

use super::figure::{Figure, grouped, number};
use super::http::Connection;
use super::load::Load;
use super::stamp;
use crate::progress::Step;
use anyhow::{Context, Result};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;

const LASTS: Duration = Duration::from_secs(3);

/// Asks the demo town for months of all sites and for a day of one meter.
///
/// # Errors
/// When an answer is missing or holds nothing.
pub fn run(host: SocketAddr) -> Result<Vec<Figure>> {
    Ok(vec![
        months(host, "", "all quantities")?,
        months(host, "&quantity=electricity", "electricity")?,
        last_day(host)?,
    ])
}

/// Whole months: the last 24 that ended.
fn months(host: SocketAddr, filter: &str, of: &str) -> Result<Figure> {
    let (year, month, _) = stamp::date(stamp::now());
    let path = format!(
        "/api/v1/rollups?grain=month&from={:04}-{month:02}-01&to={year:04}-{month:02}-01{filter}",
        year - 2
    );
    let answer = Connection::open(host)?.json(&path)?;
    let length = |name: &str| answer.get(name).and_then(Value::as_array).map(Vec::len);
    let sites = length("sites").filter(|sites| *sites > 0);
    let rows = sites.context("no site has months")?;
    let buckets = length("buckets").context("no buckets")?;
    let step = Step::begin(format!("Asking for {buckets} months of all sites, {of}"));
    let load = Load::run(host, &path, 1, LASTS)?;
    let measured = format!(
        "p50 {:.2} ms, p95 {:.2} ms",
        load.percentile_ms(50),
        load.percentile_ms(95)
    );
    step.done(&measured);
    let what =
        format!("{buckets} monthly totals of the demo's sites over HTTP, {of} ({rows} rows)");
    Ok(Figure::new(what, measured)
        .judged("p95 ≤ 5 ms for 100 sites", load.percentile_ms(95) <= 5.0)
        .with("p50_ms", load.percentile_ms(50))
        .with("p95_ms", load.percentile_ms(95))
        .with("rows", number(u64::try_from(rows)?)))
}

fn last_day(host: SocketAddr) -> Result<Figure> {
    let meter = Meter::of_demo(host)?;
    let path = format!("/api/v1/series/{}/readings", meter.series);
    let answer = Connection::open(host)?.json(&path)?;
    let readings = answer.get("readings").and_then(Value::as_array);
    let count = readings.map(Vec::len).filter(|count| *count > 0);
    let count = count.context("the last day holds no reading")?;
    let step = Step::begin("Asking for the last day of a meter");
    let load = Load::run(host, &path, 1, LASTS)?;
    let median = load.percentile_ms(50);
    let measured = format!(
        "median {median:.3} ms, p99 {:.2} ms, {} /s",
        load.percentile_ms(99),
        grouped(load.rate())
    );
    step.done(&measured);
    let what = format!("last 24 h of one meter over HTTP ({count} readings)");
    Ok(Figure::new(what, measured)
        .judged("median ≤ 0.2 ms", median <= 0.2)
        .with("p50_ms", median)
        .with("p99_ms", load.percentile_ms(99)))
}

/// A meter of electricity, and the site that its readings move.
pub struct Meter {
    pub series: String,
    pub site: String,
}

impl Meter {
    /// The first one of a building of the demo town.
    ///
    /// # Errors
    /// When the town has none.
    pub fn of_demo(host: SocketAddr) -> Result<Self> {
        let places = Connection::open(host)?.json("/api/v1/places")?;
        let places = places.as_array().context("no places")?;
        let text = |value: &Value, name: &str| {
            let text = value.get(name).and_then(Value::as_str);
            text.map(str::to_owned)
        };
        let found = places.iter().find_map(|place| {
            let own = place.get("series")?.as_array()?;
            let meter = own
                .iter()
                .filter(|series| text(series, "quantity").as_deref() == Some("electricity"))
                // One that is measured: shares of a meter follow from it.
                .find(|series| text(series, "code").is_some_and(|code| !code.contains('@')))?;
            let kind = text(place, "kind")?;
            if kind != "site" && kind != "meter" {
                return None;
            }
            let site = if kind == "site" { "code" } else { "parent" };
            Some(Self {
                series: text(meter, "code")?,
                site: text(place, site)?,
            })
        });
        found.context("no place has a meter of electricity")
    }
}
