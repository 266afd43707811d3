use model::city::OpenRange;
use model::time::Day;

use super::demand::is_busy;
use super::front::Front;
use super::stories::Stories;

/// The queue and the desks of a counter while its day goes by.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) front: usize,
    pub(super) at: &'static Front,
    day: Day,
    stories: Stories,
    /// Seconds of the local day.
    open: Vec<(i64, i64)>,
    /// Until when each desk is taken.
    pub(super) desks: Vec<i64>,
    /// Visitors who wait, by position; who missed a call first.
    pub(super) back: Vec<usize>,
    pub(super) booked: Vec<usize>,
    pub(super) walked_in: Vec<usize>,
    /// Whether a colleague can help before and after noon.
    helps: [bool; 2],
    /// When desks were open beside what was planned.
    pub(super) more_open: Vec<(i64, i64)>,
}

/// Who waits when the door closes is still served for so long.
const SPILL_S: i64 = 30 * 60;
/// The counter forgets its tickets so long after the door closed.
const END_OF_DAY_S: i64 = 45 * 60;
/// Staff is planned by quarters of an hour.
pub(super) const QUARTER_S: i64 = 15 * 60;

impl Line {
    pub(super) fn new(
        (front, at): (usize, &'static Front),
        day: Day,
        open: &[OpenRange],
        stories: Stories,
        helps: [bool; 2],
    ) -> Self {
        let seconds = |range: &OpenRange| (i64::from(range.from) * 60, i64::from(range.to) * 60);
        Self {
            front,
            at,
            day,
            stories,
            open: open.iter().map(seconds).collect(),
            desks: (0..at.desks).map(|_| 0).collect(),
            back: Vec::new(),
            booked: Vec::new(),
            walked_in: Vec::new(),
            helps,
            more_open: Vec::new(),
        }
    }

    pub(super) fn waiting(&self) -> usize {
        self.back.len() + self.booked.len() + self.walked_in.len()
    }

    /// Desks planned at a second: outside the hours none.
    pub(super) fn planned(&self, second: i64) -> u32 {
        let open = |(from, to): &&(i64, i64)| (*from..*to).contains(&second);
        if self.open.iter().find(open).is_none() {
            return 0;
        }
        let minute = u16::try_from(second / 60).unwrap_or(0);
        self.stories
            .staff(self.at, self.day, is_busy(self.day, minute))
    }

    /// Desks that call at a second: those planned, a colleague's when the queue
    /// is long, and for a while after the door closed as many as before.
    pub(super) fn calling(&self, second: i64) -> u32 {
        let before = |(from, to): &&(i64, i64)| (*from..*to + SPILL_S).contains(&second);
        let Some((_, to)) = self.open.iter().rev().find(before) else {
            return 0;
        };
        let planned = self.planned(second.min(to - 1));
        let half = usize::from(second >= 13 * 3_600);
        let can_help = self.helps.get(half).copied().unwrap_or(false);
        let many = u32::try_from(self.waiting()).unwrap_or(u32::MAX);
        let more = if can_help && many > planned + 2 {
            1 + (many - planned) / 6
        } else {
            0
        };
        (planned + more).min(self.at.desks)
    }

    /// Quarters of an hour in which it is open, and when who waits over a break gives up.
    pub(super) fn moments(&self) -> Vec<i64> {
        let mut all = Vec::new();
        for (from, to) in &self.open {
            let mut second = *from;
            while second < *to {
                all.push(second);
                second += QUARTER_S;
            }
        }
        all
    }

    /// When the breaks are so far gone that nobody is served any more.
    pub(super) fn breaks(&self) -> Vec<i64> {
        let all = self.open.iter().map(|(_, to)| *to + SPILL_S);
        let last = self.end_of_day();
        all.filter(|second| last.is_some_and(|last| *second < last - SPILL_S))
            .collect()
    }

    /// When the tickets that are still open are closed; `None` on a closed day.
    pub(super) fn end_of_day(&self) -> Option<i64> {
        self.open.last().map(|(_, to)| *to + END_OF_DAY_S)
    }

    /// Remembers that a desk was at work, where that was not planned.
    pub(super) fn work(&mut self, desk: u32, from: i64, to: i64) {
        let planned = self.planned(from);
        let closes = self.open.iter().find(|(a, b)| (*a..*b).contains(&from));
        match closes {
            Some((_, closes)) if desk < planned => {
                if to > *closes {
                    self.more_open.push((*closes, to));
                }
            }
            _ => self.more_open.push((from, to)),
        }
    }

    /// The next to be called: who missed a call, whose appointment is due, who
    /// came first; then who is early.
    pub(super) fn next(&mut self, due: impl Fn(usize) -> bool) -> Option<usize> {
        if !self.back.is_empty() {
            return Some(self.back.remove(0));
        }
        if let Some(nth) = self.booked.iter().position(|visitor| due(*visitor)) {
            return Some(self.booked.remove(nth));
        }
        if !self.walked_in.is_empty() {
            return Some(self.walked_in.remove(0));
        }
        (!self.booked.is_empty()).then(|| self.booked.remove(0))
    }

    /// Takes somebody out of the queue; false where that one does not wait.
    pub(super) fn forget(&mut self, visitor: usize) -> bool {
        let before = self.waiting();
        for queue in [&mut self.back, &mut self.booked, &mut self.walked_in] {
            queue.retain(|one| *one != visitor);
        }
        self.waiting() < before
    }
}
