use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use model::live::Topic;

use super::board::Board;
use super::hub::Hub;
use super::inbox::Inbox;

/// What the hub knows of one socket: its topics and the last number it was given.
pub(super) struct Seat {
    hub: Arc<Hub>,
    inbox: Arc<Inbox>,
    seat: usize,
    /// Places on the board of the topics followed.
    known: BTreeSet<usize>,
    /// Topics followed that nobody published when the board had `seen` topics.
    unknown: Vec<Topic>,
    seen: usize,
    sent: u64,
}

/// The states a socket lacks, in the order of their numbers.
pub(super) struct Batch {
    /// Encoded states.
    pub frames: Vec<Utf8Bytes>,
    /// Latest number given when they were taken.
    pub number: u64,
}

impl Seat {
    pub(super) fn new(hub: Arc<Hub>) -> Self {
        let inbox = Arc::<Inbox>::default();
        let seat = hub.write().sit(Arc::clone(&inbox));
        Self {
            hub,
            inbox,
            seat,
            known: BTreeSet::new(),
            unknown: Vec::new(),
            seen: 0,
            sent: 0,
        }
    }

    /// A number that no other open socket has.
    pub fn number(&self) -> usize {
        self.seat
    }

    /// Waits until a topic followed has a new state.
    pub async fn changed(&self) {
        self.inbox.heard().await;
    }

    /// Follows these topics instead of the former ones. The batch holds what
    /// changed since, and of each topic not followed before what is newer than
    /// number `held` (0: whatever it is).
    pub fn follow(&mut self, topics: Vec<Topic>, held: u64) -> Batch {
        let topics: BTreeSet<Topic> = topics.into_iter().collect();
        self.inbox.clear();
        let hub = Arc::clone(&self.hub);
        let mut board = hub.write();
        let mut known = BTreeSet::new();
        let mut unknown = Vec::new();
        for topic in topics {
            match board.place_of(&topic) {
                Some(at) => {
                    known.insert(at);
                }
                None => unknown.push(topic),
            }
        }
        let former = std::mem::replace(&mut self.known, known);
        for &at in former.difference(&self.known) {
            board.set_follower(at, self.seat, false);
        }
        for &at in self.known.difference(&former) {
            board.set_follower(at, self.seat, true);
        }
        board.set_stranger(self.seat, !unknown.is_empty());
        self.unknown = unknown;
        self.seen = board.topics();
        self.take_newer(
            &board,
            |at, sent| {
                if former.contains(&at) { sent } else { held }
            },
        )
    }

    /// What changed since the last batch.
    pub fn take(&mut self) -> Batch {
        self.inbox.clear();
        let hub = Arc::clone(&self.hub);
        let board = hub.read();
        if !self.unknown.is_empty() && board.topics() > self.seen {
            drop(board);
            let mut board = hub.write();
            self.meet_strangers(&mut board);
            return self.take_newer(&board, |_, sent| sent);
        }
        self.take_newer(&board, |_, sent| sent)
    }

    fn take_newer(&mut self, board: &Board, held: impl Fn(usize, u64) -> u64) -> Batch {
        let mut newer: Vec<(u64, usize)> = self
            .known
            .iter()
            .map(|&at| (board.number_at(at), at))
            .filter(|&(number, at)| number > held(at, self.sent))
            .collect();
        newer.sort_unstable();
        self.sent = board.number();
        Batch {
            frames: newer
                .into_iter()
                .filter_map(|(_, at)| board.frame_at(at))
                .collect(),
            number: self.sent,
        }
    }

    /// Follows for good the topics that were published since they were asked for.
    fn meet_strangers(&mut self, board: &mut Board) {
        let (known, seat) = (&mut self.known, self.seat);
        self.unknown.retain(|topic| {
            let place = board.place_of(topic);
            if let Some(at) = place {
                known.insert(at);
                board.set_follower(at, seat, true);
            }
            place.is_none()
        });
        board.set_stranger(seat, !self.unknown.is_empty());
        self.seen = board.topics();
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut board = self.hub.write();
        for &at in &self.known {
            board.set_follower(at, self.seat, false);
        }
        board.set_stranger(self.seat, false);
        board.rise(self.seat);
    }
}
