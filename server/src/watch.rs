//! Looks at completed days for what is out of line, and keeps the alerts.

mod look;
mod past;

pub use look::expected_days;
pub use past::past_findings;

use std::time::Duration;

use model::engine::SeriesIndex;
use model::watch::{Alert, AlertAct, AlertRefusal};
use tokio_util::sync::CancellationToken;

use crate::access::Actor;
use crate::state::{State, Waited};
use crate::store::StoreError;

/// How often waiting series are looked at. An alert speaks of whole days.
const EVERY: Duration = Duration::from_secs(20);
/// Series looked at while the state is held: a few milliseconds.
const AT_ONCE: usize = 4;

/// Watches until it is told to stop.
pub async fn run_watch(state: State, stop: CancellationToken) {
    loop {
        if let Err(fault) = look_at_waiting(&state).await {
            tracing::error!(%fault, "the watch cannot keep its alerts");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Looks at every series whose completed days changed, and keeps what was found.
///
/// # Errors
/// [`StoreError`] when alerts cannot be kept; the series then wait again.
pub async fn look_at_waiting(state: &State) -> Result<(), StoreError> {
    let count = state.read(|snapshot| snapshot.town.series().len());
    let waiting = state.to_watch().take(count);
    let done = look_at_all(state, &waiting).await;
    if done.is_err() {
        state.to_watch().all();
        waiting
            .touched
            .iter()
            .for_each(|one| state.to_watch().add(*one));
    }
    done
}

async fn look_at_all(state: &State, waiting: &Waited) -> Result<(), StoreError> {
    state.renew_from_hours(&waiting.touched).await?;
    for some in waiting.all.chunks(AT_ONCE) {
        look_at(state, some).await?;
        tokio::task::yield_now().await;
    }
    Ok(())
}

async fn look_at(state: &State, series: &[SeriesIndex]) -> Result<(), StoreError> {
    let at = state.clock().now();
    let mut changed: Vec<Alert> = state.read(|snapshot| {
        series
            .iter()
            .flat_map(|index| look::changes(snapshot, *index, at))
            .collect()
    });
    if changed.is_empty() {
        return Ok(());
    }
    let ids = match state.store().save_alerts(changed.clone(), None).await {
        Ok(ids) => ids,
        // Somebody acted on one of them meanwhile: the next look sees it.
        Err(StoreError::Conflict(_)) => {
            series.iter().for_each(|index| state.to_watch().add(*index));
            return Ok(());
        }
        Err(fault) => return Err(fault),
    };
    for (alert, id) in changed.iter_mut().zip(ids) {
        alert.id = id;
    }
    state.take_alerts(changed);
    Ok(())
}

/// Why an alert could not be acted on.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// There is no alert of that number.
    #[error("there is no alert {0}: see `belvedere alert list`")]
    Unknown(i64),
    /// It cannot be done where the alert stands.
    #[error(transparent)]
    Refused(#[from] AlertRefusal),
    /// The store does not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Acts on an alert in somebody's name, with its row in the audit where somebody answers for
/// it; durable when it returns.
///
/// # Errors
/// [`ActError`]; nothing was changed then.
pub async fn act(
    state: &State,
    id: i64,
    act: AlertAct,
    (who, by): (&str, Option<&Actor>),
    note: &str,
) -> Result<Alert, ActError> {
    let found = state.read(|snapshot| snapshot.alerts.iter().find(|a| a.id == id).cloned());
    let mut alert = found.ok_or(ActError::Unknown(id))?;
    let at = state.clock().now();
    alert.act(act, who, note, at)?;
    let trace = by.map(|by| {
        by.did(
            &format!("alert.{}", act.as_str()),
            format!("alert {id}"),
            at,
        )
    });
    state
        .store()
        .save_alerts(vec![alert.clone()], trace)
        .await?;
    state.take_alerts(vec![alert.clone()]);
    Ok(alert)
}
