use std::process::ExitCode;

use model::watch::{Alert, AlertAct, AlertState};

use super::alert_args::{AlertAction, AlertArgs};
use super::alert_review;
use super::context::Held;
use crate::access::Actor;
use crate::control::Console;
use crate::rules::Rules;
use crate::state::State;
use crate::watch;

/// `belvedere alert list|review|acknowledge|explain|close`.
pub(super) async fn run(
    held: &Held,
    args: AlertArgs,
    console: &Console,
) -> anyhow::Result<ExitCode> {
    let state = match &held.reload {
        Some(reload) => reload.state().clone(),
        None => {
            let (rules, today) = (Rules::read(&held.config)?, held.config.today()?);
            State::load(held.store.clone(), held.clock.clone(), rules, today).await?
        }
    };
    let (id, act, note) = match args.action {
        AlertAction::List(list) => {
            // A server watches all the time; without one, look now.
            if held.reload.is_none() {
                watch::look_at_waiting(&state).await?;
            }
            return print(&state, list.all, list.json, console);
        }
        AlertAction::Review(asked) => return alert_review::run(&state, asked, console),
        AlertAction::Acknowledge { id } => (id, AlertAct::Acknowledge, String::new()),
        AlertAction::Explain { id, note } => (id, AlertAct::Explain, note),
        AlertAction::Close { id } => (id, AlertAct::Close, String::new()),
    };
    let by = Actor::console();
    let alert = watch::act(&state, id, act, (&by.name, Some(&by)), &note).await?;
    console.out(&line(&alert));
    Ok(ExitCode::SUCCESS)
}

fn print(state: &State, all: bool, json: bool, console: &Console) -> anyhow::Result<ExitCode> {
    let alerts: Vec<Alert> = state.read(|snapshot| {
        let wanted = |alert: &&Alert| all || alert.state() != AlertState::Closed;
        snapshot.alerts.iter().filter(wanted).cloned().collect()
    });
    if json {
        console.out(&serde_json::to_string_pretty(&alerts)?);
    } else {
        for alert in &alerts {
            console.out(&line(alert));
        }
        console.err(&format!("{} alert(s)", alerts.len()));
    }
    Ok(ExitCode::SUCCESS)
}

fn line(alert: &Alert) -> String {
    let state = match alert.state() {
        AlertState::Open => "open",
        AlertState::Acknowledged => "acknowledged",
        AlertState::Explained => "explained",
        AlertState::Closed => "closed",
    };
    format!(
        "{}\t{state}\t{}\t{}\t{}\t{}",
        alert.id,
        alert.cause.as_str(),
        alert.series,
        alert.first_day,
        alert.last_day
    )
}
