use super::{Moment, Town};
use crate::city::{Cadence, Entered, FactBody};
use crate::score::{Coverage, Direction, Objective};
use crate::time::Day;

/// What an indicator that is entered by hand comes to at a moment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EnteredValue {
    /// What it counts with; `None`: nothing was ever entered.
    pub value: Option<f64>,
    /// The period whose figure is the latest, by its first day.
    pub period: Option<Day>,
    /// The oldest period of a year whose figure is overdue.
    pub late: Option<Day>,
    /// Figures that are there, of those of a year that were due.
    pub coverage: Coverage,
}

/// The figures of one indicator at one place.
#[derive(Debug, Clone)]
pub struct EnteredFigures {
    entered: Entered,
    /// From which day on figures are owed: the start of the objective, else the first figure.
    begun: Option<Day>,
    /// From which day on nothing is owed: the place is closed.
    ended: Option<Day>,
    /// By the first day of their period.
    figures: Vec<(Day, f64)>,
}

impl EnteredFigures {
    /// What was entered for an objective.
    pub fn of(town: &Town, entered: Entered, objective: &Objective) -> Self {
        let (indicator, place) = (&objective.indicator, &objective.place);
        let mut figures: Vec<(Day, f64)> = town
            .facts()
            .iter()
            .filter(|fact| fact.subject == place.as_str())
            .filter_map(|fact| match &fact.body {
                FactBody::Figure {
                    indicator: of,
                    value,
                } if of == indicator => Some((entered.cadence.period_of(fact.from), *value)),
                _ => None,
            })
            .collect();
        figures.sort_by_key(|(start, _)| *start);
        let first = figures.first().map(|(start, _)| *start);
        Self {
            entered,
            // Older figures than the objective change nothing of what is owed.
            begun: objective.baseline_at.or(first),
            ended: town
                .tree()
                .id(place.as_str())
                .and_then(|id| town.tree().closed_on(id)),
            figures,
        }
    }

    /// The figure of a period.
    pub fn figure(&self, start: Day) -> Option<f64> {
        let found = self.figures.iter().rev().find(|(known, _)| *known == start);
        found.map(|(_, value)| *value)
    }

    /// All figures, the latest last.
    pub fn all(&self) -> &[(Day, f64)] {
        &self.figures
    }

    /// The last period that is over on a day.
    pub fn last_over(&self, day: Day) -> Day {
        let cadence = self.entered.cadence;
        cadence.before(cadence.period_of(day))
    }

    /// The periods that are over on a day, the latest first.
    pub fn over(&self, day: Day) -> impl Iterator<Item = Day> {
        let cadence = self.entered.cadence;
        core::iter::successors(Some(self.last_over(day)), move |start| {
            // The first day of the calendar has none before it.
            Some(cadence.before(*start)).filter(|before| before < start)
        })
    }

    /// The day from which on the figure of a period is overdue.
    pub fn overdue_from(&self, start: Day) -> Day {
        let end = self.entered.cadence.next(start);
        end.plus(i32::from(self.entered.due_days))
    }

    /// The periods of a year up to a day whose figures are due, the latest first: none that
    /// began before the objective, nor where it has no start before the first figure, nor
    /// any of a place that is closed.
    pub fn due(&self, day: Day) -> impl Iterator<Item = Day> {
        let cadence = self.entered.cadence;
        let begun = self.begun;
        let is_ended = self.ended.is_some_and(|ended| ended <= day);
        self.over(day)
            .skip_while(move |start| self.overdue_from(*start) > day)
            .take_while(move |_| !is_ended)
            .take_while(move |start| begun.is_some_and(|begun| *start >= begun))
            .take(usize::try_from(cadence.in_a_year()).unwrap_or(1))
    }

    /// The oldest period of a year whose figure is overdue, also between others that are
    /// there: to leave out a figure is no way to a note.
    pub fn overdue(&self, day: Day) -> Option<Day> {
        let missing = self.due(day).filter(|start| self.figure(*start).is_none());
        missing.last()
    }

    /// What they come to at a moment.
    ///
    /// The value is the latest figure of a period that is over. Where a figure is overdue,
    /// the worse of the latest and of the mean of a year's figures stands in for it, so
    /// that saying nothing never improves a note.
    pub fn at(&self, moment: Moment, direction: Direction) -> EnteredValue {
        let day = moment.day;
        let last_over = self.last_over(day);
        let known = self
            .figures
            .iter()
            .rev()
            .find(|(start, _)| *start <= last_over);
        let due: Vec<Day> = self.due(day).collect();
        let there = due.iter().filter(|start| self.figure(**start).is_some());
        let coverage = match (due.len(), known) {
            // Nothing is due yet: what is there is all that can be.
            (0, Some(_)) => 1.0,
            (0, None) => 0.0,
            (all, _) => share(there.count(), all),
        };
        let late = self.overdue(day);
        let value = known.map(|&(latest, value)| match late {
            None => value,
            Some(_) => worse(direction, value, self.mean_of_a_year(latest)),
        });
        EnteredValue {
            value,
            period: known.map(|(start, _)| *start),
            late,
            coverage: Coverage::of(coverage),
        }
    }

    /// The mean of the figures of the year that ends with a period.
    fn mean_of_a_year(&self, latest: Day) -> f64 {
        let from = latest.plus_years(-1);
        let year = self
            .figures
            .iter()
            .filter(|(start, _)| *start > from && *start <= latest);
        let (mut sum, mut count) = (0.0, 0.0);
        for (_, value) in year {
            sum += value;
            count += 1.0;
        }
        sum / count
    }

    /// How often they are entered.
    pub const fn cadence(&self) -> Cadence {
        self.entered.cadence
    }
}

fn worse(direction: Direction, one: f64, other: f64) -> f64 {
    match direction {
        Direction::Down => one.max(other),
        Direction::Up => one.min(other),
        // Neither way is worse by itself.
        Direction::Band | Direction::Context => one,
    }
}

fn share(there: usize, all: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(there) / number(all)
}
