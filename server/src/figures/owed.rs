use model::city::{Cadence, Fact, FactBody, Indicator, PlaceCode};
use model::engine::EnteredFigures;
use model::time::Day;

use crate::state::Snapshot;

/// Past periods whose figures can be entered or corrected.
const PERIODS_BACK: usize = 24;

/// What somebody owes of one indicator at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Owed {
    /// The indicator.
    pub indicator: Indicator,
    /// The place of its objective.
    pub place: PlaceCode,
    /// Its name.
    pub place_name: String,
    /// Who answers for it: directorate and function.
    pub owner: Option<String>,
    /// How often it is asked for.
    pub cadence: Cadence,
    /// Whether a figure is missing.
    pub state: OwedState,
    /// Figures by the first day of their period, the latest first.
    pub figures: Vec<(Day, f64)>,
    /// Periods that are over, the latest first: those whose figures can be entered.
    pub periods: Vec<Day>,
}

/// Whether a figure is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwedState {
    /// The figure of a period is overdue since a day.
    Late {
        /// First day of the period.
        period: Day,
        /// Since when.
        since: Day,
    },
    /// The figure of a period is asked for.
    Due {
        /// First day of the period.
        period: Day,
        /// The last day on which it is in time.
        until: Day,
    },
    /// Nothing is missing; the next figure is asked for from a day on.
    Done {
        /// First day after the running period.
        next: Day,
    },
}

impl Owed {
    /// The period whose figure is missing.
    pub const fn missing(&self) -> Option<Day> {
        match self.state {
            OwedState::Late { period, .. } | OwedState::Due { period, .. } => Some(period),
            OwedState::Done { .. } => None,
        }
    }

    /// The latest figure before a period.
    pub fn figure_before(&self, period: Day) -> Option<(Day, f64)> {
        let mut before = self.figures.iter().filter(|(start, _)| *start < period);
        before.next().copied()
    }

    /// The figure of a period, as a fact.
    pub fn fact(&self, period: Day, value: f64) -> Fact {
        Fact {
            subject: self.place.to_string(),
            from: period,
            to: Some(self.cadence.next(period)),
            body: FactBody::Figure {
                indicator: self.indicator.code.clone(),
                value,
            },
        }
    }
}

/// What is entered by hand at places that somebody may enter for, what is overdue first.
pub fn owed(snapshot: &Snapshot, may: impl Fn(&PlaceCode) -> bool) -> Vec<Owed> {
    let town = &snapshot.town;
    let today = snapshot.now.moment().day;
    let mut all = Vec::new();
    for objective in town.objectives().iter().filter(|one| may(&one.place)) {
        let mut indicators = town.themes().iter().flat_map(|theme| &theme.indicator);
        let found = indicators.find(|indicator| indicator.code == objective.indicator);
        let Some((indicator, entered)) = found.and_then(|one| Some((one, one.entered?))) else {
            continue;
        };
        let place = town.tree().id(objective.place.as_str());
        let Some(place) = place.and_then(|id| town.tree().place(id)) else {
            continue;
        };
        let figures = EnteredFigures::of(town, entered, objective);
        let over = core::iter::successors(Some(figures.last_over(today)), |start| {
            Some(entered.cadence.before(*start))
        });
        all.push(Owed {
            indicator: indicator.clone(),
            place: objective.place.clone(),
            place_name: place.name.clone(),
            owner: objective.owner.clone(),
            cadence: entered.cadence,
            state: state(&figures, today),
            figures: figures.all().iter().rev().copied().collect(),
            periods: over.take(PERIODS_BACK).collect(),
        });
    }
    all.sort_by_key(|one| {
        let (rank, day) = match one.state {
            OwedState::Late { since, .. } => (0, since),
            OwedState::Due { until, .. } => (1, until),
            OwedState::Done { next } => (2, next),
        };
        (rank, day, one.place.clone(), one.indicator.code.clone())
    });
    all
}

fn state(figures: &EnteredFigures, today: Day) -> OwedState {
    let is_missing = |start: &Day| figures.figure(*start).is_none();
    let due: Vec<Day> = figures.due(today).collect();
    // The oldest first: figures are caught up with in their order.
    if let Some(period) = due.into_iter().rev().find(is_missing) {
        let since = figures.overdue_from(period);
        return OwedState::Late { period, since };
    }
    let last = figures.last_over(today);
    if is_missing(&last) {
        let since = figures.overdue_from(last);
        // Overdue although nothing was ever due: nobody has entered anything yet.
        return if since <= today {
            OwedState::Late {
                period: last,
                since,
            }
        } else {
            OwedState::Due {
                period: last,
                until: since.plus(-1),
            }
        };
    }
    let cadence = figures.cadence();
    OwedState::Done {
        next: cadence.next(cadence.period_of(today)),
    }
}
