use model::score::Objective;
use model::time::Day;

use super::{LoadError, State};
use crate::store::ObjectiveVersion;

impl State {
    /// Takes the objectives as they are stored now, and judges the town by them.
    ///
    /// # Errors
    /// [`LoadError`] when the store does not answer; the state is then what it was.
    pub async fn reload_objectives(&self) -> Result<(), LoadError> {
        // A reading of everything that is under way may not know them yet.
        let _one_at_a_time = self.inner.reloading.lock().await;
        let versions = self.store().objective_versions().await?;
        self.write(|snapshot| {
            let day = snapshot.now.moment().day;
            snapshot.town.set_objectives(objectives_on(versions, day));
            snapshot.town.replan();
            snapshot.retake();
        });
        Ok(())
    }
}

/// The objectives by which a town is judged on a day.
pub(super) fn objectives_on(versions: Vec<ObjectiveVersion>, day: Day) -> Vec<Objective> {
    let held = versions.into_iter().filter(|version| version.holds_on(day));
    held.map(|version| version.objective).collect()
}
