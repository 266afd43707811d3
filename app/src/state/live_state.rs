use std::collections::HashMap;

use leptos::prelude::*;
use model::engine::PlaceStanding;
use model::reception::Hall;
use model::time::At;

use super::Link;
use crate::view::{Frame, LiveStart};

/// A standing that came after the page was made.
#[derive(Debug, Clone, PartialEq)]
struct Pushed {
    /// Run of the server that sent it.
    run: String,
    /// Its number in that run.
    number: u64,
    /// How the place stands.
    standing: PlaceStanding,
}

type Cell = ArcRwSignal<Option<Pushed>>;

/// The live state of the town, one signal a place: only what changed moves.
#[derive(Clone, Copy)]
pub struct LiveState {
    places: StoredValue<HashMap<String, Cell>>,
    latest_at: RwSignal<Option<At>>,
    link: RwSignal<Link>,
    /// Run and number from which the socket goes on.
    cursor: StoredValue<Option<(String, u64)>>,
    /// Run of the server that speaks on the socket.
    run: StoredValue<String>,
    /// The hall that is followed, as it was heard last.
    hall: StoredValue<Option<Hall>>,
    /// What the server's clock said last.
    now: StoredValue<Option<At>>,
    /// What surrounded the last page, for the placeholder of the next one.
    frame: StoredValue<Option<Frame>>,
}

impl LiveState {
    /// Nothing pushed yet; to be made once, at the root.
    pub fn new() -> Self {
        Self {
            places: StoredValue::new(HashMap::new()),
            latest_at: RwSignal::new(None),
            link: RwSignal::new(Link::Idle),
            cursor: StoredValue::new(None),
            run: StoredValue::new(String::new()),
            hall: StoredValue::new(None),
            now: StoredValue::new(None),
            frame: StoredValue::new(None),
        }
    }

    /// The page's live state.
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(Self::new)
    }

    /// A page was made: what it was made from is known from now on.
    pub fn enter(self, frame: &Frame) {
        self.frame.set_value(Some(frame.clone()));
        let start = &frame.live;
        self.cursor.update_value(|cursor| match cursor {
            Some((run, number)) if *run == start.run && *number >= start.number => {}
            _ => *cursor = Some((start.run.clone(), start.number)),
        });
        let seen = start.latest_at;
        if self.latest_at.with_untracked(|latest| *latest < seen) {
            self.latest_at.set(seen);
        }
    }

    /// What surrounded the last page.
    pub fn last_frame(self) -> Option<Frame> {
        self.frame.get_value()
    }

    /// Where the socket goes on from.
    pub fn cursor(self) -> Option<(String, u64)> {
        self.cursor.get_value()
    }

    /// The server named its run: numbers of another one mean nothing any more.
    /// Once nothing asked is `settled` short of an answer, the socket may go on
    /// from this number.
    pub fn welcome(self, run: String, number: u64, settled: bool) {
        self.run.set_value(run.clone());
        if settled {
            self.cursor.set_value(Some((run, number)));
        }
        self.link.set(Link::Live);
    }

    /// What is followed changed: until it was answered, the socket goes on from nothing.
    pub fn forget_cursor(self) {
        self.cursor.set_value(None);
    }

    /// A change with that number arrived.
    pub fn advance(self, number: u64) {
        self.cursor.update_value(|cursor| {
            if let Some((_, last)) = cursor {
                *last = (*last).max(number);
            }
        });
    }

    /// A place changed.
    pub fn push(self, number: u64, standing: PlaceStanding) {
        let run = self.run.get_value();
        let cell = self.cell(standing.code.as_str());
        cell.set(Some(Pushed {
            run,
            number,
            standing,
        }));
    }

    /// The town's latest reading.
    pub fn refresh(self, latest_at: Option<At>) {
        if self.latest_at.get_untracked() != latest_at {
            self.latest_at.set(latest_at);
        }
    }

    /// The town's latest reading: of the page, or as pushed since.
    pub fn latest_at(self, start: &LiveStart) -> Signal<Option<At>> {
        let made = start.latest_at;
        let latest = self.latest_at;
        Signal::derive(move || latest.get().max(made))
    }

    /// The counters of a building changed.
    pub fn hear_hall(self, hall: Hall) {
        self.hall.set_value(Some(hall));
    }

    /// The hall that came since this was asked last.
    pub fn take_hall(self) -> Option<Hall> {
        self.hall.try_update_value(Option::take).flatten()
    }

    /// The server told what its clock says.
    pub fn hear_clock(self, now: At) {
        self.now.set_value(Some(now));
    }

    /// What the server's clock said since this was asked last.
    pub fn take_clock(self) -> Option<At> {
        self.now.try_update_value(Option::take).flatten()
    }

    /// How the page is linked to the server.
    pub fn link(self) -> RwSignal<Link> {
        self.link
    }

    /// How a place stands as pushed after the page was made; `None` as long as
    /// the page is right.
    pub fn pushed(self, start: &LiveStart, code: &str) -> Signal<Option<PlaceStanding>> {
        let (cell, start) = (self.cell(code), start.clone());
        Signal::derive(move || newer(&cell, &start))
    }

    fn cell(self, code: &str) -> Cell {
        let known = self.places.with_value(|places| places.get(code).cloned());
        known.unwrap_or_else(|| {
            let cell = ArcRwSignal::new(None);
            self.places.update_value(|places| {
                places.insert(code.to_owned(), cell.clone());
            });
            cell
        })
    }
}

impl Default for LiveState {
    fn default() -> Self {
        Self::new()
    }
}

fn newer(cell: &Cell, start: &LiveStart) -> Option<PlaceStanding> {
    cell.with(|pushed| {
        pushed
            .as_ref()
            .filter(|p| p.run != start.run || p.number > start.number)
            .map(|p| p.standing.clone())
    })
}
