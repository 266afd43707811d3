use super::fact::{Fact, FactBody};
use super::opening_hours::{DayType, OpeningHours};
use super::place_tree::{PlaceId, PlaceTree};
use crate::time::{Day, is_public_holiday};

/// When a place is open over the years: its declared hours, each from its day on,
/// and working days where none are declared, until it closes for good.
///
/// ```
/// use model::city::{DayType, OpeningCalendar};
/// let usual = OpeningCalendar::default();
/// let day_type = |text: &str| text.parse().ok().map(|day| usual.day_type(day));
/// assert_eq!(day_type("2026-11-26"), Some(DayType::Open));
/// // a Saturday, and Christmas
/// assert_eq!(day_type("2026-11-28"), Some(DayType::Closed));
/// assert_eq!(day_type("2026-12-25"), Some(DayType::Closed));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpeningCalendar {
    /// In the order they are told in; later ones prevail.
    declared: Vec<Declared>,
    /// From which day on the place is closed for good.
    closed_on: Option<Day>,
}

#[derive(Debug, Clone, PartialEq)]
struct Declared {
    from: Day,
    to: Option<Day>,
    hours: OpeningHours,
}

impl OpeningCalendar {
    /// The calendar of a place: its own, else that of the nearest place above it
    /// for which hours are declared.
    pub fn of(tree: &PlaceTree, facts: &[Fact], place: PlaceId) -> Self {
        let declared = tree
            .upwards(place)
            .filter_map(|place| tree.place(place))
            .map(|place| declared_of(facts, place.code.as_str()))
            .find(|found| !found.is_empty());
        Self {
            declared: declared.unwrap_or_default(),
            closed_on: tree.closed_on(place),
        }
    }

    /// The hours declared for a day.
    pub fn hours(&self, day: Day) -> Option<&OpeningHours> {
        if self.is_over(day) {
            return None;
        }
        let holds = |d: &&Declared| d.from <= day && d.to.is_none_or(|to| day < to);
        self.declared.iter().rev().find(holds).map(|d| &d.hours)
    }

    /// Whether anybody is expected on a day. Without declared hours, working days
    /// are open.
    pub fn day_type(&self, day: Day) -> DayType {
        match self.hours(day) {
            Some(hours) => hours.day_type(day),
            None if self.is_over(day) => DayType::Closed,
            None if day.weekday_from_monday() < 5 && !is_public_holiday(day, false) => {
                DayType::Open
            }
            None => DayType::Closed,
        }
    }

    fn is_over(&self, day: Day) -> bool {
        self.closed_on.is_some_and(|closed| closed <= day)
    }
}

fn declared_of(facts: &[Fact], place: &str) -> Vec<Declared> {
    facts
        .iter()
        .filter(|fact| fact.subject == place)
        .filter_map(|fact| match &fact.body {
            FactBody::Opening(hours) => Some(Declared {
                from: fact.from,
                to: fact.to,
                hours: hours.clone(),
            }),
            _ => None,
        })
        .collect()
}
