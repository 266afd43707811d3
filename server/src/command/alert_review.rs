use std::process::ExitCode;

use anyhow::bail;
use model::city::SeriesKind;
use model::engine::{Moment, SeriesIndex};
use model::time::Day;
use model::watch::Finding;
use serde_json::json;

use super::alert_args::AlertReviewArgs;
use crate::control::Console;
use crate::state::State;
use crate::watch::past_findings;

/// So many series pass between two lines of progress.
const REPORT_EVERY: usize = 25;

/// `belvedere alert review`: a line for each finding, or JSON with the signature
/// of each series as it stood at the end.
pub(super) fn run(
    state: &State,
    asked: AlertReviewArgs,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let AlertReviewArgs {
        from,
        to,
        series,
        json,
    } = asked;
    let indices = chosen(state, &series)?;
    let mut total = 0;
    let mut reviewed = Vec::new();
    for (done, &index) in indices.iter().enumerate() {
        if done % REPORT_EVERY == 0 {
            console.err(&format!("{done} of {} series", indices.len()));
        }
        // One series at a time: a server that is asked goes on serving.
        let found = state.read(|snapshot| {
            let town = &snapshot.town;
            let code = town.series_at(index)?.series.code.clone();
            let track = town.track(index)?;
            let to = to.unwrap_or_else(|| snapshot.now.moment().day.plus(-1));
            let from = from.or_else(|| track.first_day())?;
            let found = past_findings(town, index, from, to);
            let end = Moment::start_of(to.plus(1), town.zone());
            Some((code, found, town.signature(index, end)))
        });
        let Some((code, found, signature)) = found else {
            continue;
        };
        total += found.len();
        if json {
            let findings: Vec<_> = found.iter().map(as_json).collect();
            reviewed.push(json!({"series": code, "signature": signature, "findings": findings}));
        } else {
            for finding in &found {
                let (cause, days) = (finding.cause.as_str(), finding.days());
                console.out(&format!(
                    "{cause}\t{code}\t{}\t{}\t{days}",
                    finding.from, finding.to
                ));
            }
        }
    }
    if json {
        console.out(&serde_json::to_string_pretty(&reviewed)?);
    } else {
        console.err(&format!("{total} finding(s) on {} series", indices.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn chosen(state: &State, codes: &[String]) -> anyhow::Result<Vec<SeriesIndex>> {
    state.read(|snapshot| {
        let town = &snapshot.town;
        if let Some(unknown) = codes.iter().find(|code| town.series_index(code).is_none()) {
            bail!("there is no series `{unknown}`");
        }
        if !codes.is_empty() {
            let named = codes.iter().filter_map(|code| town.series_index(code));
            return Ok(named.collect());
        }
        let measured = town.series().iter().enumerate().filter(|(_, series)| {
            series.derivation.is_none() && series.series.kind != SeriesKind::Gauge
        });
        Ok(measured
            .map(|(position, _)| SeriesIndex(position))
            .collect())
    })
}

fn as_json(finding: &Finding) -> serde_json::Value {
    let day = |day: Day| day.to_string();
    json!({
        "cause": finding.cause,
        "from": day(finding.from),
        "to": day(finding.to),
        "days": finding.days(),
        "measured": finding.measured,
        "expected": finding.expected,
    })
}
