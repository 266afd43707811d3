use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use model::live::{Change, Topic};
use model::time::At;

use super::board::Board;
use super::members::Members;
use super::meters::Meters;
use super::seat::Seat;
use crate::clock::SharedClock;

/// Where changed states are published and from where sockets take them.
///
/// Install the metrics recorder before making one: its counters are taken then.
pub struct Hub {
    run: String,
    clock: SharedClock,
    board: RwLock<Board>,
    meters: Meters,
}

impl Hub {
    /// An empty hub. `run` names this run of the server: one never used before.
    pub fn new(run: String, clock: SharedClock) -> Arc<Self> {
        Arc::new(Self {
            run,
            clock,
            board: RwLock::default(),
            meters: Meters::default(),
        })
    }

    /// Gives the state of a topic. The same state again is nothing new.
    pub fn publish(&self, topic: Topic, change: Change) {
        self.publish_all([(topic, change)]);
    }

    /// Gives the states of several topics at once: a socket that follows more
    /// than one of them is woken once. Returns how many were new.
    pub fn publish_all(&self, changes: impl IntoIterator<Item = (Topic, Change)>) -> u64 {
        let mut woken = Members::default();
        let mut new = 0;
        let mut board = self.write();
        for (topic, change) in changes {
            match board.put(topic, change, &mut woken) {
                Ok(true) => new += 1,
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "a state cannot be written as JSON"),
            }
        }
        // Woken sockets read the board while the others are still being woken.
        let board = RwLockWriteGuard::downgrade(board);
        let merged = board.inboxes(&woken).filter(|inbox| !inbox.ring()).count();
        drop(board);
        self.meters.published(new, merged);
        new
    }

    /// The run, and the latest number: what a page rendered from states read
    /// *after* this call names as `since`.
    pub fn start(&self) -> (String, u64) {
        (self.run.clone(), self.read().number())
    }

    /// The town's clock.
    pub fn now(&self) -> At {
        self.clock.now()
    }

    /// This run of the server.
    pub fn run(&self) -> &str {
        &self.run
    }

    pub(super) fn meters(&self) -> &Meters {
        &self.meters
    }

    /// A seat for one socket, following nothing yet.
    pub(super) fn join(self: &Arc<Self>) -> Seat {
        Seat::new(Arc::clone(self))
    }

    // A panic while the lock is held leaves at worst one topic with an old
    // state: better served than refused.
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Board> {
        self.board.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn write(&self) -> RwLockWriteGuard<'_, Board> {
        self.board.write().unwrap_or_else(PoisonError::into_inner)
    }
}
