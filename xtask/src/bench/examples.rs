//! Figures that programs of the members measure themselves: each prints one
//! JSON object in its last line.

use super::figure::Figure;
use crate::process;
use crate::progress::Step;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde_json::Value;
use std::time::Duration;

/// The build is not bounded, the measuring is.
const LIMIT: Duration = Duration::from_secs(180);

/// 2 000 sockets that hear five states a second.
///
/// # Errors
/// When the example does not build or does not end well.
pub fn live(workspace: &Workspace) -> Result<Vec<Figure>> {
    let load = ["--sockets", "2000", "--rate", "5", "--seconds", "10"];
    let said = run(workspace, "server", &[], "bench_live", &load)?;
    let number = |name: &str| field(&said, name);
    let (p50, p99) = (number("p50_us")? / 1000.0, number("p99_us")? / 1000.0);
    let memory = number("server_memory_kb")? / 1000.0;
    let lost = number("expected")? - number("received")?;
    let cpu = number("server_cpu_ms")? / number("seconds")? / 10.0;
    Ok(vec![
        Figure::new(
            "2 000 sockets × 5 messages/s",
            format!(
                "p50 {p50:.1} ms, p99 {p99:.1} ms, server {memory:.1} MB, {cpu:.0} % of one \
                 processor, {lost:.0} overtaken"
            ),
        )
        .judged("p99 ≤ 20 ms, ≤ 20 MB", p99 <= 20.0 && memory <= 20.0)
        .with("p50_ms", p50)
        .with("p99_ms", p99)
        .with("memory_mb", memory)
        .with("cpu_percent", cpu)
        .with("overtaken", lost),
    ])
}

/// Every indicator of a metropolis from its day totals, and after one reading.
///
/// # Errors
/// When the example does not build or does not end well.
pub fn energy(workspace: &Workspace) -> Result<Vec<Figure>> {
    let said = run(workspace, "server", &[], "bench_energy", &[])?;
    let all = field(&said, "recomputing_ms")?;
    let (p50, p95) = (
        field(&said, "reading_p50_ms")?,
        field(&said, "reading_p95_ms")?,
    );
    let indicators = field(&said, "indicators")?;
    let (change, then) = (field(&said, "change_ms")?, field(&said, "then_ms")?);
    let town = |name: &str| field(&said, &format!("town_{name}_ms"));
    let (town_p50, town_p95) = (town("reading_p50")?, town("reading_p95")?);
    let (town_change, town_then) = (town("change")?, town("then")?);
    Ok(vec![
        Figure::new(
            format!(
                "{indicators:.0} indicators of 1 000 sites × 5 fluids × 5 years, recomputed from \
                 day totals, signatures of the weather included"
            ),
            format!("{:.2} s", all / 1000.0),
        )
        .judged("< 2 s", all < 2000.0)
        .with("recomputing_ms", all),
        Figure::new(
            "why the city's note moved over a year there",
            format!("{change:.0} ms; {then:.0} ms for the notes of a year ago"),
        )
        .judged("< 50 ms", change < 50.0)
        .with("change_ms", change)
        .with("then_ms", then),
        Figure::new(
            "one reading there: its indicators up to the city",
            format!("p50 {p50:.2} ms, p95 {p95:.2} ms"),
        )
        .judged("< 5 ms", p95 < 5.0)
        .with("reading_p50_ms", p50)
        .with("reading_p95_ms", p95),
        Figure::new(
            "1 000 objectives at 500 places, rescored after one reading",
            format!("p50 {town_p50:.2} ms, p95 {town_p95:.2} ms"),
        )
        .judged("< 10 ms", town_p95 < 10.0)
        .with("town_reading_p50_ms", town_p50)
        .with("town_reading_p95_ms", town_p95),
        Figure::new(
            "why the city's note moved over a year there, the notes of a year ago included",
            format!("{:.0} ms", town_change + town_then),
        )
        .judged("< 50 ms", town_change + town_then < 50.0)
        .with("town_change_ms", town_change)
        .with("town_then_ms", town_then),
    ])
}

/// A day of 200 000 tickets acknowledged, and a call on its way to lobby screens.
///
/// # Errors
/// When the example does not build or does not end well.
pub fn reception(workspace: &Workspace) -> Result<Vec<Figure>> {
    let said = run(workspace, "server", &[], "bench_reception", &[])?;
    let events = field(&said, "events_per_s")?;
    let (p50, p95) = (field(&said, "heard_p50_ms")?, field(&said, "heard_p95_ms")?);
    Ok(vec![
        Figure::new(
            "ticket events of a day of 200 000 tickets, acknowledged after the commit, posts of \
             1 000",
            format!("{events:.0}/s"),
        )
        .judged("≥ 20 000/s", events >= 20_000.0)
        .with("ticket_events_per_s", events),
        Figure::new(
            "a call posted to a lobby screen that shows it, 500 screens and 2 000 phones open",
            format!("p50 {p50:.0} ms, p95 {p95:.0} ms"),
        )
        .judged("p95 < 500 ms", p95 < 500.0)
        .with("call_p50_ms", p50)
        .with("call_p95_ms", p95),
    ])
}

/// A load curve of 166 650 readings.
///
/// # Errors
/// When the example does not build or does not end well.
pub fn chart(workspace: &Workspace) -> Result<Vec<Figure>> {
    let said = run(workspace, "app", &["--features", "ssr"], "bench_chart", &[])?;
    let (best, median) = (field(&said, "best_ms")?, field(&said, "median_ms")?);
    let bytes = field(&said, "svg_bytes")?;
    Ok(vec![
        Figure::new(
            "load curve of 166 650 readings with axes and words, wide and narrow drawing together",
            format!(
                "median {median:.2} ms, best {best:.2} ms; {:.0} kB of SVG",
                bytes / 1000.0
            ),
        )
        .judged("≤ 5 ms", median <= 5.0)
        .with("median_ms", median)
        .with("best_ms", best)
        .with("svg_bytes", bytes),
    ])
}

fn run(
    workspace: &Workspace,
    member: &str,
    features: &[&str],
    name: &str,
    options: &[&str],
) -> Result<Value> {
    let step = Step::begin(format!("Building {name}"));
    let mut build = workspace.cargo();
    build
        .args(["build", "--release", "-p", member])
        .args(features)
        .args(["--example", name]);
    process::run(&mut build, &step)?;
    step.done("done");
    let step = Step::begin(format!("Running {name}"));
    let program = workspace.cargo_target().join("release/examples").join(name);
    let mut command = workspace.command(program);
    command.args(options);
    let finished = process::watch(&mut command, &step, Some(LIMIT))?;
    anyhow::ensure!(finished.success, "{name} failed\n{}", finished.text);
    step.done("done");
    last_object(&finished.text).with_context(|| format!("{name} printed no JSON"))
}

fn last_object(text: &str) -> Option<Value> {
    let mut lines = text.lines().rev();
    lines.find_map(|line| serde_json::from_str(line).ok().filter(Value::is_object))
}

fn field(said: &Value, name: &str) -> Result<f64> {
    let value = said.get(name).and_then(Value::as_f64);
    value.with_context(|| format!("`{name}` is missing from {said}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_object_counts() {
        let said = last_object("{\"p\":1}\nopen in 2 s\n{\"p\":2.5}\n3\nended\n").unwrap();
        assert_eq!(field(&said, "p").unwrap(), 2.5);
        assert!(field(&said, "q").is_err());
        assert!(last_object("nothing\n").is_none());
    }
}
