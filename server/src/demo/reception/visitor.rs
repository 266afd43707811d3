use model::city::OpenRange;
use model::time::Day;

use super::demand::{MOST, demand};
use super::front::{FRONTS, Front};
use super::service::Service;
use super::stories::Stories;
use crate::demo::draws::{Draws, subject};

/// Somebody who means to come, with all that chance decides about the visit; when
/// it happens is decided by the queue. Seconds are those of the local day.
#[derive(Debug, Clone)]
pub(super) struct Visitor {
    /// Position of the counter among all.
    pub(super) front: usize,
    pub(super) service: Service,
    pub(super) arrives_s: i64,
    pub(super) appointment: Option<Appointment>,
    pub(super) service_s: i64,
    pub(super) patience_s: i64,
    /// 0 to 1: how little of a queue is enough to turn round at the door.
    pub(super) balks: f64,
    /// Seconds from the call to the desk.
    pub(super) walk_s: i64,
    /// Not there when called, and back after so many seconds, or never.
    pub(super) absent: Option<Option<i64>>,
    /// Called by mistake first.
    pub(super) is_miscalled: bool,
    /// The service stands still for so many seconds.
    pub(super) hold_s: Option<i64>,
    /// Goes on to another counter of the building.
    pub(super) transfer: Option<(usize, Service, i64)>,
    /// Nobody closes the ticket.
    pub(super) is_forgotten: bool,
    /// 0 to 1: whether a desk that games would not serve this one.
    pub(super) luck: f64,
}

/// An appointment, in seconds of the local day it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Appointment {
    pub(super) at_s: i64,
    /// Negative: days before.
    pub(super) booked_s: i64,
    pub(super) fate: Fate,
}

/// What becomes of an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Missed,
    /// Given up at that second.
    Cancelled(i64),
}

/// Everybody of a counter's day, in no order.
pub(super) fn visitors(
    seed: u64,
    front: usize,
    day: Day,
    open: &[OpenRange],
    stories: Stories,
) -> Vec<Visitor> {
    let Some(at) = FRONTS.get(front) else {
        return Vec::new();
    };
    let mut draws = Draws::new(seed, subject(at.code), day.number());
    let mut all = Vec::new();
    for (service, per_hour) in at.asks {
        let most = per_hour * MOST / 3600.0;
        for range in open {
            let (mut second, end) = (f64::from(range.from) * 60.0, f64::from(range.to) * 60.0);
            loop {
                second += -draws.between(f64::EPSILON, 1.0).ln() / most;
                if second >= end {
                    break;
                }
                let minute = u16::try_from(whole(second) / 60).unwrap_or(u16::MAX);
                let share = demand(*service, day, minute, open) / MOST;
                if draws.between(0.0, 1.0) < share {
                    let of = Drawing {
                        at,
                        front,
                        day,
                        stories,
                    };
                    all.push(of.visitor(*service, whole(second), &mut draws));
                }
            }
        }
    }
    if at.booked > 0.0 {
        let of = Drawing {
            at,
            front,
            day,
            stories,
        };
        all.extend(of.appointments(open, &mut draws));
    }
    all
}

struct Drawing<'a> {
    at: &'a Front,
    front: usize,
    day: Day,
    stories: Stories,
}

impl Drawing<'_> {
    fn visitor(&self, service: Service, arrives_s: i64, draws: &mut Draws) -> Visitor {
        let (median, spread) = service.minutes();
        let slowness = self.stories.slowness(self.at, self.day);
        let mut chance = |share: f64| draws.between(0.0, 1.0) < share;
        let (absent, back) = (chance(0.022), chance(0.4));
        let (is_miscalled, held, moves) = (chance(0.006), chance(0.03), chance(0.035));
        let is_forgotten = chance(0.004);
        let mut service_s = |service: Service| {
            let (median, spread) = service.minutes();
            whole((60.0 * median * (spread * draws.bell()).exp()).clamp(70.0, 5_400.0))
        };
        let transfer = moves.then(|| self.transfer()).flatten();
        let transfer = transfer.map(|(front, to)| (front, to, service_s(to)));
        Visitor {
            front: self.front,
            service,
            arrives_s,
            appointment: None,
            service_s: whole(
                (60.0 * median * slowness * (spread * draws.bell()).exp()).clamp(70.0, 5_400.0),
            ),
            patience_s: whole((60.0 * 42.0 * (0.5 * draws.bell()).exp()).clamp(300.0, 10_800.0)),
            balks: draws.between(0.0, 1.0),
            walk_s: whole(draws.between(12.0, 65.0)),
            absent: absent.then(|| back.then(|| whole(draws.between(90.0, 480.0)))),
            is_miscalled,
            hold_s: held.then(|| whole(draws.between(90.0, 420.0))),
            transfer,
            is_forgotten,
            luck: draws.between(0.0, 1.0),
        }
    }

    /// Another counter of the building, and what is asked for there.
    fn transfer(&self) -> Option<(usize, Service)> {
        let others = FRONTS.iter().enumerate().filter(|(nth, other)| {
            *nth != self.front && other.hall == self.at.hall && other.booked == 0.0
        });
        // Where a ticket machine tells nothing, nobody would see the ticket again.
        if self.stories.is_silent(self.at, self.day) {
            return None;
        }
        let mut told = others.filter(|(_, other)| !self.stories.is_silent(other, self.day));
        let (front, other) = told.next()?;
        Some((front, other.services().next()?))
    }

    fn appointments(&self, open: &[OpenRange], draws: &mut Draws) -> Vec<Visitor> {
        let month = self.day.date().month();
        let per_hour = self.at.booked * Service::Identity.season(month);
        let every_s = whole(3_600.0 / per_hour / 60.0) * 60;
        let mut all = Vec::new();
        for range in open {
            let mut at_s = i64::from(range.from) * 60 + 300;
            while at_s < i64::from(range.to) * 60 - 1_500 {
                // Some slots nobody took.
                if draws.between(0.0, 1.0) < 0.9 {
                    all.push(self.appointment(at_s, i64::from(range.from) * 60, draws));
                }
                at_s += every_s.max(300);
            }
        }
        all
    }

    fn appointment(&self, at_s: i64, opens_s: i64, draws: &mut Draws) -> Visitor {
        let early = whole(draws.between(-420.0, 840.0));
        // Booked on an evening or in a morning, one to three weeks before.
        let days = i64::from(draws.whole(4, MOST_AHEAD));
        let booked_s = whole(draws.between(7.0, 22.0) * 3_600.0) - days * 86_400;
        let luck = draws.between(0.0, 1.0);
        // A reminder is sent since last year: fewer stay away.
        let missed = 0.125 - 0.05 * self.stories.progress(self.day);
        let fate = if luck < missed {
            Fate::Missed
        } else if luck < missed + 0.05 {
            Fate::Cancelled(booked_s + 86_400 + whole(draws.between(0.0, 40_000.0)))
        } else {
            Fate::Kept
        };
        let visitor = self.visitor(Service::Identity, (at_s - early).max(opens_s), draws);
        Visitor {
            appointment: Some(Appointment {
                at_s,
                booked_s,
                fate,
            }),
            transfer: None,
            patience_s: visitor.patience_s + 1_800,
            ..visitor
        }
    }
}

/// Days before which no appointment is booked.
pub(super) const MOST_AHEAD: u32 = 22;

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "seconds of a few days; a float has no TryInto"
)]
pub(super) fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}
