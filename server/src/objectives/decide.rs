use crate::live::Hub;
use crate::state::{LoadError, State};
use crate::store::ObjectiveDecision;

/// Keeps decisions, judges the town by them at once, and tells every screen.
///
/// # Errors
/// [`LoadError`]; a conflict when somebody else decided meanwhile. Nothing is decided
/// unless it is `Ok`, but for a failure to read anew: the next full reading takes it in.
pub async fn decide(
    state: &State,
    hub: &Hub,
    decisions: Vec<ObjectiveDecision>,
) -> Result<(), LoadError> {
    let known_at = state.clock().now();
    state.store().decide_objectives(decisions, known_at).await?;
    if let Err(fault) = state.reload_objectives().await {
        tracing::error!(%fault, "decided objectives are not judged yet");
    }
    state.publish_all(hub);
    Ok(())
}
