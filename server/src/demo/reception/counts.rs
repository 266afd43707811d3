use model::reception::{Call, CallDay, CallRules, Rate, WholeCounts};
use model::time::{At, Day};

use super::Reception;
use super::front::FRONTS;
use super::service::Service;
use super::told_day::ToldDay;
use super::visitor::whole;
use crate::demo::draws::{Draws, subject};
use crate::store::{Counted, DayCount};

impl Reception {
    /// What is counted of the days of a building's counters until an instant: calls,
    /// post, first contacts, free appointments, and for how long desks were open.
    pub(super) fn counts(&self, told: &ToldDay, day: Day, now: At) -> Vec<DayCount> {
        let of = &*self.0;
        let mut all = Vec::new();
        for (front, open) in &told.open {
            let (Some(at), Some(counter)) = (FRONTS.get(*front), of.names.counter(*front)) else {
                continue;
            };
            let opens = open.iter().map(|(from, _)| *from).min();
            if opens.is_none_or(|opens| opens > now) {
                continue;
            }
            let mut counted = vec![Counted::DesksOpen(ToldDay::open_s(open, now))];
            if at.is_main {
                counted.push(Counted::Calls(self.calls(*front, day, now)));
                counted.extend(self.post(*front, day, now));
                counted.push(Counted::FirstContact(self.first_contact(*front, day)));
            }
            if at.booked > 0.0 {
                counted.push(Counted::Leads(WholeCounts::of([self.lead(*front, day)])));
            }
            all.extend(counted.into_iter().map(|counted| DayCount {
                counter: counter.clone(),
                day,
                counted,
            }));
        }
        all
    }

    fn draws(&self, front: usize, what: &str, day: Day) -> Draws {
        let code = FRONTS.get(front).map_or("", |front| front.code);
        Draws::new(self.0.seed, subject(code) ^ subject(what), day.number())
    }

    fn calls(&self, front: usize, day: Day, now: At) -> CallDay {
        let mut draws = self.draws(front, "calls", day);
        let midnight = self.midnight(day);
        let is_hall = FRONTS.get(front).is_some_and(|front| front.hall == 0);
        let (size, monday) = (
            if is_hall { 2.2 } else { 0.8 },
            day.weekday_from_monday() == 0,
        );
        let expected = 26.0 * size * if monday { 1.35 } else { 1.0 };
        // Nobody was there at some hours; since then a second line was staffed.
        let lost = 0.17 - 0.08 * self.0.stories.progress(day) + if monday { 0.03 } else { 0.0 };
        let mut calls = CallDay::default();
        let mut second = 8.5 * 3_600.0;
        loop {
            second += -draws.between(f64::EPSILON, 1.0).ln() * 9.0 * 3_600.0 / expected;
            let (luck, needs) = (draws.between(0.0, 1.0), draws.between(0.0, 1.0) < 0.85);
            let delay = 21.0 * (0.8 * draws.bell()).exp();
            let at = midnight.plus_seconds(whole(second));
            if second > 17.5 * 3_600.0 || at > now {
                return calls;
            }
            let delay_s = u32::try_from(whole(delay)).ok();
            let is_lost = luck < lost;
            calls.add(
                Call {
                    needs_agent: needs,
                    answered_after_s: delay_s.filter(|_| needs && !is_lost),
                    abandoned_after_s: delay_s.filter(|_| needs && is_lost),
                },
                CallRules::default(),
            );
        }
    }

    fn first_contact(&self, front: usize, day: Day) -> Rate {
        let mut draws = self.draws(front, "first contact", day);
        let settled = draws.whole(18, 32);
        let share = 0.7 + 0.08 * self.0.stories.progress(day);
        let at_once = (0..settled).filter(|_| draws.between(0.0, 1.0) < share);
        let at_once = u64::try_from(at_once.count()).unwrap_or(0);
        Rate::new(at_once, u64::from(settled))
    }

    /// Days to the third next free appointment.
    fn lead(&self, front: usize, day: Day) -> u16 {
        let mut draws = self.draws(front, "lead", day);
        let season = Service::Identity.season(day.date().month());
        let base = 27.0 - 8.0 * self.0.stories.progress(day);
        let days = base * season.powf(1.6) + 2.0 * draws.bell();
        u16::try_from(whole(days.max(1.0))).unwrap_or(1)
    }
}
