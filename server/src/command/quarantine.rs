use std::process::ExitCode;

use super::cli::QuarantineAction;
use super::context::Held;
use super::known_town::KnownTown;
use crate::control::Console;
use crate::import::{self, Known};

/// `belvedere quarantine list|retry`.
pub(super) async fn run(
    held: &Held,
    action: QuarantineAction,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    match action {
        QuarantineAction::List(args) => {
            let mut text = Vec::new();
            import::list(held.store.as_ref(), args.json, &mut text).await?;
            console.out(String::from_utf8_lossy(&text).trim_end());
            Ok(ExitCode::SUCCESS)
        }
        QuarantineAction::Retry(args) => {
            let town = KnownTown::read(held).await?;
            let themes = town.themes.clone();
            let baseline_of =
                move |indicator: &_, place: &_, year| town.baseline(indicator, place, year);
            let known = Known {
                themes: &themes,
                baseline_of: &baseline_of,
            };
            let retried = import::retry(held.store.as_ref(), held.clock.now(), &known).await?;
            if let Some(reload) = &held.reload {
                reload.everything().await?;
            }
            if args.json {
                console.out(&serde_json::to_string_pretty(&retried)?);
            } else {
                console.out(&format!(
                    "{} taken in, {} still refused, {} need their corrected file",
                    retried.released, retried.still_refused, retried.need_their_file
                ));
            }
            let left = retried.still_refused + retried.need_their_file;
            Ok(if left == 0 {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            })
        }
    }
}
