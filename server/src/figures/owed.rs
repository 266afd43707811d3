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

    /// The figure of a period.
    pub fn figure(&self, period: Day) -> Option<f64> {
        let mut known = self.figures.iter().filter(|(start, _)| *start == period);
        known.next().map(|(_, figure)| *figure)
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
    let (town, today) = (&snapshot.town, snapshot.now.moment().day);
    let tree = town.tree();
    let mut all = Vec::new();
    for (id, place) in tree.ids().zip(tree.places()) {
        for plan in town.plan().at(id) {
            let is_asked = !plan.is_closed(today) && may(&place.code);
            let asked = plan.entered.as_ref().filter(|_| is_asked);
            let Some(figures) = asked else { continue };
            let cadence = figures.cadence();
            all.push(Owed {
                indicator: plan.indicator.clone(),
                place: place.code.clone(),
                place_name: place.name.clone(),
                owner: plan.objective.owner.clone(),
                cadence,
                state: state(figures, today),
                figures: figures.all().iter().rev().copied().collect(),
                periods: figures.over(today).take(PERIODS_BACK).collect(),
            });
        }
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
    let last = figures.last_over(today);
    // Figures are caught up with in their order. Where nothing was ever entered nothing is
    // overdue, and the last one is asked for all the same.
    let missing = figures.overdue(today);
    let missing = missing.or_else(|| figures.figure(last).is_none().then_some(last));
    let Some(period) = missing else {
        let cadence = figures.cadence();
        return OwedState::Done {
            next: cadence.next(cadence.period_of(today)),
        };
    };
    let since = figures.overdue_from(period);
    if since <= today {
        OwedState::Late { period, since }
    } else {
        OwedState::Due {
            period,
            until: since.plus(-1),
        }
    }
}
