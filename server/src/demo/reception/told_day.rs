use model::reception::TicketEvent;
use model::time::{At, Day};

use super::Reception;
use super::answers::answers;
use super::front::FRONTS;
use super::hall_day::HallDay;
use super::line::QUARTER_S;
use crate::store::Rating;

/// What the counters of a building tell of a day.
#[derive(Debug, Clone, Default)]
pub(super) struct ToldDay {
    /// By instant; appointments for that day are booked on days before.
    pub(super) events: Vec<TicketEvent>,
    /// By instant.
    pub(super) ratings: Vec<Rating>,
    /// By counter: when desks were open, from and to, each desk for itself.
    pub(super) open: Vec<(usize, Vec<(At, At)>)>,
}

impl ToldDay {
    pub(super) fn of(played: HallDay<'_>, reception: &Reception, day: Day) -> Self {
        let of = &*reception.0;
        let is_told = |front: usize| {
            let front = FRONTS.get(front);
            front.is_some_and(|front| !of.stories.is_silent(front, day))
        };
        let open: Vec<(usize, Vec<(At, At)>)> = played
            .lines
            .iter()
            .filter(|line| is_told(line.front))
            .map(|line| {
                let planned = line.moments().into_iter().flat_map(|from| {
                    let planned = usize::try_from(line.planned(from)).unwrap_or(0);
                    core::iter::repeat_n((from, from + QUARTER_S), planned)
                });
                let all = planned.chain(line.more_open.iter().copied());
                let instants = all.map(|(from, to)| (played.at(from), played.at(to)));
                (line.front, instants.collect())
            })
            .collect();
        let passages = played.passages.into_iter().flatten();
        let passages: Vec<_> = passages.filter(|p| is_told(p.front)).collect();
        let mut ratings = answers(of.seed, &of.names, &passages, day);
        for (front, _) in &open {
            ratings.extend(reception.far_answers(*front, day));
        }
        let mut events: Vec<TicketEvent> = passages.into_iter().flat_map(|p| p.events).collect();
        events.sort_by(|a, b| (a.at, &a.ticket, a.seq).cmp(&(b.at, &b.ticket, b.seq)));
        ratings.sort();
        ratings.sort_by_key(|rating| rating.at);
        Self {
            events,
            ratings,
            open,
        }
    }

    /// Seconds that the desks of a counter were open until an instant.
    pub(super) fn open_s(intervals: &[(At, At)], until: At) -> u64 {
        let seconds = |(from, to): &(At, At)| {
            let s = (*to).min(until).seconds_since(*from);
            u64::try_from(s).unwrap_or(0)
        };
        intervals.iter().map(seconds).sum()
    }
}
