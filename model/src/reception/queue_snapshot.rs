use super::segment::seconds;
use super::{EstimateRules, OpeningClock, QueueState, Ticket, TicketState};
use crate::city::{PlaceCode, ServiceCode};
use crate::time::At;

/// What is known of one queue at an instant: all that estimators ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueueSnapshot {
    /// The instant of the data.
    pub at: At,
    /// People waiting.
    pub waiting: u32,
    /// Desks open that serve this queue.
    pub desks_open: u32,
    /// The same by the share of their time that this queue gets.
    pub desks: f64,
    /// Whether one of them serves nobody.
    pub free: bool,
    /// Σ of the services that ended today, in minutes.
    pub service_min: f64,
    /// How many they are.
    pub services: u32,
    /// Services that started in the window.
    pub started: u32,
    /// Open seconds in the window.
    pub window_s: u64,
    /// HOL: open minutes that the first in the queue has waited.
    pub head_min: Option<f64>,
    /// LES: open minutes that the last to enter service had waited for the call.
    pub last_min: Option<f64>,
}

/// The desks that serve a queue at an instant, as told by whoever logs them in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Desks {
    /// How many are open.
    pub open: u32,
    /// Σ of the shares of their time that the queue gets; as many as are open
    /// where they serve no other.
    pub shares: f64,
}

impl QueueSnapshot {
    /// Of the queue of a service at a counter, from the tickets of the day.
    pub fn of<'a>(
        tickets: impl IntoIterator<Item = &'a Ticket>,
        queue: (&PlaceCode, &ServiceCode),
        desks: Desks,
        now: At,
        clock: &OpeningClock,
        rules: EstimateRules,
    ) -> Self {
        let (since, window_s) = clock.window(now, rules.window_s.into());
        let mut snapshot = Self {
            at: now,
            waiting: 0,
            desks_open: desks.open,
            desks: desks.shares,
            free: false,
            service_min: 0.0,
            services: 0,
            started: 0,
            window_s,
            head_min: None,
            last_min: None,
        };
        let (mut busy, mut head, mut last) = (0_u32, None::<At>, None::<(At, At, At)>);
        for ticket in tickets {
            let here = |s: &&super::Segment| (&s.counter, &s.service) == queue;
            for segment in ticket.segments.iter().filter(here) {
                if let Some(started) = segment.started_at {
                    snapshot.started += u32::from(since < started && started <= now);
                    let called = segment.called_at.unwrap_or(started);
                    last = last.max(Some((started, segment.waiting_from, called)));
                }
                if let Some(service) = segment.service_s().filter(|_| !ticket.auto_closed) {
                    snapshot.service_min += f64::from(service) / 60.0;
                    snapshot.services += 1;
                }
            }
            let Some(segment) = ticket.segment().filter(here) else {
                continue;
            };
            match ticket.state {
                TicketState::Waiting => {
                    snapshot.waiting += 1;
                    let since = segment.waiting_from;
                    head = Some(head.map_or(since, |first| first.min(since)));
                }
                TicketState::Called | TicketState::Serving | TicketState::OnHold => busy += 1,
                _ => {}
            }
        }
        let open_min = |from, to| {
            let open = u32::try_from(clock.open_seconds(from, to)).unwrap_or(u32::MAX);
            f64::from(open) / 60.0
        };
        snapshot.free = busy < desks.open;
        snapshot.head_min = head.map(|from| open_min(from, now));
        snapshot.last_min = last.map(|(_, from, called)| open_min(from, called));
        snapshot
    }

    /// What a display tells: the length of the queue and its desks. How long a
    /// service usually takes is up to the rules.
    pub fn of_display(state: &QueueState) -> Self {
        Self {
            at: state.at,
            waiting: state.waiting,
            desks_open: state.open_desks,
            desks: state.open_desks.into(),
            // It does not say whether a desk is idle: nobody waits where one is.
            free: state.waiting == 0,
            service_min: 0.0,
            services: 0,
            started: 0,
            window_s: 0,
            head_min: None,
            last_min: None,
        }
    }

    /// Age of the data in seconds at an instant; 0 where it is not older.
    pub fn age_s(&self, now: At) -> u32 {
        seconds(self.at, now)
    }
}
