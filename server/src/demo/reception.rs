//! The counters of Clairval: who comes, waits and is served, and what else is
//! counted of its reception. A day is a function of the seed and of the day the
//! town was built, so that a day that was begun goes on the same after a restart.

mod answers;
mod counts;
mod demand;
mod feed;
mod front;
mod hall_day;
mod hall_play;
mod hall_service;
mod history;
mod hours;
mod line;
mod mail;
mod names;
mod objectives;
mod passage;
mod places;
mod service;
mod stories;
#[cfg(test)]
mod tests;
mod told_day;
mod visitor;

use std::sync::Arc;

use model::city::{Fact, FactBody, OpenRange, OpeningHours};
use model::time::{At, Day, Zone};

pub use feed::ReceptionFeed;
pub(super) use history::tell_history;
pub(super) use objectives::objectives;
pub(super) use places::places;

use front::{FRONTS, HALLS};
use hall_day::HallDay;
use names::Names;
use stories::Stories;
use told_day::ToldDay;
use visitor::MOST_AHEAD;

/// The reception of the town; cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Reception(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    seed: u64,
    zone: Zone,
    built: Day,
    stories: Stories,
    names: Names,
    /// By counter.
    hours: Vec<OpeningHours>,
}

/// Years of tickets before the town was built, and of posted hours after.
const YEARS: i16 = 2;

impl Reception {
    /// The reception of a town that is built on `built`.
    pub(super) fn new(seed: u64, zone: &Zone, built: Day) -> Self {
        let stories = Stories::of(built);
        let (from, to) = (built.plus_years(-YEARS), built.plus_years(YEARS));
        let hours = FRONTS
            .iter()
            .map(|front| hours::opening(front, from, to, stories.strike));
        Self(Arc::new(Inner {
            seed,
            zone: zone.clone(),
            built,
            stories,
            names: Names::new(),
            hours: hours.collect(),
        }))
    }

    /// The first day of its tickets.
    pub(super) fn first_day(&self) -> Day {
        self.0.built.plus_years(-YEARS)
    }

    /// The last day of which something can be told on `today`: appointments are
    /// taken for days to come.
    pub(super) fn last_day(today: Day) -> Day {
        today.plus(i32::try_from(MOST_AHEAD).unwrap_or(0))
    }

    /// When the counters are open.
    pub(super) fn facts(&self) -> impl Iterator<Item = Fact> + '_ {
        FRONTS.iter().zip(&self.0.hours).map(|(front, hours)| Fact {
            subject: front.code.to_owned(),
            from: self.first_day(),
            to: None,
            body: FactBody::Opening(hours.clone()),
        })
    }

    /// All that is ever told of a building's day, by the instant at which it happens.
    fn day(&self, hall: usize, day: Day) -> ToldDay {
        let played = self.play(hall, day);
        ToldDay::of(played, self, day)
    }

    fn play(&self, hall: usize, day: Day) -> HallDay<'_> {
        let of = &*self.0;
        let open = |front: usize| self.open(front, day);
        let place = (hall, day, self.midnight(day));
        HallDay::play(of.seed, place, open, &of.names, of.stories)
    }

    fn open(&self, front: usize, day: Day) -> &[OpenRange] {
        self.0
            .hours
            .get(front)
            .map_or(&[], |hours| hours.ranges(day))
    }

    /// From where the seconds of a day are counted: hours on the door are those
    /// of the clock, also on the two days that are not 24 hours long.
    fn midnight(&self, day: Day) -> At {
        let noon = day.date().at(12, 0, 0, 0);
        let noon = self.0.zone.instant(noon);
        noon.map_or_else(
            |_| self.0.zone.start_of_day(day),
            |noon| noon.plus_seconds(-43_200),
        )
    }
}
