use model::city::{DayType, PlaceId};
use model::format::{NARROW_SPACE, integer};
use model::reception::{DeskGroup, DisclosureRules, Rate, ReceptionDay, ReceptionIndicator};

use super::FOUR_WEEKS;
use super::counters::{Counter, Counters};
use crate::views::reception_days::ReceptionDays;

/// Occupation and hygiene of groups of three desks or more, over four weeks; largest first.
pub(super) fn lines(
    counters: &Counters,
    days: &ReceptionDays,
    rules: DisclosureRules,
) -> Vec<[String; 6]> {
    let line = |group: &DeskGroup<PlaceId, ()>| {
        let inside = |counter: &&Counter| group.of.contains(&counter.id);
        let of: Vec<&Counter> = counters.here.iter().filter(inside).collect();
        let month = days.merged(FOUR_WEEKS, |id| group.of.contains(&id));
        let tickets = &month.tickets;
        let share = |count| {
            let rate = Rate::new(count, tickets.issued());
            rules.share(rate).map_or_else(dash, percent)
        };
        [
            name(&of),
            group.desks.to_string(),
            occupation(&month, rules),
            share(tickets.auto_closed),
            share(tickets.quick_closed),
            silent(&of, days),
        ]
    };
    counters.groups.iter().map(line).collect()
}

fn name(of: &[&Counter]) -> String {
    match of {
        [one] => one.name.clone(),
        several => {
            let names: Vec<&str> = several.iter().map(|c| c.name.as_str()).collect();
            let names = names.join(&format!("{NARROW_SPACE}; "));
            format!("Autres points d’accueil ({names})")
        }
    }
}

fn occupation(month: &ReceptionDay, rules: DisclosureRules) -> String {
    let measured = ReceptionIndicator::Occ.measure(month, 0);
    let value = measured.and_then(|measured| rules.value(measured));
    value.map_or_else(dash, |value| percent(value / 100.0))
}

/// Days on which the counters were to be open and not a ticket is known, of all such days.
fn silent(of: &[&Counter], days: &ReceptionDays) -> String {
    let (mut silent, mut open) = (0_u32, 0_u32);
    for counter in of {
        let told = |day| {
            let mut known = days.days.iter();
            known.any(|(id, on, told)| *id == counter.id && *on == day && told.tickets.issued() > 0)
        };
        for day in (0..FOUR_WEEKS).map(|back| days.last.plus(-back)) {
            if counter.calendar.day_type(day) == DayType::Open {
                open += 1;
                silent += u32::from(!told(day));
            }
        }
    }
    format!("{silent} sur {open}")
}

fn percent(share: f64) -> String {
    format!("{}{NARROW_SPACE}%", integer(share * 100.0))
}

fn dash() -> String {
    "–".to_owned()
}
