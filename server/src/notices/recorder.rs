use std::collections::HashMap;
use std::time::Duration;

use model::time::At;
use tokio_util::sync::CancellationToken;

use super::{StatusNow, status_now};
use crate::state::State;
use crate::store::{StatusChange, StatusKind, StatusSubject, StoreError};

/// How often the town is looked at.
const EVERY: Duration = Duration::from_secs(60);
/// Seconds that another level has to stay before it counts as one: a note on the edge
/// between two levels crosses it with every reading.
const HOLDS_S: i64 = 3_600;

/// Sees changes and keeps those that hold.
#[derive(Debug)]
pub struct Recorder {
    /// The word of each subject that was recorded last.
    recorded: HashMap<StatusSubject, String>,
    /// Words that differ, with since when.
    pending: HashMap<StatusSubject, (&'static str, At)>,
}

impl Recorder {
    /// Goes on from what was recorded.
    pub fn after(latest: Vec<StatusChange>) -> Self {
        let recorded = latest
            .into_iter()
            .map(|change| (change.subject, change.after));
        Self {
            recorded: recorded.collect(),
            pending: HashMap::new(),
        }
    }

    /// What has changed and held by now. It counts as recorded only after [`Self::keep`].
    pub fn see(&mut self, seen: Vec<StatusNow>, now: At) -> Vec<StatusChange> {
        let mut changes = Vec::new();
        for status in seen {
            let recorded = self.recorded.get(&status.subject).map(String::as_str);
            let before = recorded.unwrap_or_default();
            if before == status.word {
                self.pending.remove(&status.subject);
                continue;
            }
            let pending = self.pending.entry(status.subject.clone());
            let since = pending.or_insert((status.word, now));
            if since.0 != status.word {
                *since = (status.word, now);
            }
            let at = since.1;
            // Where something stands when it is first seen has no before that it could leave,
            // and silence has held when it is called so.
            let holds = recorded.is_none()
                || status.subject.kind == StatusKind::Source
                || now.seconds_since(at) >= HOLDS_S;
            if holds {
                changes.push(StatusChange {
                    id: 0,
                    at,
                    before: before.to_owned(),
                    after: status.word.to_owned(),
                    note: status.note,
                    subject: status.subject,
                });
            }
        }
        changes
    }

    /// These are in the store.
    pub fn keep(&mut self, changes: Vec<StatusChange>) {
        for change in changes {
            self.pending.remove(&change.subject);
            self.recorded.insert(change.subject, change.after);
        }
    }
}

/// Looks at the town until it is told to stop.
pub async fn run_recorder(state: State, stop: CancellationToken) {
    let mut recorder = None;
    loop {
        if let Err(fault) = look(&state, &mut recorder).await {
            tracing::error!(%fault, "changes of levels cannot be kept");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

async fn look(state: &State, recorder: &mut Option<Recorder>) -> Result<(), StoreError> {
    let known = match recorder.take() {
        Some(known) => known,
        None => Recorder::after(state.store().latest_statuses().await?),
    };
    let recorder = recorder.insert(known);
    let now = state.clock().now();
    let seen = state.read(|snapshot| status_now(snapshot, now));
    let changes = recorder.see(seen, now);
    if changes.is_empty() {
        return Ok(());
    }
    state.store().add_status_changes(changes.clone()).await?;
    recorder.keep(changes);
    // Feeds show it.
    state.outdate();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(word: &'static str) -> Vec<StatusNow> {
        vec![StatusNow {
            subject: StatusSubject {
                kind: StatusKind::Level,
                place: "gym".parse().unwrap(),
                theme: String::new(),
                series: String::new(),
            },
            word,
            note: None,
        }]
    }

    fn at(seconds: i64) -> At {
        At::from_seconds(seconds)
    }

    /// Sees and keeps; the words of what was told.
    fn told(recorder: &mut Recorder, word: &'static str, seconds: i64) -> Vec<(String, String)> {
        let changes = recorder.see(level(word), at(seconds));
        recorder.keep(changes.clone());
        changes
            .into_iter()
            .map(|change| (change.before, change.after))
            .collect()
    }

    #[test]
    fn a_level_is_told_when_it_held_and_dated_from_its_beginning() {
        let mut recorder = Recorder::after(Vec::new());
        assert_eq!(
            told(&mut recorder, "ok", 0),
            [(String::new(), "ok".to_owned())]
        );
        assert_eq!(told(&mut recorder, "watch", 60), []);
        assert_eq!(told(&mut recorder, "watch", 3_600), []);
        let changes = recorder.see(level("watch"), at(3_660));
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].at, at(60));
        recorder.keep(changes);
        assert_eq!(told(&mut recorder, "watch", 9_000), []);
    }

    #[test]
    fn a_level_that_comes_back_was_never_left() {
        let mut recorder = Recorder::after(Vec::new());
        told(&mut recorder, "ok", 0);
        assert_eq!(told(&mut recorder, "watch", 60), []);
        assert_eq!(told(&mut recorder, "ok", 1_800), []);
        assert_eq!(told(&mut recorder, "watch", 3_700), [], "it begins anew");
        assert_eq!(
            told(&mut recorder, "gap", 7_200),
            [],
            "so does another level"
        );
        assert_eq!(told(&mut recorder, "gap", 10_800).len(), 1);
    }

    #[test]
    fn what_was_not_kept_is_told_again() {
        let mut recorder = Recorder::after(Vec::new());
        assert_eq!(recorder.see(level("ok"), at(0)).len(), 1);
        assert_eq!(recorder.see(level("ok"), at(60)).len(), 1);
    }

    #[test]
    fn a_restart_tells_nothing_twice() {
        let mut recorder = Recorder::after(Vec::new());
        let first = recorder.see(level("ok"), at(0));
        let mut again = Recorder::after(first);
        assert_eq!(told(&mut again, "ok", 60), []);
    }
}
