use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::ws::Utf8Bytes;
use model::live::{Change, ServerMessage, Topic};

use super::inbox::Inbox;
use super::members::Members;

/// The latest state of every topic, and who follows which.
#[derive(Debug, Default)]
pub(super) struct Board {
    number: u64,
    index: HashMap<Topic, usize>,
    /// Number of the state of each topic, apart from the states because every
    /// woken socket reads along it.
    numbers: Vec<u64>,
    latest: Vec<Latest>,
    /// Seats that follow a topic nobody published yet.
    strangers: Members,
    seats: Vec<Option<Arc<Inbox>>>,
    free: Vec<usize>,
}

#[derive(Debug)]
struct Latest {
    change: Change,
    frame: Utf8Bytes,
    followers: Members,
}

impl Board {
    /// Latest number given.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Sets the state of a topic and adds who is to be woken to `woken`;
    /// `false` when the topic had that state already.
    pub fn put(
        &mut self,
        topic: Topic,
        change: Change,
        woken: &mut Members,
    ) -> Result<bool, serde_json::Error> {
        let known = self.index.get(&topic).copied();
        let former = known.and_then(|at| self.latest.get_mut(at));
        if former
            .as_ref()
            .is_some_and(|former| former.change == change)
        {
            return Ok(false);
        }
        let number = self.number + 1;
        let message = ServerMessage::Change {
            number,
            topic,
            change,
        };
        let frame = Utf8Bytes::from(serde_json::to_string(&message)?);
        let ServerMessage::Change { topic, change, .. } = message else {
            return Ok(false);
        };
        self.number = number;
        match (former, known) {
            (Some(former), Some(at)) => {
                woken.extend(&former.followers);
                former.change = change;
                former.frame = frame;
                if let Some(kept) = self.numbers.get_mut(at) {
                    *kept = number;
                }
            }
            _ => {
                woken.extend(&self.strangers);
                self.index.insert(topic, self.latest.len());
                self.numbers.push(number);
                self.latest.push(Latest {
                    change,
                    frame,
                    followers: Members::default(),
                });
            }
        }
        Ok(true)
    }

    /// Where a topic is, once it was published.
    pub fn place_of(&self, topic: &Topic) -> Option<usize> {
        self.index.get(topic).copied()
    }

    /// How many topics were published.
    pub fn topics(&self) -> usize {
        self.latest.len()
    }

    /// Number of the latest state of the topic at `at`.
    pub fn number_at(&self, at: usize) -> u64 {
        self.numbers.get(at).copied().unwrap_or(0)
    }

    /// The encoded latest state of the topic at `at`.
    pub fn frame_at(&self, at: usize) -> Option<Utf8Bytes> {
        self.latest.get(at).map(|latest| latest.frame.clone())
    }

    /// Gives a seat to a socket.
    pub fn sit(&mut self, inbox: Arc<Inbox>) -> usize {
        if let Some(seat) = self.free.pop()
            && let Some(place) = self.seats.get_mut(seat)
        {
            *place = Some(inbox);
            return seat;
        }
        self.seats.push(Some(inbox));
        self.seats.len() - 1
    }

    /// Takes a seat back, from a socket that follows nothing any more.
    pub fn rise(&mut self, seat: usize) {
        if let Some(place) = self.seats.get_mut(seat)
            && place.take().is_some()
        {
            self.free.push(seat);
        }
    }

    /// Whether `seat` is woken when the topic at `at` changes.
    pub fn set_follower(&mut self, at: usize, seat: usize, follows: bool) {
        if let Some(latest) = self.latest.get_mut(at) {
            if follows {
                latest.followers.insert(seat);
            } else {
                latest.followers.remove(seat);
            }
        }
    }

    /// Whether `seat` is woken when a topic is published for the first time.
    pub fn set_stranger(&mut self, seat: usize, waits: bool) {
        if waits {
            self.strangers.insert(seat);
        } else {
            self.strangers.remove(seat);
        }
    }

    /// The inboxes of seats.
    pub fn inboxes(&self, seats: &Members) -> impl Iterator<Item = &Arc<Inbox>> {
        seats
            .iter()
            .filter_map(|seat| self.seats.get(seat).and_then(Option::as_ref))
    }
}
