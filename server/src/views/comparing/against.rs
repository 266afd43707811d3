use app::view::{Address, Choice};
use model::city::PlaceId;
use model::engine::JudgedPlan;
use model::format::date_short;
use model::time::Day;

use super::span::Span;
use crate::views::Scene;

/// Years looked back at most for what was before an event.
const MOST_YEARS: i16 = 20;

/// What a period is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// The path towards the objective.
    Trajectory,
    /// The same dates one year before; the same weekdays where steps are short.
    YearBefore,
    /// As many days just before.
    Previous,
    /// The same dates of the year of reference.
    Reference(i16),
    /// The same dates before something was done.
    Event { on: Day, name: String },
}

impl Against {
    /// What is asked for, and what to choose from.
    pub fn chosen(
        scene: &Scene<'_>,
        place: PlaceId,
        asked: &Address,
        draws_trajectory: bool,
    ) -> (Self, Vec<Choice>) {
        let plans = scene.town().plan().at(place);
        // What is compared is energy: the reference is that of its own objectives.
        let is_amount =
            |plan: &&JudgedPlan| plan.indicator.reception.is_none() && plan.entered.is_none();
        let mut amounts = plans.iter().filter(is_amount);
        let reference = amounts.find_map(|plan| plan.objective.baseline_at);
        let mut options = Vec::new();
        let path = || {
            let code = "trajectoire".to_owned();
            (code, "Trajectoire".to_owned(), Self::Trajectory)
        };
        if draws_trajectory && !plans.is_empty() {
            options.push(path());
        }
        options.push((
            "an".to_owned(),
            format!("Même période {}", scene.day.year() - 1),
            Self::YearBefore,
        ));
        options.push((
            "precedente".to_owned(),
            "Période précédente".to_owned(),
            Self::Previous,
        ));
        if let Some(year) = reference.map(Day::year).filter(|y| *y < scene.day.year()) {
            options.push((
                "reference".to_owned(),
                format!("Référence {year}"),
                Self::Reference(year),
            ));
        }
        if !draws_trajectory {
            options.push(path());
        }
        for (on, name) in events(scene, place) {
            let label = format!("Avant {}", lower(&name));
            options.push((format!("avant-{on}"), label, Self::Event { on, name }));
        }
        let wanted = asked.word("comparer").unwrap_or_default();
        let at = options.iter().position(|(code, ..)| code == wanted);
        let at = at.unwrap_or(0);
        let choices = options
            .iter()
            .enumerate()
            .map(|(i, (code, label, _))| Choice {
                value: if i == 0 { String::new() } else { code.clone() },
                label: label.clone(),
                chosen: i == at,
            })
            .collect();
        let chosen = options.into_iter().nth(at).map(|(.., against)| against);
        (chosen.unwrap_or(Self::YearBefore), choices)
    }

    /// Whether it is another period.
    pub fn is_period(&self) -> bool {
        *self != Self::Trajectory
    }

    /// What was done and when, where it is compared across that.
    pub fn event(&self) -> Option<(Day, &str)> {
        match self {
            Self::Event { on, name } => Some((*on, name)),
            _ => None,
        }
    }

    /// The days that a step is compared with.
    pub fn shifted(&self, span: &Span, from: Day, to: Day) -> (Day, Day) {
        let weeks = |days: i32| (from.plus(-days), to.plus(-days));
        let years = |n: i16| (from.plus_years(-n), to.plus_years(-n));
        match self {
            Self::Previous if !span.is_monthly() => weeks(span.days()),
            Self::Previous => {
                let n = i16::try_from((span.days() + 365) / 366).unwrap_or(1);
                years(n)
            }
            Self::Reference(year) => match span.is_monthly() {
                true => years(from.year() - year),
                // So many whole weeks that weekdays meet.
                false => weeks(364 * i32::from(from.year() - year)),
            },
            Self::Event { on, .. } => {
                // So many years that all of it lies before what was done.
                let before = |n: &i16| span.to.plus_years(-n) <= *on;
                let n = (1..=MOST_YEARS).find(before).unwrap_or(MOST_YEARS);
                match span.is_monthly() {
                    true => years(n),
                    false => weeks(364 * i32::from(n)),
                }
            }
            Self::YearBefore | Self::Trajectory => match span.is_monthly() {
                true => years(1),
                false => weeks(364),
            },
        }
    }

    /// The period that can be compared: after an event, what lies after it.
    pub fn within(&self, span: Span) -> Span {
        match self {
            Self::Event { on, .. } if span.from < *on && *on < span.to => Span {
                from: *on,
                words: format!("Depuis le {}", date_short(*on)),
                ..span
            },
            _ => span,
        }
    }

    /// Heading of its column.
    pub fn column(&self) -> String {
        match self {
            Self::Trajectory => "Trajectoire".to_owned(),
            Self::YearBefore => "Un an avant".to_owned(),
            Self::Previous => "Période précédente".to_owned(),
            Self::Reference(year) => format!("En {year}"),
            Self::Event { on, .. } => format!("Avant le {}", date_short(*on)),
        }
    }
}

/// What was done to a place and is on record, latest first.
pub fn events(scene: &Scene<'_>, place: PlaceId) -> Vec<(Day, String)> {
    let Some(code) = scene.place(place).map(|p| p.code.as_str()) else {
        return Vec::new();
    };
    let all = scene.town().events();
    let mut events: Vec<(Day, String)> = all
        .filter(|(at, on, _)| *at == code && *on <= scene.day)
        .map(|(_, on, what)| (on, what.to_owned()))
        .collect();
    events.sort_by(|a, b| b.cmp(a));
    events
}

/// « isolation des combles », to stand after another word.
pub fn lower(name: &str) -> String {
    let mut signs = name.chars();
    let first = signs.next();
    // An abbreviation keeps its capitals.
    if signs.clone().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    first.map_or_else(String::new, |c| c.to_lowercase().chain(signs).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_before_an_event_lies_before_it() {
        let day = |text: &str| -> Day { text.parse().unwrap() };
        let span = |from: &str| Span {
            from: day(from),
            to: day("2026-11-27"),
            words: String::new(),
        };
        let done = |on: &str| Against::Event {
            on: day(on),
            name: String::from("Isolation"),
        };
        // Fourteen months ago: the same dates a year before still have some of it.
        let year = span("2025-12-01");
        let (from, to) = done("2025-10-11").shifted(&year, year.from, year.to);
        assert_eq!((from, to), (day("2023-12-01"), day("2024-11-27")));
        // Two months ago: what is compared begins with it.
        let cut = done("2026-09-21").within(span("2025-12-01"));
        assert_eq!(cut.from, day("2026-09-21"));
        let (_, to) = done("2026-09-21").shifted(&cut, cut.from, cut.to);
        assert!(to <= day("2026-09-21"));
    }
}
