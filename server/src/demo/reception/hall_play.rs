use model::reception::{TicketEventType as Type, TicketRules};

use super::hall_day::{HallDay, Happening};
use super::visitor::Visitor;

/// Seconds from a call to its repetition, from there to the next number, and
/// from a mistaken call to the right one.
const RECALL_S: i64 = 45;
const NO_ANSWER_S: i64 = 50;
const MISTAKE_S: i64 = 18;
/// A desk that games: from the call to the start, and to the close.
const GAMING_S: [i64; 2] = [3, 11];
const GAMING_SHARE: f64 = 0.13;

impl HallDay<'_> {
    pub(super) fn happen(&mut self, second: i64, what: Happening) {
        match what {
            Happening::Look(line) => self.call_next(line, second),
            Happening::Arrive(visitor) => self.arrive(visitor, second),
            Happening::Back(visitor) => {
                self.tell(visitor, Type::Return, second, None);
                self.queue(visitor, second, true);
            }
            Happening::Moves(visitor) => self.queue(visitor, second, false),
            Happening::GivesUp(visitor, stint) => {
                if self.stints.get(visitor) == Some(&stint) && self.leaves_queue(visitor) {
                    self.tell(visitor, Type::Left, second, None);
                }
            }
            Happening::TooLate(visitor) => self.tell(visitor, Type::GraceOver, second, None),
            Happening::Misses(visitor) => self.tell(visitor, Type::Timeout, second, None),
            Happening::Cancels(visitor) => self.tell(visitor, Type::Cancel, second, None),
            Happening::BreakIsOver(line) => self.send_home(line, second),
            Happening::EndOfDay(line) => self.end_of_day(line, second),
        }
    }

    fn arrive(&mut self, nth: usize, second: i64) {
        let Some(visitor) = self.visitors.get(nth).cloned() else {
            return;
        };
        let Some(line) = self.line_of(visitor.front).and_then(|l| self.lines.get(l)) else {
            return;
        };
        let kind = if visitor.appointment.is_some() {
            Type::Arrive
        } else {
            let ahead = line.waiting() / usize::try_from(line.calling(second).max(1)).unwrap_or(1);
            let shy = f64::from(u32::try_from(ahead).unwrap_or(u32::MAX)) - 4.0;
            // Who sees a long queue turns round at the door, and takes no ticket.
            if visitor.balks < 0.07 * shy {
                return;
            }
            Type::Issue
        };
        let number = self.number(&visitor);
        if kind == Type::Issue {
            self.open_ticket(nth, &visitor, &number);
        }
        if let Some(passage) = self.passages.get_mut(nth).and_then(Option::as_mut) {
            passage.numbered(number);
        }
        self.tell(nth, kind, second, None);
        self.queue(nth, second, false);
    }

    /// Joins the queue of the counter the ticket is at.
    fn queue(&mut self, nth: usize, second: i64, is_back: bool) {
        let Some(visitor) = self.visitors.get(nth) else {
            return;
        };
        let (patience_s, is_booked) = (visitor.patience_s, visitor.appointment.is_some());
        let Some(line) = self.line_of(visitor.front) else {
            return;
        };
        if let Some(line) = self.lines.get_mut(line) {
            let queue = match (is_back, is_booked) {
                (true, _) => &mut line.back,
                (_, true) => &mut line.booked,
                _ => &mut line.walked_in,
            };
            queue.push(nth);
        }
        if let Some(stint) = self.stints.get_mut(nth) {
            *stint += 1;
            let gives_up = Happening::GivesUp(nth, *stint);
            self.later(second + patience_s, gives_up);
        }
        self.call_next(line, second);
    }

    pub(super) fn leaves_queue(&mut self, nth: usize) -> bool {
        self.lines.iter_mut().any(|line| line.forget(nth))
    }

    /// Every desk that is free calls somebody.
    fn call_next(&mut self, nth: usize, second: i64) {
        loop {
            let visitors = &self.visitors;
            let Some(line) = self.lines.get_mut(nth) else {
                return;
            };
            let calling = usize::try_from(line.calling(second)).unwrap_or(0);
            let mut desks = line.desks.iter().take(calling);
            let Some(desk) = desks.position(|taken| *taken <= second) else {
                return;
            };
            let due = |visitor: usize| {
                let appointment = visitors.get(visitor).and_then(|v| v.appointment);
                appointment.is_some_and(|a| a.at_s <= second + 120)
            };
            let Some(visitor) = line.next(due) else {
                return;
            };
            let until = self.call(visitor, u32::try_from(desk).unwrap_or(0), second);
            if let Some(line) = self.lines.get_mut(nth) {
                line.work(u32::try_from(desk).unwrap_or(0), second, until);
                if let Some(taken) = line.desks.get_mut(desk) {
                    *taken = until;
                }
            }
            self.later(until, Happening::Look(nth));
        }
    }

    /// Calls somebody to a desk; until when the desk is taken.
    fn call(&mut self, nth: usize, desk: u32, second: i64) -> i64 {
        let Some(visitor) = self.visitors.get(nth).cloned() else {
            return second;
        };
        self.tell(nth, Type::Call, second, Some(desk));
        let line = self.line_of(visitor.front).and_then(|l| self.lines.get(l));
        let Some((at, end)) = line.and_then(|line| Some((line.at, line.end_of_day()?))) else {
            return second;
        };
        if visitor.absent.is_some() {
            return self.misses_call(nth, &visitor, desk, second, end);
        }
        if visitor.luck < GAMING_SHARE && self.stories.games(at, desk, self.day()) {
            let [start, close] = GAMING_S;
            self.tell(nth, Type::Start, second + start, Some(desk));
            self.tell(nth, Type::Close, second + close, Some(desk));
            return second + close;
        }
        let mut called = second;
        if visitor.is_miscalled {
            self.tell(nth, Type::Undo, second + MISTAKE_S, Some(desk));
            called = second + MISTAKE_S + 5;
            self.tell(nth, Type::Call, called, Some(desk));
        } else if visitor.walk_s > RECALL_S + 15 {
            self.tell(nth, Type::Recall, called + RECALL_S, Some(desk));
        }
        self.serve(nth, &visitor, desk, called, end)
    }

    fn misses_call(
        &mut self,
        nth: usize,
        visitor: &Visitor,
        desk: u32,
        second: i64,
        end: i64,
    ) -> i64 {
        self.tell(nth, Type::Recall, second + RECALL_S, Some(desk));
        let missed = second + RECALL_S + NO_ANSWER_S;
        self.tell(nth, Type::NoAnswer, missed, Some(desk));
        let grace_s = i64::from(TicketRules::default().return_grace_s);
        match visitor.absent.flatten() {
            Some(after_s) if missed + after_s < end - 1_800 => {
                self.later(missed + after_s, Happening::Back(nth));
            }
            _ if missed + grace_s < end => {
                self.later(missed + grace_s + 1, Happening::TooLate(nth));
            }
            _ => {}
        }
        if let Some(visitor) = self.visitors.get_mut(nth) {
            visitor.absent = None;
        }
        missed
    }
}
