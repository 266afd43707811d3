//! What those who answer for the reception of a place decide on: `/lieu/{code}/pilotage`.
//!
//! Shares of leaving and the errors of announced waits are about visitors; what is about
//! service is told of groups of three desks or more, in one partition of the whole town:
//! two pages compared give no smaller group.

mod advice;
mod announced;
mod counters;
mod groups;
mod hour_load;
mod leaving;
mod load;
mod weekdays;

use app::plain::{SteeringChoice, SteeringView};
use model::format::{NARROW_SPACE, date_long};
use model::reception::{DisclosureRules, ReceptionDay};
use model::time::{At, Day};

use super::promised_min::promised_min;
use super::reception_days::ReceptionDays;
use crate::reception::LiveHalls;
use crate::store::StoreError;
use counters::{Counter, Counters};
use load::LoadSource;

/// Days of the shares.
const FOUR_WEEKS: i32 = 28;

/// What is asked of the page: a weekday and a counter, by their words.
#[derive(Debug, Clone, Copy, Default)]
pub struct SteeringAsked<'a> {
    /// « lundi ».
    pub weekday: &'a str,
    /// The code of a counter.
    pub counter: &'a str,
}

/// `/lieu/{code}/pilotage`; `None`: there is no such place.
///
/// # Errors
/// What the store reports.
pub async fn steering(
    halls: &LiveHalls,
    place: &str,
    asked: SteeringAsked<'_>,
) -> Result<Option<SteeringView>, StoreError> {
    let state = halls.state();
    let now = halls.now();
    let read = |snapshot: &crate::state::Snapshot| {
        let town = &snapshot.town;
        let today = town.zone().day(now);
        Some((Counters::of(town, place)?, promised_min(town), today))
    };
    let Some((counters, promised, today)) = state.read(read) else {
        return Ok(None);
    };
    let days = ReceptionDays::finished(state, place).await?;
    let announced = announced::lines(halls, &counters, today).await?;
    let set_aside = state.store().tickets_set_aside_count().await?;
    let known = |counter: &&Counter| days.days.iter().any(|(id, ..)| *id == counter.id);
    let offered: Vec<&Counter> = counters.here.iter().filter(known).collect();
    let chosen = chosen(&counters, &offered, asked.counter, &days);
    let calendar = chosen.map(|counter| &counter.calendar);
    let weekday = weekdays::chosen(asked.weekday, today, calendar);
    let address = |weekday: &str, counter: &str| {
        format!("/lieu/{place}/pilotage?jour={weekday}&point={counter}#charge")
    };
    let code = chosen.map_or("", |counter| counter.code.as_str());
    let load = match chosen {
        None => Err("Aucun point d’accueil n’est connu ici.".to_owned()),
        Some(counter) => load::load(&LoadSource {
            counter,
            alone: counters.is_alone(counter),
            days: &days,
            weekday,
            promised_min: promised,
            running: running(halls, counter, now, weekday, today),
        }),
    };
    let month = days.merged(FOUR_WEEKS, |_| true);
    let rules = DisclosureRules::default();
    Ok(Some(SteeringView {
        code: place.to_owned(),
        name: counters.name.clone(),
        path: counters.path.clone(),
        period: format!(
            "Douze semaines de jours terminés jusqu’au {}, et aujourd’hui",
            date_long(days.last)
        ),
        is_known: !offered.is_empty(),
        counters: choices(&offered, code, |counter| {
            address(weekdays::name(weekday), counter)
        }),
        weekdays: weekdays::all(calendar, today)
            .map(|day| SteeringChoice {
                name: weekdays::name(day).to_owned(),
                address: address(weekdays::name(day), code),
                chosen: day == weekday,
            })
            .collect(),
        load,
        leaving: leaving::reasons(&month.tickets, rules),
        leaving_hours: leaving::hours_chart(&month.tickets, rules),
        announced,
        groups: groups::lines(&counters, &days, rules),
        apart: counters.apart(),
        set_aside: set_aside_words(set_aside),
    }))
}

/// The counter that was asked for, else the one with most visitors of those that are shown.
fn chosen<'a>(
    counters: &Counters,
    offered: &[&'a Counter],
    asked: &str,
    days: &ReceptionDays,
) -> Option<&'a Counter> {
    let issued = |counter: &&&Counter| {
        let all = days.merged(FOUR_WEEKS, |id| id == counter.id);
        (counters.is_alone(counter), all.tickets.issued())
    };
    let named = offered
        .iter()
        .find(|counter| counter.code.as_str() == asked);
    named.or_else(|| offered.iter().max_by_key(issued)).copied()
}

/// A choice between counters, where there are several.
fn choices(
    offered: &[&Counter],
    chosen: &str,
    address: impl Fn(&str) -> String,
) -> Vec<SteeringChoice> {
    let choice = |counter: &&Counter| SteeringChoice {
        name: counter.name.clone(),
        address: address(counter.code.as_str()),
        chosen: counter.code.as_str() == chosen,
    };
    match offered {
        [_] => Vec::new(),
        _ => offered.iter().map(choice).collect(),
    }
}

/// Today so far with its local hour, where today is such a day.
fn running(
    halls: &LiveHalls,
    counter: &Counter,
    now: At,
    weekday: i8,
    today: Day,
) -> Option<(ReceptionDay, u8)> {
    if today.weekday_from_monday() != weekday {
        return None;
    }
    halls.read(|running| {
        let hour = u8::try_from(running.zone().civil(now).hour()).ok()?;
        Some((running.reception_day(&counter.code, now)?, hour))
    })
}

fn set_aside_words(count: u64) -> String {
    match count {
        0 => "Dans toute la ville, aucun événement de ticket n’est mis de côté.".to_owned(),
        1 => format!(
            "Dans toute la ville, un événement de ticket est mis de côté{NARROW_SPACE}: il ne \
             s’accorde pas avec les autres."
        ),
        _ => format!(
            "Dans toute la ville, {count} événements de tickets sont mis de côté{NARROW_SPACE}: \
             ils ne s’accordent pas avec les autres."
        ),
    }
}
