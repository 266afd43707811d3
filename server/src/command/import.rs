use std::process::ExitCode;

use super::cli::ImportArgs;
use super::context::Held;
use super::known_town::KnownTown;
use crate::control::Console;
use crate::import::{self, Known, Options};

/// `belvedere import places|series|readings|bills|allocations|… FILE…`.
pub(super) async fn run(
    held: &Held,
    args: ImportArgs,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let town = KnownTown::read(held).await?;
    let themes = town.themes.clone();
    let baseline_of = move |indicator: &_, place: &_, year| town.baseline(indicator, place, year);
    let known = Known {
        themes: &themes,
        baseline_of: &baseline_of,
    };
    let options = Options {
        target: args.target,
        files: args.files,
        mapping: args.mapping,
        show_progress: held.reload.is_none(),
    };
    let report = import::import(held.store.clone(), held.clock.clone(), options, &known).await?;
    let complaints = report.complaints();
    if !complaints.is_empty() {
        console.err(complaints.trim_end());
    }
    if args.json {
        console.out(&serde_json::to_string_pretty(&report)?);
    } else {
        console.out(report.summary().trim_end());
    }
    if let Some(reload) = &held.reload {
        reload.everything().await?;
    }
    Ok(if report.succeeded() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
