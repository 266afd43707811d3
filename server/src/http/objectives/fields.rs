use app::plain::ObjectiveFields;
use model::score::{Direction, Objective, Trajectory};

use crate::objectives::exact_number;

/// An objective as the fields of a form.
pub(super) fn fields_of(objective: &Objective) -> ObjectiveFields {
    let number = |value: f64| exact_number(value, 0);
    let some = |value: Option<f64>| value.map(number).unwrap_or_default();
    let (directorate, function) = match &objective.owner {
        // Put together of both by the same form.
        Some(owner) => match owner.rsplit_once(", ") {
            Some((directorate, function)) => (directorate.to_owned(), function.to_owned()),
            None => (owner.clone(), String::new()),
        },
        None => (String::new(), String::new()),
    };
    ObjectiveFields {
        indicator: objective.indicator.to_string(),
        place: objective.place.to_string(),
        direction: match objective.direction {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Band => "band",
            Direction::Context => "",
        }
        .to_owned(),
        baseline: some(objective.baseline),
        baseline_at: objective
            .baseline_at
            .map(|day| day.to_string())
            .unwrap_or_default(),
        target: number(objective.target),
        target_high: some(objective.target_high),
        tolerance: some(objective.tolerance),
        target_at: objective.target_at.to_string(),
        trajectory: match objective.trajectory {
            Trajectory::Linear => "linear",
            Trajectory::Step => "step",
        }
        .to_owned(),
        weight: number(objective.weight),
        directorate,
        function,
        ..ObjectiveFields::default()
    }
}
