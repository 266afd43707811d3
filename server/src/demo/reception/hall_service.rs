use model::reception::TicketEventType as Type;

use super::hall_day::{HallDay, Happening};
use super::visitor::Visitor;

impl HallDay<'_> {
    /// What happens at the desk after a call; until when the desk is taken.
    /// What would come after the end of the day does not: that closes the ticket.
    pub(super) fn serve(
        &mut self,
        nth: usize,
        visitor: &Visitor,
        desk: u32,
        called: i64,
        end: i64,
    ) -> i64 {
        let started = called + visitor.walk_s;
        let mut closes = started + visitor.service_s;
        self.tell(nth, Type::Start, started, Some(desk));
        if let Some(hold_s) = visitor.hold_s {
            let from = started + visitor.service_s / 2;
            closes += hold_s;
            if from + hold_s < end {
                self.tell(nth, Type::Hold, from, Some(desk));
                self.tell(nth, Type::Resume, from + hold_s, Some(desk));
            }
        }
        if closes >= end {
            return closes;
        }
        let waited = self.waited(nth);
        match visitor.transfer {
            Some((front, service, service_s)) if self.calls_again(front, closes) => {
                if let Some(passage) = self.passages.get_mut(nth).and_then(Option::as_mut) {
                    passage.front = front;
                    passage.service = service;
                    passage.waited_s = waited;
                }
                self.tell(nth, Type::Transfer, closes, Some(desk));
                if let Some(moved) = self.visitors.get_mut(nth) {
                    moved.front = front;
                    moved.service = service;
                    moved.service_s = service_s;
                    moved.transfer = None;
                    moved.hold_s = None;
                    moved.appointment = None;
                }
                self.later(closes, Happening::Moves(nth));
            }
            _ if visitor.is_forgotten => {}
            _ => {
                self.tell(nth, Type::Close, closes, Some(desk));
                let at = self.at(closes);
                if let Some(passage) = self.passages.get_mut(nth).and_then(Option::as_mut) {
                    passage.closed_at = Some(at);
                    passage.waited_s = passage.waited_s.or(waited);
                }
            }
        }
        closes
    }

    /// Seconds from the ticket, or the appointment when that is later, to the first call.
    fn waited(&self, nth: usize) -> Option<i64> {
        let passage = self.passages.get(nth)?.as_ref()?;
        let first = |kinds: &[Type]| {
            let mut events = passage.events.iter();
            events
                .find(|event| kinds.contains(&event.kind))
                .map(|event| event.at)
        };
        let came = first(&[Type::Issue, Type::Arrive])?;
        let called = first(&[Type::Call])?;
        let from = passage.appointment_at.map_or(came, |due| due.max(came));
        Some(called.seconds_since(from).max(0))
    }

    fn calls_again(&self, front: usize, second: i64) -> bool {
        let line = self.line_of(front).and_then(|line| self.lines.get(line));
        line.is_some_and(|line| line.planned(second) > 0)
    }

    /// Nobody is served over the break: who is left goes.
    pub(super) fn send_home(&mut self, nth: usize, second: i64) {
        let Some(line) = self.lines.get_mut(nth) else {
            return;
        };
        let mut left = core::mem::take(&mut line.walked_in);
        left.append(&mut line.back);
        left.append(&mut line.booked);
        for visitor in left {
            self.tell(visitor, Type::Left, second, None);
        }
    }

    /// Closes what nobody closed.
    pub(super) fn end_of_day(&mut self, nth: usize, second: i64) {
        let Some(front) = self.lines.get(nth).map(|line| line.front) else {
            return;
        };
        let open: Vec<usize> = self
            .passages
            .iter()
            .enumerate()
            .filter_map(|(visitor, passage)| Some((visitor, passage.as_ref()?)))
            .filter(|(_, passage)| passage.front == front)
            .filter(|(_, passage)| {
                passage.events.last().is_some_and(|event| {
                    !matches!(
                        event.kind,
                        Type::Close | Type::Left | Type::Cancel | Type::Timeout | Type::GraceOver
                    )
                })
            })
            .map(|(visitor, _)| visitor)
            .collect();
        for visitor in open {
            self.leaves_queue(visitor);
            self.tell(visitor, Type::EndOfDay, second, None);
        }
    }
}
