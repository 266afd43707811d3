use serde::{Deserialize, Serialize};

use super::{ActionEvent, ActionStatus, Deed};
use crate::access::Role;
use crate::city::{IndicatorCode, PlaceCode};
use crate::time::{At, Day};

/// What somebody decided to do about a deviation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Action {
    /// Number; 0 before it has one.
    pub id: i64,
    /// Where.
    pub place: PlaceCode,
    /// What it is to move.
    pub indicator: IndicatorCode,
    /// What is done.
    pub what: String,
    /// What the person is who does it.
    pub function: String,
    /// The directorate that answers for it.
    pub directorate: String,
    /// The day it was due when it was decided; [`Action::due`] is the one that holds.
    pub first_due: Day,
    /// By how much it is to move the value, in the unit of the indicator.
    pub expected: Option<f64>,
    /// When it was decided.
    pub decided_at: At,
    /// The address of an account.
    pub author: String,
    /// What they were then.
    pub role: Option<Role>,
    /// The review and the item of its agenda in which it was decided.
    pub review: Option<(i64, u32)>,
    /// What became of it, oldest first.
    pub events: Vec<ActionEvent>,
}

/// Why something cannot happen to an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeedFault {
    /// It is done or abandoned.
    #[error("the action is ended")]
    Ended,
    /// It was started before.
    #[error("the action is started already")]
    StartedBefore,
    /// It would end before it began.
    #[error("the action would be done before it was started")]
    DoneBeforeStart,
    /// It is due on that day already.
    #[error("the action is due on that day already")]
    SameDay,
}

impl Action {
    /// How far it is.
    pub fn status(&self) -> ActionStatus {
        let deeds = self.events.iter().rev().map(|event| &event.deed);
        deeds
            .filter_map(|deed| match deed {
                Deed::Started(_) => Some(ActionStatus::Started),
                Deed::Done(_) => Some(ActionStatus::Done),
                Deed::Abandoned(_) => Some(ActionStatus::Abandoned),
                Deed::Commented(_) | Deed::Postponed { .. } => None,
            })
            .next()
            .unwrap_or(ActionStatus::Decided)
    }

    /// The day it is due.
    pub fn due(&self) -> Day {
        self.last(|deed| match deed {
            Deed::Postponed { due, .. } => Some(*due),
            _ => None,
        })
        .unwrap_or(self.first_due)
    }

    /// The day work began, where it was said.
    pub fn started(&self) -> Option<Day> {
        self.last(|deed| match deed {
            Deed::Started(day) => Some(*day),
            _ => None,
        })
    }

    /// The day it was finished.
    pub fn done(&self) -> Option<Day> {
        self.last(|deed| match deed {
            Deed::Done(day) => Some(*day),
            _ => None,
        })
    }

    /// Whether it should have been finished: on its due day it still has time.
    pub fn is_overdue(&self, today: Day) -> bool {
        self.status().is_open() && self.due() < today
    }

    /// Whether something can happen to it now.
    ///
    /// # Errors
    /// [`DeedFault`].
    pub fn admits(&self, deed: &Deed) -> Result<(), DeedFault> {
        if matches!(deed, Deed::Commented(_)) {
            return Ok(());
        }
        if !self.status().is_open() {
            return Err(DeedFault::Ended);
        }
        match deed {
            Deed::Started(_) if self.started().is_some() => Err(DeedFault::StartedBefore),
            Deed::Done(day) if self.started().is_some_and(|started| *day < started) => {
                Err(DeedFault::DoneBeforeStart)
            }
            Deed::Postponed { due, .. } if *due == self.due() => Err(DeedFault::SameDay),
            _ => Ok(()),
        }
    }

    fn last(&self, day: impl Fn(&Deed) -> Option<Day>) -> Option<Day> {
        self.events.iter().rev().find_map(|event| day(&event.deed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn action() -> Action {
        Action {
            id: 1,
            place: "ecole".parse().expect("a code"),
            indicator: "elec_kwh".parse().expect("a code"),
            what: "Régler la ventilation".to_owned(),
            function: "responsable énergie".to_owned(),
            directorate: "Direction des bâtiments".to_owned(),
            first_due: day("2026-11-30"),
            expected: Some(-5.0),
            decided_at: At::from_millis(0),
            author: "dgs@ville.example".to_owned(),
            role: Some(Role::Dgs),
            review: None,
            events: Vec::new(),
        }
    }

    fn then(action: &mut Action, deed: Deed) {
        assert_eq!(action.admits(&deed), Ok(()));
        action.events.push(ActionEvent {
            at: At::from_millis(0),
            author: action.author.clone(),
            role: None,
            deed,
        });
    }

    #[test]
    fn overdue_follows_from_the_day_that_holds() {
        let mut action = action();
        assert!(!action.is_overdue(day("2026-11-30")));
        assert!(action.is_overdue(day("2026-12-01")));
        let postponed = Deed::Postponed {
            due: day("2027-01-15"),
            reason: "Pièce en retard".to_owned(),
        };
        then(&mut action, postponed.clone());
        assert_eq!(action.admits(&postponed), Err(DeedFault::SameDay));
        assert!(!action.is_overdue(day("2026-12-01")));
        assert!(action.is_overdue(day("2027-01-16")));
        then(&mut action, Deed::Done(day("2027-01-20")));
        assert!(!action.is_overdue(day("2027-02-01")), "it is finished");
    }

    #[test]
    fn an_action_begins_once_and_ends_once() {
        let mut action = action();
        then(&mut action, Deed::Started(day("2026-11-10")));
        let (again, early) = (
            Deed::Started(day("2026-11-11")),
            Deed::Done(day("2026-11-09")),
        );
        assert_eq!(action.admits(&again), Err(DeedFault::StartedBefore));
        assert_eq!(action.admits(&early), Err(DeedFault::DoneBeforeStart));
        then(
            &mut action,
            Deed::Commented("Deux vannes sur trois".to_owned()),
        );
        assert_eq!(action.status(), ActionStatus::Started);
        then(&mut action, Deed::Abandoned("Site vendu".to_owned()));
        let done = Deed::Done(day("2026-11-12"));
        assert_eq!(action.admits(&done), Err(DeedFault::Ended));
        then(&mut action, Deed::Commented("Dommage".to_owned()));
        assert_eq!(action.status(), ActionStatus::Abandoned);
    }
}
