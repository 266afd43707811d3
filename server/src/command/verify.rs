use std::process::ExitCode;

use super::context::Held;
use crate::control::Console;
use crate::rules::Rules;
use crate::state::{State, Today};

/// Differences printed in words; JSON has them all.
const SHOWN: usize = 20;

/// `belvedere verify`: rollups from readings, tickets from events, notes from recomputed
/// rollups. None may differ.
pub(super) async fn run(held: &Held, json: bool, console: &Console) -> anyhow::Result<ExitCode> {
    let progress = console.progress("séries vérifiées");
    let mut report = held
        .store
        .verify(&|done, total| progress.set(done, total))
        .await?;
    drop(progress);
    let notes = match &held.reload {
        Some(reload) => reload.state().verify_notes().await?,
        None => {
            let rules = Rules::read(&held.config)?;
            let today: Today = held.config.today()?;
            let state = State::load(held.store.clone(), held.clock.clone(), rules, today).await?;
            state.verify_notes().await?
        }
    };
    report.differences.extend(notes);
    if json {
        console.out(&serde_json::to_string_pretty(&report)?);
    } else {
        for d in report.differences.iter().take(SHOWN) {
            console.out(&format!(
                "{} {}: stored {}, recomputed {}",
                d.subject, d.figure, d.stored, d.recomputed
            ));
        }
        console.out(&format!(
            "{} series, {} days, {} readings, {} tickets: {} difference(s)",
            report.series,
            report.days,
            report.readings,
            report.tickets,
            report.differences.len()
        ));
    }
    Ok(if report.differences.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
