use core::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use model::city::OpenRange;
use model::reception::TicketEventType as Type;
use model::time::{At, Day};

use super::front::{FRONTS, HALLS};
use super::line::Line;
use super::names::{Names, ticket_code};
use super::passage::Passage;
use super::stories::Stories;
use super::visitor::{Fate, Visitor, visitors};
use crate::demo::draws::{Draws, subject};

/// The day of a building: visitors come, queue, are called and served. Waits are
/// what comes of that, not what is drawn.
pub(super) struct HallDay<'a> {
    pub(super) names: &'a Names,
    pub(super) stories: Stories,
    hall: usize,
    day: Day,
    midnight: At,
    pub(super) lines: Vec<Line>,
    pub(super) visitors: Vec<Visitor>,
    pub(super) passages: Vec<Option<Passage>>,
    /// How often each visitor joined a queue: who gives up means one of these.
    pub(super) stints: Vec<u32>,
    papers: BTreeMap<char, u32>,
    agenda: BinaryHeap<Reverse<(i64, Happening)>>,
}

/// What happens at a second; the order decides between two at the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happening {
    /// A desk is free again, or staff comes.
    Look(usize),
    Arrive(usize),
    Back(usize),
    Moves(usize),
    GivesUp(usize, u32),
    TooLate(usize),
    Misses(usize),
    Cancels(usize),
    BreakIsOver(usize),
    EndOfDay(usize),
}

impl<'a> HallDay<'a> {
    /// Plays a day; `open` gives the hours of each of all counters.
    pub(super) fn play(
        seed: u64,
        (hall, day, midnight): (usize, Day, At),
        open: impl Fn(usize) -> &'a [OpenRange],
        names: &'a Names,
        stories: Stories,
    ) -> Self {
        let name = HALLS.get(hall).copied().unwrap_or_default();
        let mut draws = Draws::new(seed, subject(name) ^ subject("colleagues"), day.number());
        let mut all = Vec::new();
        let mut lines = Vec::new();
        for (nth, front) in FRONTS.iter().enumerate().filter(|(_, f)| f.hall == hall) {
            let share = stories.help(front, day);
            let helps = [0, 1].map(|_| draws.between(0.0, 1.0) < share);
            lines.push(Line::new((nth, front), day, open(nth), stories, helps));
            all.extend(visitors(seed, nth, day, open(nth), stories));
        }
        let mut played = Self {
            names,
            stories,
            hall,
            day,
            midnight,
            lines,
            passages: all.iter().map(|_| None).collect(),
            stints: all.iter().map(|_| 0).collect(),
            visitors: all,
            papers: BTreeMap::new(),
            agenda: BinaryHeap::new(),
        };
        played.plan();
        while let Some(Reverse((second, what))) = played.agenda.pop() {
            played.happen(second, what);
        }
        played
    }

    pub(super) fn at(&self, second: i64) -> At {
        self.midnight.plus_seconds(second)
    }

    pub(super) const fn day(&self) -> Day {
        self.day
    }

    pub(super) fn later(&mut self, second: i64, what: Happening) {
        self.agenda.push(Reverse((second, what)));
    }

    pub(super) fn tell(&mut self, visitor: usize, kind: Type, second: i64, desk: Option<u32>) {
        let at = self.at(second);
        if let Some(passage) = self.passages.get_mut(visitor).and_then(Option::as_mut) {
            passage.tell(self.names, kind, at, desk);
        }
    }

    /// The number on a paper.
    pub(super) fn number(&mut self, visitor: &Visitor) -> String {
        let letter = visitor.service.letter();
        let last = self.papers.entry(letter).or_default();
        *last += 1;
        format!("{letter}{last:03}")
    }

    /// Begins a ticket.
    pub(super) fn open_ticket(&mut self, nth: usize, visitor: &Visitor, paper: &str) {
        let due = visitor
            .appointment
            .map(|appointment| self.at(appointment.at_s));
        let Some(code) = ticket_code(self.hall, self.day, paper) else {
            return;
        };
        let passage = Passage::new(code, visitor.front, visitor.service, due);
        if let Some(slot) = self.passages.get_mut(nth) {
            *slot = Some(passage);
        }
    }

    pub(super) fn line_of(&self, front: usize) -> Option<usize> {
        self.lines.iter().position(|line| line.front == front)
    }

    fn plan(&mut self) {
        for nth in 0..self.lines.len() {
            let Some(line) = self.lines.get(nth) else {
                continue;
            };
            let (moments, breaks, end) = (line.moments(), line.breaks(), line.end_of_day());
            for second in moments {
                self.later(second, Happening::Look(nth));
            }
            for second in breaks {
                self.later(second, Happening::BreakIsOver(nth));
            }
            if let Some(end) = end {
                self.later(end, Happening::EndOfDay(nth));
            }
        }
        let visitors = self.visitors.clone();
        for (nth, visitor) in visitors.iter().enumerate() {
            let Some(appointment) = visitor.appointment else {
                self.later(visitor.arrives_s, Happening::Arrive(nth));
                continue;
            };
            self.open_ticket(nth, visitor, &format!("R{nth:03}"));
            self.tell(nth, Type::Book, appointment.booked_s, None);
            match appointment.fate {
                Fate::Kept => self.later(visitor.arrives_s, Happening::Arrive(nth)),
                Fate::Missed => self.later(appointment.at_s + 1_800, Happening::Misses(nth)),
                Fate::Cancelled(second) => self.later(second, Happening::Cancels(nth)),
            }
        }
    }
}
